using System;

namespace FeishuHire.Values;

/// <summary>Reads the written forms of a time that mean the same in every culture: ISO 8601, year-first dates with - / or .,
/// compact digits, and Chinese. Knows no zone: a text without an offset gives a wall clock.</summary>
internal ref struct TimeText
{
    private readonly string _text;
    private int _at;

    private int _year;
    private int _month;
    private int _day;
    private ClockText _clock;

    private TimeText(string text) => _text = text;

    /// <summary>Reads a text that went through <see cref="CellText.FoldAll"/>.</summary>
    internal static TimeShape Read(string text, out WallTime time)
    {
        var reader = new TimeText(text);
        TimeShape shape = reader.ReadDate();
        time = default;
        if (shape != TimeShape.Time)
        {
            return shape;
        }

        if (!reader._clock.ReadRest(text, ref reader._at))
        {
            return TimeShape.None;
        }

        return Assemble(reader._year, reader._month, reader._day, reader._clock, out time);
    }

    /// <summary>Puts date and clock together, where both exist.</summary>
    internal static TimeShape Assemble(int year, int month, int day, ClockText clock, out WallTime time)
    {
        time = default;
        if (year is < 1 or > 9999 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || !clock.Exists)
        {
            return TimeShape.Impossible;
        }

        var date = new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Unspecified);
        if (date == DateTime.MaxValue.Date)
        {
            return TimeShape.Impossible; // Rounding up could leave the calendar.
        }

        time = new(date + clock.OfDay, clock.Offset);
        return TimeShape.Time;
    }

    private TimeShape ReadDate()
    {
        int digits = Digits(_at);
        return digits switch
        {
            8 or 12 or 14 or 17 => ReadCompact(digits),
            4 => ReadYearFirst(),
            1 or 2 when ReadDayOfMonthName(digits) => TimeShape.Time,
            1 or 2 => LooksDayOrMonthFirst(digits) ? TimeShape.CultureNeeded : TimeShape.None,
            _ => TimeShape.None,
        };
    }

    /// <summary>yyyyMMdd, with HHmm, HHmmss and fff right behind it, or an ISO 8601 time after T.</summary>
    private TimeShape ReadCompact(int digits)
    {
        _year = Take(4);
        _month = Take(2);
        _day = Take(2);
        if (digits > 8)
        {
            _clock.Set(Take(2), Take(2), digits >= 14 ? Take(2) : 0, digits == 17 ? Take(3) : 0, isExact: digits >= 14);
        }

        return TimeShape.Time;
    }

    private TimeShape ReadYearFirst()
    {
        _year = Take(4);
        SkipBlanks();
        char separator = Next();
        bool chinese = separator == '年';
        if (!chinese && separator is not ('-' or '/' or '.'))
        {
            return TimeShape.None;
        }

        if (!TakeUpToTwo(out _month))
        {
            return TimeShape.None;
        }

        SkipBlanks();
        if (Next() != (chinese ? '月' : separator) || !TakeUpToTwo(out _day))
        {
            return TimeShape.None;
        }

        if (chinese)
        {
            SkipBlanks();
            if (Next() is not ('日' or '号' or '號'))
            {
                return TimeShape.None;
            }
        }

        return TimeShape.Time;
    }

    /// <summary>2-Nov-2026, 2 Nov 2026, and 2-Nov-26 where it cannot be the 26th of a year 02: stages are of 2015 and later.</summary>
    private bool ReadDayOfMonthName(int digits)
    {
        int at = _at;
        int day = ClockText.TakeDigits(_text, ref at, digits);
        char separator = at < _text.Length ? _text[at] : '\0';
        int from = ++at;
        while (at < _text.Length && _text[at] is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z'))
        {
            at++;
        }

        int month = separator is '-' or ' ' or '/' && at <= _text.Length ? MonthName.Find(_text.Substring(from, at - from)) : 0;
        int year = at < _text.Length && _text[at] == separator ? ClockText.CountDigits(_text, at + 1) : 0;
        if (month == 0 || year is not (2 or 4))
        {
            return false;
        }

        at++;
        int number = ClockText.TakeDigits(_text, ref at, year);
        if (year == 2 && (number < 15 || day >= 15))
        {
            return false;
        }

        (_year, _month, _day, _at) = (year == 2 ? 2000 + number : number, month, day, at);
        return true;
    }

    /// <summary>d/M/yyyy, M/d/yy and their like: two short numbers, then a third.</summary>
    private readonly bool LooksDayOrMonthFirst(int digits)
    {
        int i = digits;
        for (int part = 0; part < 2; part++)
        {
            if (i >= _text.Length || _text[i] is not ('-' or '/' or '.'))
            {
                return false;
            }

            int length = Digits(++i);
            if (length is not (1 or 2) && !(part == 1 && length == 4))
            {
                return false;
            }

            i += length;
        }

        return i == _text.Length || _text[i] == ' ';
    }

    private bool TakeUpToTwo(out int number)
    {
        SkipBlanks();
        int digits = Digits(_at);
        number = digits is 1 or 2 ? Take(digits) : 0;
        return digits is 1 or 2;
    }

    private readonly int Digits(int from) => ClockText.CountDigits(_text, from);

    private int Take(int digits) => ClockText.TakeDigits(_text, ref _at, digits);

    private char Next() => _at < _text.Length ? _text[_at++] : '\0';

    private void SkipBlanks() => ClockText.SkipBlanks(_text, ref _at);
}
