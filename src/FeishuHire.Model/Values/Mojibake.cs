using System;
using System.Text;

namespace FeishuHire.Values;

/// <summary>Knows a text that some program decoded with the wrong character set and saved so: 锟斤拷, and Chinese in UTF-8
/// that was taken for Windows-1252 or GBK. Only what no language writes by itself counts.</summary>
internal static class Mojibake
{
    // Windows-1252 from 0x80 to 0x9F; 0 where it has nothing, which decoders leave as the control character.
    private const string Western = "\u20AC\u0081\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\u008D\u017D\u008F"
        + "\u0090\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\u009D\u017E\u0178";

    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);
    private static readonly Encoding? Gbk = FindGbk();
    private static readonly bool[] GbkStarts = FindStarts();

    /// <summary>Whether the text is such a one.</summary>
    /// <param name="text">A text with characters beyond ASCII.</param>
    internal static bool Is(string text)
    {
        if (text.IndexOf("锟斤拷", StringComparison.Ordinal) >= 0 || text.IndexOf("烫烫烫", StringComparison.Ordinal) >= 0 || text.IndexOf("屯屯屯", StringComparison.Ordinal) >= 0)
        {
            return true;
        }

        foreach (char c in text)
        {
            if (c >= '\u0080')
            {
                // The first character beyond ASCII tells whether it is worth the work.
                return c is >= '\u00E3' and <= '\u00EF' ? IsChinese(AsWestern(text)) : GbkStarts[c] && IsChinese(AsGbk(text));
            }
        }

        return false;
    }

    private static byte[]? AsWestern(string text)
    {
        var bytes = new byte[text.Length];
        for (int i = 0; i < text.Length; i++)
        {
            int high = text[i] <= '\u007F' || text[i] is >= '\u00A0' and <= '\u00FF' ? text[i] : 0x80 + Western.IndexOf(text[i]);
            if (high == 0x7F)
            {
                if (text[i] is < '\u0080' or > '\u009F')
                {
                    return null;
                }

                high = text[i];
            }

            bytes[i] = (byte)high;
        }

        return bytes;
    }

    private static byte[]? AsGbk(string text)
    {
        try
        {
            return Gbk!.GetBytes(text.TrimEnd('?', '\uFFFD'));
        }
        catch (EncoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>Whether bytes are UTF-8 with Chinese in it; a last character may be cut off.</summary>
    private static bool IsChinese(byte[]? bytes)
    {
        for (int cut = 0; bytes is not null && cut < 3 && cut < bytes.Length; cut++)
        {
            try
            {
                int han = 0;
                foreach (char c in StrictUtf8.GetString(bytes, 0, bytes.Length - cut))
                {
                    han += c is >= '\u4E00' and <= '\u9FFF' ? 1 : 0;
                }

                return han > 0;
            }
            catch (DecoderFallbackException)
            {
                // Perhaps without its last byte.
            }
        }

        return false;
    }

    private static Encoding? FindGbk()
    {
        try
        {
            return Encoding.GetEncoding(936, EncoderFallback.ExceptionFallback, DecoderFallback.ReplacementFallback);
        }
        catch (Exception exception) when (exception is NotSupportedException or ArgumentException)
        {
            return null; // Known on .NET Framework, and wherever its provider was registered: in PowerShell, and by the reading of files.
        }
    }

    /// <summary>The characters that the first two bytes of a Chinese character in UTF-8 make in GBK.</summary>
    private static bool[] FindStarts()
    {
        var starts = new bool[char.MaxValue + 1];
        for (int lead = 0xE4; Gbk is not null && lead <= 0xE9; lead++)
        {
            for (int next = 0x80; next <= 0xBF; next++)
            {
                string pair = Gbk.GetString([(byte)lead, (byte)next]);
                if (pair.Length == 1 && pair[0] > '\u007F' && pair[0] != '\uFFFD')
                {
                    starts[pair[0]] = true;
                }
            }
        }

        return starts;
    }
}
