using System;
using System.Globalization;

namespace FeishuHire.Values;

/// <summary>Reads times whose order of day, month and year only a culture tells, by that culture's calendar. Never looks at
/// the machine's culture or clock.</summary>
internal static class CultureTime
{
    internal static TimeShape Read(string text, CultureInfo culture, out WallTime time)
    {
        TimeShape shape = ReadNumbers(text, culture, out time);
        return shape == TimeShape.None && HasYear(text) ? ReadWords(text, culture, out time) : shape;
    }

    /// <summary>Three numbers in the order of the culture's short date, then a clock in the common form.</summary>
    private static TimeShape ReadNumbers(string text, CultureInfo culture, out WallTime time)
    {
        time = default;
        string order = Order(culture.DateTimeFormat.ShortDatePattern);
        int at = 0;
        int year = 0;
        int month = 0;
        int day = 0;
        for (int part = 0; part < 3; part++)
        {
            if (part > 0 && (at >= text.Length || text[at++] is not ('-' or '/' or '.')))
            {
                return TimeShape.None;
            }

            int digits = ClockText.CountDigits(text, at);
            bool isYear = part < order.Length && order[part] == 'y';
            if (digits is not (1 or 2) && !(isYear && digits == 4))
            {
                return TimeShape.None;
            }

            int number = ClockText.TakeDigits(text, ref at, digits);
            switch (order[part])
            {
                case 'y':
                    year = digits == 4 ? number : FourDigits(culture, number);
                    break;
                case 'M':
                    month = number;
                    break;
                default:
                    day = number;
                    break;
            }
        }

        var clock = default(ClockText);
        if (!clock.ReadRest(text, ref at))
        {
            return TimeShape.None;
        }

        try
        {
            DateTime date = culture.DateTimeFormat.Calendar.ToDateTime(year, month, day, 0, 0, 0, 0);
            return TimeText.Assemble(date.Year, date.Month, date.Day, clock, out time);
        }
        catch (ArgumentOutOfRangeException)
        {
            return TimeShape.Impossible;
        }
    }

    /// <summary>Forms with a month's name. AdjustToUniversal tells a text with an offset (UTC) from one without.</summary>
    private static TimeShape ReadWords(string text, CultureInfo culture, out WallTime time)
    {
        const DateTimeStyles Styles = DateTimeStyles.AllowWhiteSpaces | DateTimeStyles.AdjustToUniversal | DateTimeStyles.NoCurrentDateDefault;
        time = default;
        if (!DateTime.TryParse(text, culture, Styles, out DateTime parsed))
        {
            return TimeShape.None;
        }

        TimeSpan? offset = parsed.Kind == DateTimeKind.Utc ? TimeSpan.Zero : null;
        time = new(DateTime.SpecifyKind(parsed, DateTimeKind.Unspecified), offset);
        return TimeShape.Time;
    }

    /// <summary>Without a year in the text the framework would take the clock's; and a text of numbers alone is judged by
    /// their order, never guessed.</summary>
    private static bool HasYear(string text)
    {
        bool year = false;
        bool letters = false;
        for (int i = 0; i < text.Length; i++)
        {
            int digits = ClockText.CountDigits(text, i);
            year |= digits == 4 || (digits == 2 && letters && text[i - 1] is '-' or ' ' or '/' && (i + 2 == text.Length || text[i + 2] == ' '));
            letters |= char.IsLetter(text[i]);
            i += digits;
        }

        return year && letters;
    }

    private static string Order(string pattern)
    {
        string order = string.Empty;
        bool quoted = false;
        foreach (char c in pattern)
        {
            quoted ^= c == '\'';
            if (!quoted && c is 'y' or 'M' or 'd' && order.IndexOf(c) < 0)
            {
                order += c;
            }
        }

        return order;
    }

    private static int FourDigits(CultureInfo culture, int year)
    {
        try
        {
            return culture.DateTimeFormat.Calendar.ToFourDigitYear(year);
        }
        catch (ArgumentOutOfRangeException)
        {
            return year;
        }
    }
}
