using System;
using System.IO;
using System.Threading;

namespace FeishuHire.Engine.Files.Csv;

/// <summary>Looks at each line of a text that is not UTF-8 throughout: a file that two programs wrote to may hold two character
/// sets, and one broken byte makes no other set of a file.</summary>
internal sealed class CharsetLines
{
    private const int MostOfLine = 1 << 20;

    private readonly char[] _text = new char[MostOfLine + 16];
    private long _line = 1;
    private bool _isBehindReturn;
    private long _firstUtf8;
    private long _firstGb;
    private bool _anyUtf8Damaged;

    /// <summary>Whether some line fits neither set.</summary>
    internal bool AnyBroken { get; private set; }

    /// <summary>Whether it is UTF-8, with broken places.</summary>
    internal bool IsUtf8 => (_firstUtf8 > 0 || _anyUtf8Damaged) && _firstGb == 0;

    /// <summary>Whether it is GB18030, perhaps with broken places.</summary>
    internal bool IsGb18030 => _firstGb > 0 && _firstUtf8 == 0;

    /// <summary>The line where a second set begins; 0 where there is one set.</summary>
    internal long MixedAt => _firstUtf8 > 0 && _firstGb > 0 ? Math.Max(_firstUtf8, _firstGb) : 0;

    /// <summary>The set of the file's beginning, where there are two.</summary>
    internal string First => _firstUtf8 < _firstGb ? "UTF-8" : "GB18030";

    /// <summary>The other.</summary>
    internal string Second => _firstUtf8 < _firstGb ? "GB18030" : "UTF-8";

    /// <summary>Reads the text.</summary>
    /// <param name="stream">The file, seekable.</param>
    /// <param name="skip">Bytes of its mark.</param>
    /// <param name="cancellation">Ends a long read.</param>
    internal void Read(Stream stream, int skip, CancellationToken cancellation)
    {
        byte[] buffer = new byte[MostOfLine];
        int kept = 0;
        stream.Position = skip;
        int read;
        do
        {
            cancellation.ThrowIfCancellationRequested();
            read = stream.Read(buffer, kept, buffer.Length - kept);
            int length = kept + read;
            int from = 0;
            for (int line = LengthOfLine(buffer, from, length); line >= 0; line = LengthOfLine(buffer, from, length))
            {
                Add(buffer, from, line);
                from += line + 1;
                _line += _isBehindReturn && line == 0 && buffer[from - 1] == '\n' ? 0 : 1;
                _isBehindReturn = buffer[from - 1] == '\r';
            }

            kept = length - from;
            if (read == 0 || kept == buffer.Length)
            {
                // The last line, or one longer than any record may be.
                int piece = read == 0 ? kept : WholeCharacters(buffer);
                Add(buffer, from, piece);
                from += piece;
                kept -= piece;
                _isBehindReturn = false;
            }

            Array.Copy(buffer, from, buffer, 0, kept);
        }
        while (read > 0);
    }

    private static int LengthOfLine(byte[] bytes, int from, int to) => bytes.AsSpan(from, to - from).IndexOfAny((byte)'\r', (byte)'\n');

    /// <summary>How much of a full buffer ends with a whole character: no byte below 0x30 is part of a longer one in either set.</summary>
    private static int WholeCharacters(byte[] bytes)
    {
        int length = bytes.Length;
        while (length > 0 && bytes[length - 1] >= 0x30)
        {
            length--;
        }

        return length == 0 ? bytes.Length : length;
    }

    private void Add(byte[] bytes, int from, int length)
    {
        var scan = new Utf8Scan();
        scan.Add(bytes.AsSpan(from, length));
        scan.Finish();
        if (scan.Valid == 0 && scan.Broken == 0)
        {
            return;
        }

        if (scan.Broken == 0)
        {
            // Two bytes of GB18030 may look like a Latin letter of UTF-8; three like a Chinese character hardly ever.
            _firstUtf8 = _firstUtf8 == 0 && scan.Wide > 0 ? _line : _firstUtf8;
        }
        else if (scan.Wide >= scan.Broken)
        {
            _anyUtf8Damaged = true;
        }
        else if (IsGb(bytes, from, length))
        {
            _firstGb = _firstGb == 0 ? _line : _firstGb;
        }
        else
        {
            AnyBroken = true;
        }
    }

    private bool IsGb(byte[] bytes, int from, int length)
    {
        int count = Encodings.Gb18030.GetChars(bytes, from, length, _text, 0);
        return Array.IndexOf(_text, '\uFFFD', 0, count) < 0;
    }
}
