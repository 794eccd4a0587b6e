using System;

namespace FeishuHire.Values;

/// <summary>The part of a time's text that follows the date: the time of day, 24 or 12 hours, and the offset.</summary>
internal struct ClockText
{
    private int _hour;
    private int _minute;
    private int _second;
    private int _millisecond;
    private bool _isSet;
    private bool _isExact; // with seconds, or behind ISO's T
    private bool? _afternoon;
    private bool _isEvening; // 晚上12点 is midnight, 下午12点 noon

    /// <summary>The offset the text names, if any.</summary>
    internal TimeSpan? Offset { get; private set; }

    /// <summary>Whether there is such a time of day.</summary>
    internal readonly bool Exists =>
        (_hour <= 23 || (_hour == 24 && _minute == 0 && _second == 0 && _millisecond == 0 && _afternoon is null)) && _minute <= 59 && _second <= 59 && !(_afternoon is false && _hour > 12);

    /// <summary>The time since midnight; rounding may reach the next day.</summary>
    internal readonly TimeSpan OfDay => new(0, Hour24, _minute, _second, _millisecond);

    private readonly int Hour24 => _afternoon switch
    {
        false when _hour == 12 => 0,
        true when _hour < 12 => _hour + 12,
        true when _isEvening && _hour == 12 => 24,
        _ => _hour,
    };

    internal void Set(int hour, int minute, int second, int millisecond, bool isExact)
    {
        _hour = hour;
        _minute = minute;
        _second = second;
        _millisecond = millisecond;
        _isSet = true;
        _isExact = isExact;
    }

    /// <summary>Reads to the end of the text; false when something else than a time of day and an offset is there.</summary>
    internal bool ReadRest(string text, ref int at)
    {
        SkipWeekday(text, ref at);
        int before = at;
        SkipBlanks(text, ref at);
        if (!_isSet && at < text.Length && text[at] is 'T' or 't')
        {
            at++;
            _isExact = true;
            if (CountDigits(text, at) == 0)
            {
                return false;
            }
        }
        else if (at == before && before > 0 && text[before - 1] is >= '0' and <= '9' && CountDigits(text, at) > 0)
        {
            return false; // Digits that touch the date's.
        }

        ReadHalf(text, ref at);
        if (!_isSet && CountDigits(text, at) > 0 && !ReadClock(text, ref at))
        {
            return false;
        }

        SkipBlanks(text, ref at);
        ReadHalf(text, ref at);
        SkipBlanks(text, ref at);
        return ReadOffset(text, ref at) && at == text.Length && (_afternoon is null || _isSet);
    }

    internal static int CountDigits(string text, int from)
    {
        int to = from;
        while (to < text.Length && text[to] is >= '0' and <= '9')
        {
            to++;
        }

        return to - from;
    }

    internal static int TakeDigits(string text, ref int at, int digits)
    {
        int number = 0;
        for (int end = at + digits; at < end; at++)
        {
            number = (number * 10) + (text[at] - '0');
        }

        return number;
    }

    internal static void SkipBlanks(string text, ref int at)
    {
        while (at < text.Length && text[at] == ' ')
        {
            at++;
        }
    }

    private static void SkipWeekday(string text, ref int at)
    {
        int i = at;
        SkipBlanks(text, ref i);
        foreach (string prefix in new[] { "星期", "周" })
        {
            if (string.CompareOrdinal(text, i, prefix, 0, prefix.Length) == 0
                && i + prefix.Length < text.Length
                && "一二三四五六日天".IndexOf(text[i + prefix.Length]) >= 0)
            {
                at = i + prefix.Length + 1;
                return;
            }
        }
    }

    /// <summary>H:mm[:ss[.f…]], H时mm分[ss秒], or HHmm[ss] as ISO 8601's basic form has it.</summary>
    private bool ReadClock(string text, ref int at)
    {
        int digits = CountDigits(text, at);
        _isSet = true;
        if (digits is 4 or 6)
        {
            _hour = TakeDigits(text, ref at, 2);
            _minute = TakeDigits(text, ref at, 2);
            _second = digits == 6 ? TakeDigits(text, ref at, 2) : 0;
            _isExact |= digits == 6;
            return digits == 4 || ReadFraction(text, ref at);
        }

        if (digits is not (1 or 2))
        {
            return false;
        }

        _hour = TakeDigits(text, ref at, digits);
        SkipBlanks(text, ref at);
        char mark = at < text.Length ? text[at] : '\0';
        return mark switch
        {
            ':' => ReadColons(text, ref at),
            '时' or '時' or '点' or '點' => ReadChinese(text, ref at),
            _ => false,
        };
    }

    private bool ReadColons(string text, ref int at)
    {
        at++;
        if (CountDigits(text, at) != 2)
        {
            return false;
        }

        _minute = TakeDigits(text, ref at, 2);
        if (at >= text.Length || text[at] != ':')
        {
            return true;
        }

        at++;
        if (CountDigits(text, at) != 2)
        {
            return false;
        }

        _second = TakeDigits(text, ref at, 2);
        _isExact = true;
        return ReadFraction(text, ref at);
    }

    private bool ReadChinese(string text, ref int at)
    {
        at++;
        SkipBlanks(text, ref at);
        int digits = CountDigits(text, at);
        if (digits == 0)
        {
            return true;
        }

        if (digits > 2)
        {
            return false;
        }

        _minute = TakeDigits(text, ref at, digits);
        SkipBlanks(text, ref at);
        if (at >= text.Length || text[at++] != '分')
        {
            return false;
        }

        SkipBlanks(text, ref at);
        digits = CountDigits(text, at);
        if (digits is 1 or 2)
        {
            _second = TakeDigits(text, ref at, digits);
            SkipBlanks(text, ref at);
            return at < text.Length && text[at++] == '秒';
        }

        return digits == 0;
    }

    /// <summary>Any number of digits; beyond milliseconds they are rounded, half up.</summary>
    private bool ReadFraction(string text, ref int at)
    {
        if (at >= text.Length || text[at] is not ('.' or ','))
        {
            return true;
        }

        at++;
        int digits = CountDigits(text, at);
        if (digits == 0)
        {
            return false;
        }

        for (int i = 0; i < 3; i++)
        {
            _millisecond = (_millisecond * 10) + (i < digits ? text[at + i] - '0' : 0);
        }

        if (digits > 3 && text[at + 3] >= '5')
        {
            _millisecond++;
        }

        at += digits;
        return true;
    }

    /// <summary>上午, 下午, AM or PM and their like, before or after the clock.</summary>
    private void ReadHalf(string text, ref int at)
    {
        if (Starts(text, at, "上午") || Starts(text, at, "早上") || Starts(text, at, "凌晨") || Starts(text, at, "清晨") || Starts(text, at, "早晨") || Starts(text, at, "AM"))
        {
            _afternoon = false;
        }
        else if (Starts(text, at, "下午") || Starts(text, at, "晚上") || Starts(text, at, "傍晚") || Starts(text, at, "晚间") || Starts(text, at, "PM"))
        {
            _afternoon = true;
            _isEvening = text[at] == '晚';
        }
        else
        {
            return;
        }

        at += 2;
        SkipBlanks(text, ref at);
    }

    /// <summary>Z, UTC, UTC+8, +08:00 and their like. Behind a date alone, and with a hyphen right behind hours and minutes, nobody
    /// can tell it from a time: 2026-11-02-09:05, 09:00-10:00.</summary>
    private bool ReadOffset(string text, ref int at)
    {
        if (at == text.Length)
        {
            return true;
        }

        bool named = Starts(text, at, "UTC") || Starts(text, at, "GMT");
        if (named || text[at] is 'Z' or 'z')
        {
            at += named ? 3 : 1;
            if (at == text.Length || !named)
            {
                Offset = TimeSpan.Zero;
                return true;
            }
        }

        bool isCertain = named || (_isSet && (_isExact || text[at] == '+' || (char.IsWhiteSpace(text[at - 1]) && at + 1 < text.Length && text[at + 1] is >= '0' and <= '9')));
        Offset = isCertain ? TimeZoneText.ParseOffset(text.Substring(at)) : null;
        at = text.Length;
        return Offset is not null;
    }

    private static bool Starts(string text, int at, string with) =>
        string.Compare(text, at, with, 0, with.Length, StringComparison.OrdinalIgnoreCase) == 0;
}
