using System;
using System.Globalization;
using FeishuHire.Errors;
using FeishuHire.Text;

namespace FeishuHire.Values;

/// <summary>Cells of stage_time: Unix milliseconds, .NET times, and every written form whose meaning is certain. What is not
/// certain is refused with a reason, never guessed: a wrong time would block its order.</summary>
public static class TimeCell
{
    /// <summary>The API's name of the field.</summary>
    internal const string Field = "stage_time";

    private const int FirstYear = 2015;

    // From here on it is 2015 in every zone: Unix milliseconds.
    private const long FirstDayEnds = 1_420_156_800_000;

    /// <summary>Reads a cell.</summary>
    /// <param name="value">A cell's value: text, a number, a DateTime, DateTimeOffset or BgCheckTime.</param>
    /// <param name="options">How a wall-clock time is to be understood.</param>
    public static TimeReading Read(object? value, TimeCellOptions options)
    {
        switch (value)
        {
            case null or DBNull:
                return default;
            case string text:
                return IsMilliseconds(text, out long milliseconds) ? FromMilliseconds(milliseconds, options) : ReadText(text, options);
            case BgCheckTime time:
                return Dated(time);
            case DateTimeOffset time:
                return FromInstant(time);
            case DateTime { Kind: DateTimeKind.Unspecified } time:
                return OnWall(RoundUp(time), options.Zone);
            case DateTime time:
                return FromInstant(new DateTimeOffset(time));
            case long number:
                return number is >= 1_000_000_000_000 and < 10_000_000_000_000 ? FromMilliseconds(number, options) : ReadText(TextCell.Text(number), options);
            default:
                return ReadText(TextCell.Text(value), options);
        }
    }

    private static TimeReading ReadText(string cell, TimeCellOptions options)
    {
        string text = CellText.FoldAll(CellText.Clean(cell));
        if (text.Length == 0)
        {
            return default;
        }

        if (NumberText.TryRead(text, out NumberText number))
        {
            TimeReading? read = ReadNumber(number, options);
            if (read is TimeReading reading)
            {
                return reading;
            }
        }

        TimeShape shape = TimeText.Read(text, out WallTime time);
        if (options.Culture is CultureInfo culture && (shape != TimeShape.Time || time.Clock.Year < FirstYear))
        {
            // A year such as 1405 may be one of that culture's calendar.
            TimeShape byCulture = CultureTime.Read(text, culture, out WallTime cultureTime);
            (shape, time) = byCulture is TimeShape.None ? (shape, time) : (byCulture, cultureTime);
        }

        return shape switch
        {
            TimeShape.Time when time.Offset is TimeSpan offset => FromOffset(time.Clock, offset),
            TimeShape.Time => OnWall(time.Clock, options.Zone),
            TimeShape.Impossible => Refuse(RuleKey.TimeImpossible, ("Time", text)),
            TimeShape.CultureNeeded => Refuse(RuleKey.TimeDayOrMonth),
            _ when ErrorValue.Check(text, Field) is BgCheckViolation error => new(error),
            _ when IsTimeOfDay(text) => Refuse(RuleKey.TimeWithoutDate),
            _ => Refuse(RuleKey.TimeNotATime, ("Length", cell.Length)),
        };
    }

    /// <summary>Numbers that count something; null where the digits may be a compact date.</summary>
    private static TimeReading? ReadNumber(NumberText number, TimeCellOptions options)
    {
        if (number.IsScientific)
        {
            return Refuse(RuleKey.TimeRounded);
        }

        return number.IntegerDigits switch
        {
            13 when number.IsWhole => FromMilliseconds(number.Integer, options),
            10 => Refuse(RuleKey.TimeSeconds),
            16 or 19 => Refuse(RuleKey.TimeTooFine, ("Length", number.IntegerDigits)),
            5 when number.Integer is >= 20_000 and < 80_000 => Refuse(RuleKey.TimeSerial), // the years 1954 to 2119
            _ => null,
        };
    }

    /// <summary>13 digits and nothing else: the form that most exports have, read without a detour.</summary>
    private static bool IsMilliseconds(string text, out long milliseconds)
    {
        milliseconds = 0;
        foreach (char c in text)
        {
            if (text.Length != 13 || c is < '0' or > '9')
            {
                return false;
            }

            milliseconds = (milliseconds * 10) + (c - '0');
        }

        return text.Length == 13;
    }

    private static TimeReading FromMilliseconds(long milliseconds, TimeCellOptions options)
    {
        if (ReferenceEquals(options.Zone, TimeZoneText.ChinaStandardTime) && milliseconds > FirstDayEnds)
        {
            return new(new BgCheckTime(milliseconds, TimeZoneText.ChinaStandardTime.BaseUtcOffset));
        }

        DateTimeOffset instant = DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
        return Dated(new BgCheckTime(milliseconds, WholeMinutes(options.Zone.GetUtcOffset(instant))));
    }

    private static TimeReading FromInstant(DateTimeOffset time)
    {
        DateTime utc = RoundUp(time.UtcDateTime);
        return Dated(new BgCheckTime(Milliseconds(utc), WholeMinutes(time.Offset)));
    }

    private static TimeReading FromOffset(DateTime clock, TimeSpan offset) =>
        clock.Year < FirstYear ? Refuse(RuleKey.TimeTooEarly) : Dated(new BgCheckTime(Milliseconds(clock) - (offset.Ticks / TimeSpan.TicksPerMillisecond), offset));

    private static TimeReading OnWall(DateTime clock, TimeZoneInfo zone)
    {
        if (clock.Year < FirstYear)
        {
            return Refuse(RuleKey.TimeTooEarly);
        }

        if (zone.IsInvalidTime(clock) || zone.IsAmbiguousTime(clock))
        {
            string key = zone.IsInvalidTime(clock) ? RuleKey.TimeSkipped : RuleKey.TimeRepeated;
            return Refuse(key, ("Zone", zone.Id), ("Time", clock.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)));
        }

        return FromOffset(clock, WholeMinutes(zone.GetUtcOffset(clock))) is { Time: BgCheckTime time } ? new(time, isByZone: true) : Refuse(RuleKey.TimeTooEarly);
    }

    /// <summary>The year counts as the time shows it, so that midnight of 1 January 2015 is in 2015 in every zone.</summary>
    private static TimeReading Dated(BgCheckTime time) => IsShowable(time) && time.DateTimeOffset.Year >= FirstYear
        ? new(time)
        : Refuse(RuleKey.TimeTooEarly);

    /// <summary>Guards the arithmetic of offsets at the calendar's ends, which no stage comes near.</summary>
    private static bool IsShowable(BgCheckTime time) => time.UnixMilliseconds is > 0 and < 253_402_214_400_000;

    private static DateTime RoundUp(DateTime time)
    {
        long over = time.Ticks % TimeSpan.TicksPerMillisecond;
        if (over == 0 || time.Year >= 9999)
        {
            return time.AddTicks(-over);
        }

        return time.AddTicks(over >= TimeSpan.TicksPerMillisecond / 2 ? TimeSpan.TicksPerMillisecond - over : -over);
    }

    private static long Milliseconds(DateTime utc) => (utc.Ticks / TimeSpan.TicksPerMillisecond) - 62_135_596_800_000;

    private static TimeSpan WholeMinutes(TimeSpan offset) => TimeSpan.FromMinutes(Math.Round(offset.TotalMinutes));

    // 12:04 or 12:04:25.
    private static bool IsTimeOfDay(string text)
    {
        int colons = 0;
        foreach (char c in text)
        {
            colons += c == ':' ? 1 : 0;
            if (c is not (':' or (>= '0' and <= '9')))
            {
                return false;
            }
        }

        return colons is 1 or 2 && text.Length <= 8;
    }

    private static TimeReading Refuse(string key, params (string Name, object? Value)[] facts) =>
        new(Texts.OfRules.Violation(ErrorId.StageTimeUnreadable, Field, key, facts));
}
