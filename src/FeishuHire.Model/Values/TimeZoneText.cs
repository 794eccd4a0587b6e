using System;
using System.Globalization;
using System.IO;
using System.Security;

namespace FeishuHire.Values;

/// <summary>Time zones as users name them.</summary>
public static class TimeZoneText
{
    private const string ChinaName = "China Standard Time";

    /// <summary>+08:00 all year. China's clocks last changed in 1991, long before any order.</summary>
    public static TimeZoneInfo ChinaStandardTime { get; } =
        TimeZoneInfo.CreateCustomTimeZone(ChinaName, TimeSpan.FromHours(8), "(UTC+08:00) " + ChinaName, ChinaName);

    /// <summary>The zone of a TimeZoneInfo, an offset (<c>+08:00</c>, <c>-0530</c>, <c>UTC+8</c>, <c>Z</c>, a TimeSpan) or a
    /// name that the system knows (on .NET Framework Windows names only); null when there is none.</summary>
    /// <param name="value">What the user gave.</param>
    public static TimeZoneInfo? Parse(object value) => value switch
    {
        TimeZoneInfo zone => zone,
        TimeSpan offset => Fixed(offset),
        _ => ParseText(CellText.Trim(CellText.FoldAll(TextCell.Text(value)))),
    };

    /// <summary>Reads an offset from UTC: sign, hours, and minutes with or without a colon; at most 14 hours.</summary>
    internal static TimeSpan? ParseOffset(string text)
    {
        if (text.Length < 2 || text[0] is not ('+' or '-'))
        {
            return null;
        }

        int colon = text.IndexOf(':');
        int digits = text.Length - 1;
        int hourEnd = colon >= 0 ? colon : digits <= 2 ? text.Length : text.Length - 2;
        int minuteFrom = colon >= 0 ? colon + 1 : hourEnd;
        int? hours = Number(text, 1, hourEnd);
        int? minutes = minuteFrom == text.Length && colon < 0 ? 0 : text.Length - minuteFrom == 2 ? Number(text, minuteFrom, text.Length) : null;
        if (hours is null || minutes is null or > 59 || (hours * 60) + minutes > 14 * 60)
        {
            return null;
        }

        TimeSpan offset = new(hours.Value, minutes.Value, 0);
        return text[0] == '-' ? offset.Negate() : offset;
    }

    private static TimeZoneInfo? ParseText(string text)
    {
        if (text.Length == 0)
        {
            return null;
        }

        if (Is(text, ChinaName) || Is(text, "Asia/Shanghai") || Is(text, "PRC"))
        {
            return ChinaStandardTime;
        }

        if (Is(text, "Z") || Is(text, "UTC") || Is(text, "GMT"))
        {
            return TimeZoneInfo.Utc;
        }

        int sign = text.StartsWith("UTC", StringComparison.OrdinalIgnoreCase) || text.StartsWith("GMT", StringComparison.OrdinalIgnoreCase) ? 3 : 0;
        return ParseOffset(text.Substring(sign)) is TimeSpan offset ? Fixed(offset) : Find(text);
    }

    private static TimeZoneInfo? Find(string name)
    {
        try
        {
            return TimeZoneInfo.FindSystemTimeZoneById(name);
        }
        catch (Exception e) when (e is TimeZoneNotFoundException or InvalidTimeZoneException or ArgumentException or IOException or UnauthorizedAccessException or SecurityException)
        {
            return null;
        }
    }

    private static TimeZoneInfo? Fixed(TimeSpan offset)
    {
        if (offset == ChinaStandardTime.BaseUtcOffset)
        {
            return ChinaStandardTime;
        }

        if (offset.Duration() > TimeSpan.FromHours(14) || offset.Ticks % TimeSpan.TicksPerMinute != 0)
        {
            return null;
        }

        string sign = offset < TimeSpan.Zero ? "-" : "+";
        string name = "UTC" + sign + offset.ToString(@"hh\:mm", CultureInfo.InvariantCulture);
        return TimeZoneInfo.CreateCustomTimeZone(name, offset, name, name);
    }

    /// <summary>One or two digits as a number.</summary>
    private static int? Number(string text, int from, int to)
    {
        if (to - from is < 1 or > 2)
        {
            return null;
        }

        int number = 0;
        for (int i = from; i < to; i++)
        {
            if (text[i] is < '0' or > '9')
            {
                return null;
            }

            number = (number * 10) + (text[i] - '0');
        }

        return number;
    }

    private static bool Is(string text, string name) => string.Equals(text, name, StringComparison.OrdinalIgnoreCase);
}
