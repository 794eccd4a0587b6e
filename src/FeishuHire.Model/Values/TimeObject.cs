using System;
using System.Collections.Generic;
using System.Globalization;

namespace FeishuHire.Values;

/// <summary>A time as ConvertTo-Json leaves it: an object with the members of <see cref="BgCheckTime"/>.</summary>
internal static class TimeObject
{
    /// <summary>The time of such an object; any other value as it is.</summary>
    /// <param name="value">The cell.</param>
    /// <param name="properties">Gives an object's properties; left out, its own description of itself.</param>
    internal static object? Read(object? value, Func<object, IEnumerable<KeyValuePair<string, object?>>?>? properties)
    {
        if (value is null or string or IConvertible or BgCheckTime or DateTimeOffset)
        {
            return value;
        }

        long? milliseconds = null;
        TimeSpan offset = TimeZoneText.ChinaStandardTime.BaseUtcOffset;
        foreach (KeyValuePair<string, object?> member in (properties ?? ObjectProperties.Of)(value) ?? [])
        {
            if (member.Key == nameof(BgCheckTime.UnixMilliseconds) && long.TryParse(TextCell.Read(member.Value), NumberStyles.None, CultureInfo.InvariantCulture, out long number))
            {
                milliseconds = number;
            }
            else if (member.Key == nameof(BgCheckTime.Offset))
            {
                offset = Offset(member.Value, properties) ?? offset;
            }
        }

        return milliseconds is long known ? new BgCheckTime(known, offset) : value;
    }

    private static TimeSpan? Offset(object? value, Func<object, IEnumerable<KeyValuePair<string, object?>>?>? properties)
    {
        switch (value)
        {
            case TimeSpan span:
                return Valid(span);
            case string text:
                return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out TimeSpan read) ? Valid(read) : null;
            case null:
                return null;
        }

        foreach (KeyValuePair<string, object?> member in (properties ?? ObjectProperties.Of)(value) ?? [])
        {
            if (member.Key == nameof(TimeSpan.Ticks) && long.TryParse(TextCell.Read(member.Value), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long ticks))
            {
                return Valid(new TimeSpan(ticks));
            }
        }

        return null;
    }

    private static TimeSpan? Valid(TimeSpan offset) => offset.Duration() <= TimeSpan.FromHours(14) ? offset : null;
}
