using System;

namespace FeishuHire.Engine.Files.Csv;

/// <summary>Parts one record into cells, by position: nothing is copied until a cell is asked for. Can stop where the text
/// read so far ends, and go on when there is more.</summary>
/// <remarks>Quoting as spreadsheets write it (RFC 4180): a quote counts at a cell's start only; inside, two stand for one.
/// Blanks between a delimiter and an opening quote, and between a closing one and the next delimiter, are let through: many
/// programs write ", ", and the guard tab of result files may stand there; the mark of a file that was put behind another, too.</remarks>
internal struct RecordSplitter
{
    private readonly char _delimiter;
    private CellSpan[] _cells;
    private int _cellStart;
    private int _at;
    private State _state;
    private bool _hasDoubledQuotes;
    private int _quotedEnd;

    internal RecordSplitter(char delimiter)
    {
        _delimiter = delimiter;
        _cells = new CellSpan[32];
        _cellStart = 0;
        _at = 0;
        _state = State.CellStart;
        _hasDoubledQuotes = false;
        _quotedEnd = 0;
        Count = 0;
        Next = 0;
    }

    private enum State
    {
        CellStart,
        Plain,
        Quoted,
        AfterQuote,
    }

    /// <summary>Cells parted so far.</summary>
    internal int Count { get; private set; }

    /// <summary>Where the record ends, before its line end.</summary>
    internal readonly int End => _at;

    /// <summary>Where the next record begins.</summary>
    internal int Next { get; private set; }

    /// <summary>Whether the text ended inside quotes.</summary>
    internal readonly bool IsInQuotes => _state == State.Quoted;

    internal void Begin(int start)
    {
        _cellStart = _at = Next = start;
        _state = State.CellStart;
        Count = 0;
    }

    /// <summary>The text was moved in its buffer.</summary>
    internal void Move(int by)
    {
        _cellStart += by;
        _at += by;
        _quotedEnd += by;
        Next += by;
        for (int i = 0; i < Count; i++)
        {
            _cells[i].Start += by;
        }
    }

    internal SplitResult Split(char[] buffer, int end, bool isLast)
    {
        if (_state == State.CellStart && Count == 0 && _at == end)
        {
            return isLast ? SplitResult.Nothing : SplitResult.More;
        }

        while (true)
        {
            switch (_state)
            {
                case State.CellStart:
                    if (_at == end && !isLast)
                    {
                        return SplitResult.More;
                    }

                    int quoteAt = _at;
                    while (quoteAt < end && buffer[quoteAt] is ' ' or '\t' or '\u00A0' or '\u3000' or '\uFEFF' && buffer[quoteAt] != _delimiter)
                    {
                        quoteAt++;
                    }

                    if (quoteAt == end && quoteAt > _at && !isLast)
                    {
                        return SplitResult.More;
                    }

                    _cellStart = _at;
                    _hasDoubledQuotes = false;
                    if (quoteAt < end && buffer[quoteAt] == '"')
                    {
                        _cellStart = quoteAt;
                        _at = quoteAt + 1;
                        _state = State.Quoted;
                        goto case State.Quoted;
                    }

                    _state = State.Plain;
                    goto case State.Plain;

                case State.Plain:
                    int length = buffer.AsSpan(_at, end - _at).IndexOfAny(_delimiter, '\r', '\n');
                    _at = length < 0 ? end : _at + length;
                    if (length < 0 && !isLast)
                    {
                        return SplitResult.More;
                    }

                    SplitResult? plain = EndCell(buffer, end, isLast, _cellStart, _at - _cellStart, isEscaped: false);
                    if (plain is not null)
                    {
                        return plain.Value;
                    }

                    break;

                case State.Quoted:
                    int quote = buffer.AsSpan(_at, end - _at).IndexOf('"');
                    if (quote < 0)
                    {
                        _at = end;
                        return isLast ? SplitResult.NeverClosed : SplitResult.More;
                    }

                    if (_at + quote + 1 == end && !isLast)
                    {
                        _at += quote;
                        return SplitResult.More;
                    }

                    _at += quote + 1;
                    if (_at < end && buffer[_at] == '"')
                    {
                        _at++;
                        _hasDoubledQuotes = true;
                        break;
                    }

                    _quotedEnd = _at - 1;
                    _state = State.AfterQuote;
                    goto case State.AfterQuote;

                case State.AfterQuote:
                    while (_at < end && buffer[_at] is ' ' or '\t' && buffer[_at] != _delimiter)
                    {
                        _at++;
                    }

                    if (_at == end && !isLast)
                    {
                        return SplitResult.More;
                    }

                    if (_at < end && buffer[_at] != _delimiter && buffer[_at] is not ('\r' or '\n'))
                    {
                        return SplitResult.Malformed;
                    }

                    SplitResult? quoted = EndCell(buffer, end, isLast, _cellStart + 1, _quotedEnd - _cellStart - 1, _hasDoubledQuotes);
                    if (quoted is not null)
                    {
                        return quoted.Value;
                    }

                    break;
            }
        }
    }

    internal readonly string Text(char[] buffer, int column)
    {
        CellSpan cell = _cells[column];
        if (!cell.IsEscaped)
        {
            return cell.Length == 0 ? string.Empty : new string(buffer, cell.Start, cell.Length);
        }

        char[] plain = new char[cell.Length];
        int length = 0;
        for (int i = cell.Start; i < cell.Start + cell.Length; i++)
        {
            plain[length++] = buffer[i];
            i += buffer[i] == '"' ? 1 : 0;
        }

        return new string(plain, 0, length);
    }

    /// <summary>Takes the cell that ends here. Null: the record goes on.</summary>
    private SplitResult? EndCell(char[] buffer, int end, bool isLast, int start, int length, bool isEscaped)
    {
        bool endsRecord = _at == end || buffer[_at] != _delimiter;

        // Whether a carriage return stands alone is known only with the character after it.
        if (endsRecord && _at + 1 == end && buffer[_at] == '\r' && !isLast)
        {
            return SplitResult.More;
        }

        if (Count == TableLimits.Columns)
        {
            return SplitResult.TooManyCells;
        }

        if (Count == _cells.Length)
        {
            Array.Resize(ref _cells, _cells.Length * 2);
        }

        _cells[Count++] = new CellSpan { Start = start, Length = length, IsEscaped = isEscaped };
        if (!endsRecord)
        {
            _at++;
            _state = State.CellStart;
            return null;
        }

        bool isPair = _at + 1 < end && buffer[_at] == '\r' && buffer[_at + 1] == '\n';
        Next = _at == end ? end : _at + (isPair ? 2 : 1);
        return SplitResult.Done;
    }

    private struct CellSpan
    {
        internal int Start;
        internal int Length;
        internal bool IsEscaped;
    }
}
