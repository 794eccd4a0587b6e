using System.Globalization;
using System.Text;

namespace FeishuHire.Values;

/// <summary>What spreadsheets and copying leave around an id or a time, and how to take it off.</summary>
internal static class CellText
{
    private static readonly char[] LineBreaks = ['\r', '\n', '\v', '\f', '\u0085', '\u2028', '\u2029'];

    /// <summary>The text without outer blanks and without the guards <c>="…"</c> and <c>'…</c> that keep a spreadsheet from
    /// computing with it. The same instance when there is nothing to do.</summary>
    internal static string Clean(string text)
    {
        string plain = Trim(text);
        if (plain.Length >= 3 && plain[0] == '=' && plain[1] == '"' && plain[plain.Length - 1] == '"')
        {
            plain = Trim(plain.Substring(2, plain.Length - 3));
        }

        if (plain.Length > 1 && plain[0] == '\'')
        {
            plain = Trim(plain.Substring(1));
        }

        return plain;
    }

    /// <summary>The text without outer blanks, tabs, no-break spaces, zero-width characters and byte order marks.</summary>
    internal static string Trim(string text)
    {
        int from = 0;
        int to = text.Length;
        while (from < to && IsBlank(text[from]))
        {
            from++;
        }

        while (to > from && IsBlank(text[to - 1]))
        {
            to--;
        }

        return to - from == text.Length ? text : text.Substring(from, to - from);
    }

    /// <summary>Whether a character takes no place and shows nothing: copied along unseen, it makes another id of an id.</summary>
    internal static bool IsInvisible(char c) =>
        c >= '\u0080'
        && (c is '\u034F' or '\u115F' or '\u1160' or '\u17B4' or '\u17B5' or (>= '\u180B' and <= '\u180F') or '\u3164' or '\uFFA0' or (>= '\uFE00' and <= '\uFE0F')
            || char.GetUnicodeCategory(c) == UnicodeCategory.Format);

    /// <summary>The text without invisible characters; the same instance where there are none.</summary>
    internal static string DropInvisible(string text)
    {
        StringBuilder? kept = null;
        for (int i = 0; i < text.Length; i++)
        {
            // U+E0000 to U+E03FF are tags and variation selectors.
            bool isPair = text[i] == '\uDB40' && i + 1 < text.Length;
            if (isPair || IsInvisible(text[i]))
            {
                kept ??= new StringBuilder(text, 0, i, text.Length);
                i += isPair ? 1 : 0;
            }
            else
            {
                kept?.Append(text[i]);
            }
        }

        return kept?.ToString() ?? text;
    }

    /// <summary>The text in one line: a line break, with the blanks around it, as one blank.</summary>
    internal static string OneLine(string text)
    {
        if (text.IndexOfAny(LineBreaks) < 0)
        {
            return text;
        }

        var line = new StringBuilder(text.Length);
        foreach (string part in text.Split(LineBreaks))
        {
            string plain = Trim(part);
            line.Append(line.Length > 0 && plain.Length > 0 ? " " : string.Empty).Append(plain);
        }

        return line.ToString();
    }

    /// <summary>Full-width digits as ASCII; nothing else changes.</summary>
    internal static string FoldDigits(string text)
    {
        StringBuilder? folded = null;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] is >= '\uFF10' and <= '\uFF19')
            {
                folded ??= new StringBuilder(text);
                folded[i] = (char)(text[i] - 0xFEE0);
            }
        }

        return folded?.ToString() ?? text;
    }

    /// <summary>Every full-width form as ASCII, every blank as a space, the minus sign as a hyphen: for texts that are read
    /// as a time and not kept.</summary>
    internal static string FoldAll(string text)
    {
        StringBuilder? folded = null;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            char plain = c switch
            {
                < '\u0080' => c is >= '\t' and <= '\r' ? ' ' : c,
                >= '\uFF01' and <= '\uFF5E' => (char)(c - 0xFEE0),
                '\u2212' => '-',
                _ => IsBlank(c) ? ' ' : c,
            };
            if (plain != c)
            {
                folded ??= new StringBuilder(text);
                folded[i] = plain;
            }
        }

        return folded?.ToString() ?? text;
    }

    internal static bool IsBlank(char c) =>
        c == ' ' || c is >= '\t' and <= '\r'
        || (c >= '\u0080' && (char.IsWhiteSpace(c) || c is '\uFEFF' or '\u200B' or '\u200C' or '\u200D' or '\u2060' or '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E')));
}
