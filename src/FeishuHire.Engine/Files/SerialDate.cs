using System;

namespace FeishuHire.Engine.Files;

/// <summary>Spreadsheet dates: days since the end of 1899, or since 1904.</summary>
internal static class SerialDate
{
    private const double LastDay = 2_958_465.99999999; // 9999-12-31
    private const int DaysTo1904 = 1462;
    private const long MillisecondsPerDay = 86_400_000;
    private static readonly DateTime Day0 = new(1899, 12, 30, 0, 0, 0, DateTimeKind.Unspecified);

    /// <summary>The wall-clock time of a date cell, rounded to the millisecond, and to the second where it lies within
    /// 2 ms of one: a double's last digits are noise, and nobody types milliseconds.</summary>
    /// <param name="days">The cell's number.</param>
    /// <param name="is1904">Whether the workbook counts from 1904.</param>
    /// <returns>Null where the number is no date.</returns>
    internal static DateTime? ToDateTime(double days, bool is1904)
    {
        double all = is1904 ? days + DaysTo1904 : days;
        if (!(all >= 0 && all <= LastDay))
        {
            return null;
        }

        return Round(Day0.AddTicks((long)Math.Round(all * MillisecondsPerDay) * TimeSpan.TicksPerMillisecond));
    }

    /// <summary>A time that a double has carried, with its noise rounded away.</summary>
    internal static DateTime Round(DateTime time)
    {
        long milliseconds = (time.Ticks + (TimeSpan.TicksPerMillisecond / 2)) / TimeSpan.TicksPerMillisecond;
        long off = milliseconds % 1000;
        milliseconds += off <= 2 ? -off : off >= 998 ? 1000 - off : 0;
        return new DateTime(milliseconds * TimeSpan.TicksPerMillisecond, DateTimeKind.Unspecified);
    }
}
