using System;

namespace FeishuHire.Engine.Files.Xlsx;

/// <summary>Tells from a number format whether a cell shows a date or a time.</summary>
/// <remarks>ECMA-376 part 1, 18.8.30 and 18.8.31.</remarks>
internal static class DateFormat
{
    /// <summary>The formats that a file names by number only. 27 to 36 and 50 to 58 are those of Chinese, Japanese and
    /// Korean systems, e.g. 31 is yyyy年m月d日; 71 to 81 those of Thai ones.</summary>
    internal static bool IsBuiltInDate(int id) => id is >= 14 and <= 22 or >= 27 and <= 36 or >= 45 and <= 47 or >= 50 and <= 58 or >= 71 and <= 81;

    /// <summary>Whether the first section of a format code that shows the value, and not only words, shows it as a date or a
    /// time: that of <c>[=0]"";yyyy-mm-dd</c> is the second.</summary>
    /// <param name="code">The format code, e.g. <c>[$-804]yyyy"年"m"月"d"日";@</c>.</param>
    internal static bool IsDate(string code)
    {
        bool showsNumber = false;
        for (int i = 0; i < code.Length; i++)
        {
            switch (code[i])
            {
                case ';' when showsNumber:
                    return false;
                case '0' or '#' or '?' or '@':
                    showsNumber = true;
                    break;
                case '"':
                    i = End(code, i, '"');
                    break;
                case '[':
                    int close = End(code, i, ']');
                    if (IsElapsed(code, i + 1, close))
                    {
                        return true;
                    }

                    i = close;
                    break;
                case '\\' or '_' or '*' or '!':
                    i++; // The next character stands for itself, is a width, or fills.
                    break;
                case 'G' or 'g' when string.Compare(code, i, "General", 0, 7, StringComparison.OrdinalIgnoreCase) == 0:
                    i += 6;
                    showsNumber = true;
                    break;
                case 'a' or 'A' when string.Compare(code, i, "aaa", 0, 3, StringComparison.OrdinalIgnoreCase) == 0:
                    return true; // The day of the week.
                case 'e' or 'E' when i + 1 < code.Length && code[i + 1] is '+' or '-':
                    i++; // The exponent of 0.00E+00.
                    break;
                case 'y' or 'Y' or 'm' or 'M' or 'd' or 'D' or 'h' or 'H' or 's' or 'S' or 'e' or 'E':
                    return true;
            }
        }

        return false;
    }

    private static int End(string code, int from, char mark)
    {
        int end = code.IndexOf(mark, from + 1);
        return end < 0 ? code.Length : end;
    }

    /// <summary>[h], [mm] and [ss] count hours, minutes and seconds; other brackets hold colours, conditions and locales.</summary>
    private static bool IsElapsed(string code, int from, int to)
    {
        for (int i = from; i < to; i++)
        {
            if (code[i] is not ('h' or 'H' or 'm' or 'M' or 's' or 'S'))
            {
                return false;
            }
        }

        return from < to;
    }
}
