using System;
using System.Globalization;
using System.Text;

namespace FeishuHire.Values;

/// <summary>Stage ids that a spreadsheet took for a day (3-2 becomes 3月2日, 2-Mar or 2026/3/2) and wrote out as text: the id
/// that was meant cannot be told from it.</summary>
internal static class IdDate
{
    // D stands for a number of one or two digits, Y for one of four, M for an English month.
    private static readonly string[] Shapes =
    [
        "D月D日", "D月D号", "Y年D月", "Y年D月D日", "Y年D月D号", "D-M", "M-D", "D-M-D", "D-M-Y", "M-Y", "Y-M", "D M", "D M Y",
        "Y/D/D", "Y-D-D", "Y.D.D", "D/D/Y", "D-D-Y",
    ];

    private static readonly string[] Clocks = ["D:D", "D:D:D", "D:D AM", "D:D PM", "D:D:D AM", "D:D:D PM"];

    /// <summary>Whether a text is a day, and nothing else.</summary>
    /// <param name="id">The id as it was read.</param>
    internal static bool IsDate(string id)
    {
        if (id.Length is < 4 or > 25 || !MayBe(id))
        {
            return false;
        }

        string shape = Shape(id);
        foreach (string date in Shapes)
        {
            if (shape == date || (shape.Length > date.Length + 1 && shape.StartsWith(date, StringComparison.Ordinal) && shape[date.Length] is ' ' or 'T' && Array.IndexOf(Clocks, shape.Substring(date.Length + 1)) >= 0))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether its runs of digits and letters are as long as a day's; most ids are not, and cost no memory.</summary>
    private static bool MayBe(string id)
    {
        bool mark = false;
        for (int i = 0; i < id.Length;)
        {
            int from = i;
            while (i < id.Length && id[i] is >= '0' and <= '9')
            {
                i++;
            }

            if (i - from is 3 or > 4)
            {
                return false;
            }

            int letters = i;
            while (i < id.Length && id[i] is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z'))
            {
                i++;
            }

            if (i > letters && !(i - letters < 3 ? id[letters] is 'T' or 'A' or 'P' or 'a' or 'p' : MonthName.MayStartAt(id, letters)))
            {
                return false;
            }

            if (i == from)
            {
                if (id[i] is not ('-' or '/' or '.' or ' ' or ':' or '年' or '月' or '日' or '号'))
                {
                    return false;
                }

                mark |= id[i] is not ':';
                i++;
            }
        }

        return mark;
    }

    private static string Shape(string id)
    {
        var shape = new StringBuilder();
        for (int i = 0; i < id.Length;)
        {
            int from = i;
            if (id[i] is >= '0' and <= '9')
            {
                i += ClockText.CountDigits(id, i);
                shape.Append(Number(id.Substring(from, i - from)));
            }
            else if (char.IsLetter(id[i]) && id[i] < '\u0080')
            {
                while (i < id.Length && char.IsLetter(id[i]) && id[i] < '\u0080')
                {
                    i++;
                }

                shape.Append(Word(id.Substring(from, i - from)));
            }
            else
            {
                shape.Append(id[i++]);
            }
        }

        return shape.ToString();
    }

    private static string Number(string digits) => digits.Length switch
    {
        1 or 2 when int.Parse(digits, CultureInfo.InvariantCulture) <= 59 => "D",
        4 when string.CompareOrdinal(digits, "1900") >= 0 && string.CompareOrdinal(digits, "2100") < 0 => "Y",
        _ => "?",
    };

    private static string Word(string letters) =>
        MonthName.Find(letters) > 0 ? "M"
        : string.Equals(letters, "AM", StringComparison.OrdinalIgnoreCase) || string.Equals(letters, "PM", StringComparison.OrdinalIgnoreCase) || letters == "T" ? letters
        : "?";
}
