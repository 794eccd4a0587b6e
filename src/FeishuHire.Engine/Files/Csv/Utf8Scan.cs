using System;
using System.Runtime.InteropServices;

namespace FeishuHire.Engine.Files.Csv;

/// <summary>Counts the valid characters beyond ASCII and the broken places of a text taken for UTF-8, chunk by chunk.</summary>
/// <remarks>Well-formedness as in the Unicode Standard, table 3-7: no overlong forms, no surrogates, nothing above U+10FFFF.</remarks>
internal struct Utf8Scan
{
    private int _pending; // continuation bytes still due
    private byte _low; // bounds of the next continuation byte
    private byte _high;
    private bool _isWide;

    internal long Valid { get; private set; }

    internal long Broken { get; private set; }

    /// <summary>Valid characters of three or four bytes, as Chinese ones are.</summary>
    internal long Wide { get; private set; }

    internal void Add(ReadOnlySpan<byte> bytes)
    {
        int i = 0;
        while (i < bytes.Length)
        {
            if (_pending == 0)
            {
                i += AsciiLength(bytes.Slice(i));
                if (i == bytes.Length)
                {
                    return;
                }

                Begin(bytes[i++]);
            }
            else if (bytes[i] >= _low && bytes[i] <= _high)
            {
                i++;
                (_low, _high) = (0x80, 0xBF);
                if (--_pending == 0)
                {
                    Valid++;
                    Wide += _isWide ? 1 : 0;
                }
            }
            else
            {
                // The byte may begin a character of its own: it is looked at again.
                Broken++;
                _pending = 0;
            }
        }
    }

    internal void Finish()
    {
        Broken += _pending > 0 ? 1 : 0;
        _pending = 0;
    }

    private static int AsciiLength(ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<ulong> words = MemoryMarshal.Cast<byte, ulong>(bytes);
        int i = 0;
        while (i < words.Length && (words[i] & 0x8080808080808080) == 0)
        {
            i++;
        }

        i *= sizeof(ulong);
        while (i < bytes.Length && bytes[i] < 0x80)
        {
            i++;
        }

        return i;
    }

    private void Begin(byte lead)
    {
        (_pending, _low, _high) = lead switch
        {
            >= 0xC2 and <= 0xDF => (1, (byte)0x80, (byte)0xBF),
            0xE0 => (2, (byte)0xA0, (byte)0xBF),
            0xED => (2, (byte)0x80, (byte)0x9F),
            >= 0xE1 and <= 0xEF => (2, (byte)0x80, (byte)0xBF),
            0xF0 => (3, (byte)0x90, (byte)0xBF),
            >= 0xF1 and <= 0xF3 => (3, (byte)0x80, (byte)0xBF),
            0xF4 => (3, (byte)0x80, (byte)0x8F),
            _ => (0, (byte)0, (byte)0),
        };
        _isWide = _pending > 1;
        Broken += _pending == 0 ? 1 : 0;
    }
}
