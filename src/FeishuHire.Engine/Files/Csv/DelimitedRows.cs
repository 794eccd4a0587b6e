using System;
using System.IO;
using FeishuHire.Errors;

namespace FeishuHire.Engine.Files.Csv;

/// <summary>Records of comma-, tab- or semicolon-separated text. A record that cannot be read (a quote that never closes,
/// text after a closing quote, a line beyond the limit) is one unreadable row, and reading goes on with the next line:
/// one bad row never takes the good ones after it along.</summary>
/// <remarks>Sylvan.Data.Csv, the fastest library measured, ends at the first malformed record or swallows the file up to
/// its end, and drops records that begin with its comment character; so the records are parted here.</remarks>
internal sealed class DelimitedRows : ITextRows
{
    private const int MostOfBrokenLine = 4096; // enough for its ids

    private readonly TextReader _text;
    private readonly Func<long> _position;
    private readonly char _delimiter;
    private char[] _buffer = new char[1 << 15];
    private int _start; // of the record
    private int _end; // of what has been read
    private bool _isLastRead;
    private RecordSplitter _record;
    private string? _brokenLine;

    /// <summary>Reads from where the text stands.</summary>
    /// <param name="text">The text; closed with the reader.</param>
    /// <param name="delimiter">What parts two cells.</param>
    /// <param name="position">Bytes read so far.</param>
    internal DelimitedRows(TextReader text, char delimiter, Func<long> position)
    {
        _text = text;
        _delimiter = delimiter;
        _position = position;
        _record = new RecordSplitter(delimiter);
    }

    /// <inheritdoc/>
    public long Row { get; private set; }

    /// <inheritdoc/>
    public int CellCount => Fault is null ? _record.Count : 0;

    /// <inheritdoc/>
    public FileFault? Fault { get; private set; }

    /// <inheritdoc/>
    public long Position => _position();

    /// <inheritdoc/>
    public bool SpansLines => Fault is null && _buffer.AsSpan(_start, _record.End - _start).IndexOfAny('\r', '\n') >= 0;

    /// <inheritdoc/>
    public bool EndsWithFile => Fault is null && _isLastRead && _record.End == _end;

    /// <inheritdoc/>
    public bool Read()
    {
        _start = _record.Next;
        Fault = null;
        _brokenLine = null;
        _record.Begin(_start);
        while (true)
        {
            SplitResult result = _record.Split(_buffer, _end, _isLastRead);
            switch (result)
            {
                case SplitResult.Done:
                    Row++;
                    return true;
                case SplitResult.Nothing:
                    return false;
                case SplitResult.Malformed:
                    return Skip(new FileFault(FileFaultKey.QuoteMisplaced));
                case SplitResult.TooManyCells:
                    return Skip(new FileFault(FileFaultKey.TooManyCells, "Limit", TableLimits.Columns));
                case SplitResult.NeverClosed:
                    return Skip(new FileFault(FileFaultKey.QuoteNeverClosed));
                default:
                    if (_end - _start >= TableLimits.RecordCharacters)
                    {
                        return Skip(_record.IsInQuotes
                            ? new FileFault(FileFaultKey.QuoteNeverClosed)
                            : new FileFault(FileFaultKey.RecordTooLong, "Limit", TableLimits.RecordCharacters));
                    }

                    Fill();
                    break;
            }
        }
    }

    /// <inheritdoc/>
    public object? Cell(int column)
    {
        if (column >= CellCount)
        {
            return null;
        }

        string text = _record.Text(_buffer, column);
        return text.Length == 0 ? null : text;
    }

    /// <inheritdoc/>
    public (long Row, int Column)? MergedInto(int column) => null;

    /// <inheritdoc/>
    public string[] Lines() => _brokenLine is not null
        ? [_brokenLine]
        : new string(_buffer, _start, _record.End - _start).Replace("\r\n", "\n").Split('\r', '\n');

    /// <inheritdoc/>
    public string[] Part(string line) => line.Split(_delimiter);

    /// <inheritdoc/>
    public void CountLines() => Row += Lines().Length - 1;

    /// <inheritdoc/>
    public void Dispose() => _text.Dispose();

    /// <summary>Makes the record one unreadable row that ends with its first line, wherever the damage made it end.</summary>
    private bool Skip(FileFault fault)
    {
        ReadOnlySpan<char> known = _buffer.AsSpan(_start, Math.Min(_end - _start, MostOfBrokenLine));
        int line = known.IndexOfAny('\r', '\n');
        _brokenLine = known.Slice(0, line < 0 ? known.Length : line).ToString();
        int at = _start;
        while (true)
        {
            int length = _buffer.AsSpan(at, _end - at).IndexOfAny('\r', '\n');
            if (length >= 0)
            {
                at += length;
                if (_buffer[at] == '\n' || at + 1 < _end || _isLastRead)
                {
                    break;
                }
            }
            else if (_isLastRead)
            {
                at = _end;
                break;
            }
            else
            {
                // A line longer than the limit is read over, not kept.
                _start = at = _end;
            }

            int kept = at - _start;
            Fill();
            at = _start + kept;
        }

        if (at < _end)
        {
            at += _buffer[at] == '\r' && at + 1 < _end && _buffer[at + 1] == '\n' ? 2 : 1;
        }

        _record.Begin(at);
        Fault = fault;
        Row++;
        return true;
    }

    /// <summary>Reads on, keeping the record so far.</summary>
    private void Fill()
    {
        int kept = _end - _start;
        if (_start > 0)
        {
            Array.Copy(_buffer, _start, _buffer, 0, kept);
            _record.Move(-_start);
            _start = 0;
            _end = kept;
        }
        else if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        int read = _text.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        _isLastRead = read == 0;
    }
}
