using System;
using System.Globalization;
using FeishuHire.Text;

namespace FeishuHire.Engine.Reports;

/// <summary>How times and ages read on a page.</summary>
internal sealed class ReportTimes(TimeZoneInfo zone, long now)
{
    /// <summary>When the page is made: Unix milliseconds.</summary>
    internal long Now { get; } = now;

    /// <summary>The zone, as an offset: that of now.</summary>
    internal string Zone
    {
        get
        {
            TimeSpan offset = Local(Now).Offset;
            return (offset < TimeSpan.Zero ? "UTC-" : "UTC+") + offset.ToString(@"hh\:mm", CultureInfo.InvariantCulture);
        }
    }

    /// <summary>The day of a time.</summary>
    internal DateTime Day(long time) => Local(time).Date;

    /// <summary>Date and time to the minute; a dash for none.</summary>
    internal string Minute(long time) => time == 0 ? "–" : Local(time).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>How long ago, in its largest unit.</summary>
    internal string Age(long time) => Length(Now - time);

    /// <summary>A length of time, in its largest unit.</summary>
    internal static string Length(long milliseconds)
    {
        TimeSpan age = TimeSpan.FromMilliseconds(Math.Max(0, milliseconds));
        return age.TotalDays >= 2 ? Texts.OfReports.Say("AgeDays", ("Count", (long)age.TotalDays))
            : age.TotalHours >= 2 ? Texts.OfReports.Say("AgeHours", ("Count", (long)age.TotalHours))
            : age.TotalMinutes >= 2 ? Texts.OfReports.Say("AgeMinutes", ("Count", (long)age.TotalMinutes))
            : Texts.OfReports.Say("AgeSeconds", ("Count", (long)age.TotalSeconds));
    }

    private DateTimeOffset Local(long time) => TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(time), zone);
}
