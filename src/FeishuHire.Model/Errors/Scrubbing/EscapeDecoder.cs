using System.Collections.Generic;

namespace FeishuHire.Errors.Scrubbing;

/// <summary>Resolves the escapes in which an echo may be written: \u5f20 and \n of JSON, %E5%BC%A0 of URLs, &amp;#24352; of
/// HTML, also several layers of them, and keeps the place of each character in the original.</summary>
internal static class EscapeDecoder
{
    // A link within JSON within a link: more layers than any server was seen to wrap.
    private const int MaxLayers = 4;

    private static readonly (string Name, char Char)[] Entities =
        [("amp;", '&'), ("lt;", '<'), ("gt;", '>'), ("quot;", '"'), ("apos;", '\''), ("nbsp;", ' ')];

    internal readonly record struct Unit(char Char, int Start, int End);

    internal static List<Unit> Decode(string text)
    {
        var units = new List<Unit>(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            units.Add(new(text[i], i, i + 1));
        }

        for (int layer = 0; layer < MaxLayers; layer++)
        {
            List<Unit> decoded = DecodeLayer(units);
            if (decoded.Count == units.Count)
            {
                break;
            }

            units = decoded;
        }

        return units;
    }

    private static List<Unit> DecodeLayer(List<Unit> units)
    {
        var decoded = new List<Unit>(units.Count);
        int at = 0;
        while (at < units.Count)
        {
            int taken = units[at].Char switch
            {
                '\\' => Backslash(units, at, decoded),
                '%' => Percent(units, at, decoded),
                '&' => Entity(units, at, decoded),
                _ => 0,
            };
            if (taken == 0)
            {
                decoded.Add(units[at]);
                taken = 1;
            }

            at += taken;
        }

        return decoded;
    }

    private static int Backslash(List<Unit> units, int at, List<Unit> decoded)
    {
        switch (CharAt(units, at + 1))
        {
            case 'u' when Hex(units, at + 2, 4) is int code:
                return Put(decoded, (char)code, units, at, 6);
            case 'x' when Hex(units, at + 2, 2) is int code:
                return Put(decoded, (char)code, units, at, 4);
            case 'n' or 'r' or 't' or 'b' or 'f':
                return Put(decoded, ' ', units, at, 2);
            case char c and ('"' or '\'' or '/' or '\\'):
                return Put(decoded, c, units, at, 2);
            default:
                return 0;
        }
    }

    private static int Percent(List<Unit> units, int at, List<Unit> decoded)
    {
        if (CharAt(units, at + 1) is 'u' or 'U' && Hex(units, at + 2, 4) is int unicode)
        {
            return Put(decoded, (char)unicode, units, at, 6);
        }

        if (Hex(units, at + 1, 2) is not int first)
        {
            return 0;
        }

        int more = first switch { >= 0xf0 => 3, >= 0xe0 => 2, >= 0xc0 => 1, _ => 0 };
        int code = more switch { 3 => first & 0x07, 2 => first & 0x0f, 1 => first & 0x1f, _ => first };
        for (int i = 1; i <= more; i++)
        {
            if (CharAt(units, at + (3 * i)) != '%' || Hex(units, at + (3 * i) + 1, 2) is not int next || (next & 0xc0) != 0x80)
            {
                return Put(decoded, '\ufffd', units, at, 3);
            }

            code = (code << 6) | (next & 0x3f);
        }

        return PutCodePoint(decoded, code, units, at, 3 * (more + 1));
    }

    private static int Entity(List<Unit> units, int at, List<Unit> decoded)
    {
        foreach ((string name, char c) in Entities)
        {
            if (Matches(units, at + 1, name))
            {
                return Put(decoded, c, units, at, 1 + name.Length);
            }
        }

        if (CharAt(units, at + 1) != '#')
        {
            return 0;
        }

        bool hex = CharAt(units, at + 2) is 'x' or 'X';
        int digits = at + (hex ? 3 : 2);
        int code = 0;
        int end = digits;
        for (; end < digits + 7 && Digit(CharAt(units, end), hex) is int digit; end++)
        {
            code = (code * (hex ? 16 : 10)) + digit;
        }

        return end > digits && CharAt(units, end) == ';' ? PutCodePoint(decoded, code, units, at, end + 1 - at) : 0;
    }

    private static int PutCodePoint(List<Unit> decoded, int code, List<Unit> units, int at, int length)
    {
        if (code is < 0 or > 0x10ffff or (>= 0xd800 and <= 0xdfff))
        {
            return Put(decoded, '\ufffd', units, at, length);
        }

        foreach (char c in char.ConvertFromUtf32(code))
        {
            Put(decoded, c, units, at, length);
        }

        return length;
    }

    private static int Put(List<Unit> decoded, char c, List<Unit> units, int at, int length)
    {
        decoded.Add(new(c, units[at].Start, units[at + length - 1].End));
        return length;
    }

    private static char CharAt(List<Unit> units, int index) => index < units.Count ? units[index].Char : '\0';

    private static bool Matches(List<Unit> units, int at, string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (char.ToLowerInvariant(CharAt(units, at + i)) != text[i])
            {
                return false;
            }
        }

        return true;
    }

    private static int? Hex(List<Unit> units, int at, int length)
    {
        int value = 0;
        for (int i = 0; i < length; i++)
        {
            if (Digit(CharAt(units, at + i), hex: true) is not int digit)
            {
                return null;
            }

            value = (value * 16) + digit;
        }

        return value;
    }

    private static int? Digit(char c, bool hex) => c switch
    {
        >= '0' and <= '9' => c - '0',
        >= 'a' and <= 'f' when hex => c - 'a' + 10,
        >= 'A' and <= 'F' when hex => c - 'A' + 10,
        _ => null,
    };
}
