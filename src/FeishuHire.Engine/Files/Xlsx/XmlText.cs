using System;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Xml;

namespace FeishuHire.Engine.Files.Xlsx;

/// <summary>Texts of an XML reader collected in a buffer that is used again, with no string in between.</summary>
internal sealed class XmlText
{
    private char[] _buffer = new char[4096];

    internal int Length { get; private set; }

    internal char[] Buffer => _buffer;

    internal void Clear() => Length = 0;

    /// <summary>Appends the text node that the reader stands on, up to a limit of characters from a start.</summary>
    /// <returns>False when the text is longer; what goes beyond is left out.</returns>
    [MethodImpl(HotPath.Method)]
    internal bool Append(XmlReader xml, int start, int limit)
    {
        while (true)
        {
            if (_buffer.Length - Length < 64)
            {
                Array.Resize(ref _buffer, _buffer.Length * 2);
            }

            int read = xml.ReadValueChunk(_buffer, Length, _buffer.Length - Length);
            if (read == 0)
            {
                return true;
            }

            Length += read;
            if (Length - start > limit)
            {
                Length = start + limit;
                return false;
            }
        }
    }

    /// <summary>A part of the text; <c>_x000D_</c> and the like, which spreadsheets write for characters that XML cannot
    /// hold, stand for the character.</summary>
    [MethodImpl(HotPath.Method)]
    internal string ToString(int start, int length)
    {
        string text = new(_buffer, start, length);
        return text.IndexOf("_x", StringComparison.Ordinal) < 0 ? text : Unescape(text);
    }

    private static string Unescape(string text)
    {
        char[] plain = new char[text.Length];
        int length = 0;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '_' && i + 6 < text.Length && text[i + 1] == 'x' && text[i + 6] == '_'
                && ushort.TryParse(text.Substring(i + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort code))
            {
                plain[length++] = (char)code;
                i += 6;
            }
            else
            {
                plain[length++] = text[i];
            }
        }

        return new string(plain, 0, length);
    }
}
