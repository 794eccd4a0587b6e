using System;
using System.Globalization;
using FeishuHire.Errors;
using FeishuHire.Values;
using Xunit;

namespace FeishuHire.UnitTests.Values;

public sealed class TimeCellTests
{
    private const string Noon = "2026-11-02T12:04:25.000+08:00";

    [Theory]
    [InlineData("1793592265000")]
    [InlineData("１７９３５９２２６５０００")]
    [InlineData("1793592265000.0")]
    [InlineData("=\"1793592265000\"")]
    [InlineData("'1793592265000")]
    [InlineData("1793592265000\t")]
    [InlineData("2026-11-02T12:04:25+08:00")]
    [InlineData("2026-11-02T12:04:25.000+08:00")]
    [InlineData("2026-11-02T12:04:25+0800")]
    [InlineData("2026-11-02 12:04:25 +08:00")]
    [InlineData("2026-11-02 12:04:25 UTC+8")]
    [InlineData("2026-11-02T12:04:25")]
    [InlineData("20261102T120425")]
    [InlineData("2026-11-02 12:04:25")]
    [InlineData("2026/11/2 12:04:25")]
    [InlineData("2026/11/02 12:04:25.000")]
    [InlineData("2026.11.2 12:04:25")]
    [InlineData("20261102120425")]
    [InlineData("20261102120425000")]
    [InlineData("2026年11月2日 12:04:25")]
    [InlineData("2026年11月02日12:04:25")]
    [InlineData("2026 年 11 月 2 日 12 时 4 分 25 秒")]
    [InlineData("2026年11月2日12时4分25秒")]
    [InlineData("2026年11月2日 12点04分25秒")]
    [InlineData("2026年11月2日 下午12:04:25")]
    [InlineData("2026年11月2日星期一 12:04:25")]
    [InlineData("2026/11/2 12:04:25 PM")]
    [InlineData("２０２６／１１／２　１２：０４：２５")]
    [InlineData(" 2026-11-02 12:04:25\u00A0")]
    [InlineData("2026-11-02 12:04:24.9995")]
    [InlineData("2026-11-02 12:04:25.0004999")]
    [InlineData("2026-11-02 12:04:25,000")]
    public void Reads_every_written_form(string text) => Assert.Equal(Noon, Read(text).ToString());

    [Theory]
    [InlineData("2026-11-02T12:04", "2026-11-02T12:04:00.000+08:00")]
    [InlineData("202611021204", "2026-11-02T12:04:00.000+08:00")]
    [InlineData("2026年11月2日 12时", "2026-11-02T12:00:00.000+08:00")]
    [InlineData("2026年11月2日 12时04分", "2026-11-02T12:04:00.000+08:00")]
    [InlineData("2026-11-02", "2026-11-02T00:00:00.000+08:00")]
    [InlineData("2026/11/2", "2026-11-02T00:00:00.000+08:00")]
    [InlineData("20261102", "2026-11-02T00:00:00.000+08:00")]
    [InlineData("2026年11月2日", "2026-11-02T00:00:00.000+08:00")]
    [InlineData("2026年11月2日 上午12:04", "2026-11-02T00:04:00.000+08:00")]
    [InlineData("2026年11月2日 下午1:04", "2026-11-02T13:04:00.000+08:00")]
    [InlineData("2026年11月2日 下午13:04", "2026-11-02T13:04:00.000+08:00")]
    [InlineData("2026-11-02T04:04:25Z", "2026-11-02T04:04:25.000+00:00")]
    [InlineData("2026-11-02T04:04:25.1Z", "2026-11-02T04:04:25.100+00:00")]
    [InlineData("2026-11-01T22:34:25-05:30", "2026-11-01T22:34:25.000-05:30")]
    [InlineData("2026-11-01T22:34-05:30", "2026-11-01T22:34:00.000-05:30")]
    [InlineData("2026-11-01 22:34:25-0530", "2026-11-01T22:34:25.000-05:30")]
    [InlineData("2026-11-01 22:34 -05:30", "2026-11-01T22:34:00.000-05:30")]
    [InlineData("2026-11-01 22:34 UTC-5", "2026-11-01T22:34:00.000-05:00")]
    [InlineData("2026-11-02Z", "2026-11-02T00:00:00.000+00:00")]
    [InlineData("2026-12-31 23:59:59.9996", "2027-01-01T00:00:00.000+08:00")]
    [InlineData("2015-01-01", "2015-01-01T00:00:00.000+08:00")]
    [InlineData("2024-02-29", "2024-02-29T00:00:00.000+08:00")]
    public void Reads_what_a_form_leaves_open(string text, string expected) => Assert.Equal(expected, Read(text).ToString());

    [Fact]
    public void Reads_values_of_every_type()
    {
        Assert.Equal(Noon, Read(1793592265000L).ToString());
        Assert.Equal(Noon, Read(1793592265000UL).ToString());
        Assert.Equal(Noon, Read(1793592265000d).ToString());
        Assert.Equal(Noon, Read(1793592265000m).ToString());
        Assert.Equal(Noon, Read(1793592265000.0m).ToString());
        Assert.Equal(Noon, Read(new System.Numerics.BigInteger(1793592265000)).ToString());
        Assert.Equal(Noon, Read(new DateTime(2026, 11, 2, 12, 4, 25, DateTimeKind.Unspecified)).ToString());
        Assert.Equal(Noon, Read(new DateTimeOffset(2026, 11, 2, 12, 4, 25, TimeSpan.FromHours(8))).ToString());
        Assert.Equal(Noon, Read(new BgCheckTime(1793592265000, TimeSpan.FromHours(8))).ToString());
        Assert.Equal("2026-11-02T04:04:25.000+00:00", Read(new DateTime(2026, 11, 2, 4, 4, 25, DateTimeKind.Utc)).ToString());
        Assert.Equal(1793592265000, Read(new DateTime(2026, 11, 2, 4, 4, 25, DateTimeKind.Utc).ToLocalTime()).UnixMilliseconds);
    }

    [Fact]
    public void Rounds_ticks_to_milliseconds()
    {
        var time = new DateTime(2026, 11, 2, 12, 4, 24, 999, DateTimeKind.Unspecified);
        Assert.Equal(Noon, Read(time.AddTicks(5_000)).ToString());
        Assert.Equal("2026-11-02T12:04:24.999+08:00", Read(time.AddTicks(4_999)).ToString());
        Assert.Equal(Noon, Read(new DateTimeOffset(time.AddTicks(5_000), TimeSpan.FromHours(8))).ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \t\u00A0\u3000")]
    [InlineData("=\"\"")]
    public void An_empty_cell_is_empty(string? text) => Assert.True(TimeCell.Read(text, TimeCellOptions.Default).IsEmpty);

    [Fact]
    public void DBNull_is_empty() => Assert.True(TimeCell.Read(DBNull.Value, TimeCellOptions.Default).IsEmpty);

    [Theory]
    [InlineData("1793592265", "milliseconds")]
    [InlineData("1793592265.5", "milliseconds")]
    [InlineData("1793592265000000", "milliseconds")]
    [InlineData("1793592265000000000", "milliseconds")]
    [InlineData("1.79359E+12", "scientific")]
    [InlineData("46328.5", "serial")]
    [InlineData("46328", "serial")]
    [InlineData("11/2/2026", "day")]
    [InlineData("11/2/2026 12:04", "day")]
    [InlineData("2.11.2026", "day")]
    [InlineData("2-11-26", "day")]
    [InlineData("2026-02-30", "no such date")]
    [InlineData("2026-13-01", "no such date")]
    [InlineData("2026-11-02 12:60", "no such date")]
    [InlineData("2026年2月30日", "no such date")]
    [InlineData("20260230", "no such date")]
    [InlineData("2025-02-29 10:00", "no such date")]
    [InlineData("2026-11-02 上午 13:00", "no such date")]
    [InlineData("0000-01-01", "no such date")]
    [InlineData("2014-12-31 23:59:59", "before 2015")]
    [InlineData("1420000000000", "before 2015")]
    [InlineData("昨天", "not a time")]
    [InlineData("2026-11", "not a time")]
    [InlineData("2026-11/02", "not a time")]
    [InlineData("2026-11-02 12", "not a time")]
    [InlineData("2026-11-0212:04", "not a time")]
    [InlineData("2026-11-02 12:4", "not a time")]
    [InlineData("2026-11-02T", "not a time")]
    [InlineData("2026-11-02 12:04:25 CST", "not a time")]
    [InlineData("2026-11-02 12:04:25+15:00", "not a time")]
    [InlineData("2026-11-02 12:04:25 x", "not a time")]
    [InlineData("2026-11-02 下午", "not a time")]
    [InlineData("2026-11-02-09:05", "not a time")]
    [InlineData("2026-11-02+09:05", "not a time")]
    [InlineData("2026/11/2-09:05", "not a time")]
    [InlineData("2026年11月2日-09:05", "not a time")]
    [InlineData("20261102-0905", "not a time")]
    [InlineData("2026-11-02 09:00-10:00", "not a time")]
    [InlineData("2026/11/2 9:00-12:00", "not a time")]
    [InlineData("202611020900-1000", "not a time")]
    [InlineData("12:04", "no date")]
    [InlineData("-1793592265000", "not a time")]
    [InlineData("179359226500", "no such date")]
    [InlineData("true", "not a time")]
    public void Refuses_what_is_not_certain(string text, string reason)
    {
        BgCheckViolation violation = Refused(text);
        Assert.Equal(ErrorId.StageTimeUnreadable, violation.ErrorId);
        Assert.Equal("stage_time", violation.Field);
        Assert.Contains(reason, violation.Message + violation.Remedy, StringComparison.Ordinal);
        Assert.NotEmpty(violation.Remedy!);
    }

    [Fact]
    public void Refuses_numbers_that_are_no_time()
    {
        Assert.Contains("serial", Refused(45993.5).Message, StringComparison.Ordinal);
        Assert.Contains("format the column as a date", Refused(45993.5).Remedy, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("seconds", Refused(1793592265L).Message, StringComparison.Ordinal);
        Assert.Contains("seconds", Refused(1793592265).Message, StringComparison.Ordinal);
        Refused(double.NaN);
        Refused(double.PositiveInfinity);
        Refused(1e300);
        Refused(-1d);
        Refused(long.MinValue);
        Refused(decimal.MaxValue);
        Refused(DateTime.MinValue);
        Refused(DateTimeOffset.MinValue);
        Refused(new object());
        Refused(new[] { 1, 2 });
    }

    [Fact]
    public void The_calendars_far_end_does_not_break_it()
    {
        foreach (object value in new object[] { DateTime.MaxValue, DateTimeOffset.MaxValue, "9999-12-31 23:59:59.9999", "9999-12-31T23:59:59-14:00", 9999999999999L, new BgCheckTime(long.MaxValue, TimeSpan.Zero) })
        {
            TimeReading reading = TimeCell.Read(value, TimeCellOptions.Default);
            Assert.True(reading.Time is not null ^ reading.Violation is not null);
        }
    }

    [Theory]
    [InlineData("en-US", "11/2/2026 12:04:25 PM")]
    [InlineData("en-US", "11/2/2026 12:04:25")]
    [InlineData("en-US", "11/2/26 12:04:25")]
    [InlineData("en-US", "Nov 2, 2026 12:04:25 PM")]
    [InlineData("de-DE", "02.11.2026 12:04:25")]
    [InlineData("de-DE", "2. November 2026 12:04:25")]
    [InlineData("en-GB", "02/11/2026 12:04:25")]
    [InlineData("th-TH", "2/11/2569 12:04:25")]
    [InlineData("fa-IR", "1405/08/11 12:04:25")]
    [InlineData("zh-CN", "2026/11/2 12:04:25")]
    [InlineData("th-TH", "2026-11-02 12:04:25")]
    [InlineData("ar-SA", "2026年11月2日 12:04:25")]
    public void A_given_culture_tells_day_from_month(string culture, string text)
    {
        var options = TimeCellOptions.Default with { Culture = CultureInfo.GetCultureInfo(culture) };
        Assert.SkipWhen(culture == "fa-IR" && options.Culture.DateTimeFormat.ShortDatePattern[0] != 'y', "Without ICU this system says that Iran writes the year last.");
        Assert.Equal(Noon, TimeCell.Read(text, options).Time?.ToString());
    }

    [Theory]
    [InlineData("en-US", "13/2/2026")]
    [InlineData("de-DE", "31.02.2026")]
    [InlineData("en-US", "Nov 2")] // the framework would add the clock's year
    [InlineData("en-US", "2/11")]
    [InlineData("en-US", "12:04")]
    [InlineData("zh-CN", "11/2/2026")] // not the order of that culture
    public void A_given_culture_does_not_guess(string culture, string text)
    {
        var options = TimeCellOptions.Default with { Culture = CultureInfo.GetCultureInfo(culture) };
        Assert.NotNull(TimeCell.Read(text, options).Violation);
    }

    [Fact]
    public void Clocks_that_skip_or_repeat_an_hour_are_refused_with_the_zone_named()
    {
        TimeZoneInfo berlin = TimeZoneInfo.FindSystemTimeZoneById(OperatingSystem.IsWindows() ? "W. Europe Standard Time" : "Europe/Berlin");
        var options = new TimeCellOptions(berlin);
        BgCheckViolation skipped = TimeCell.Read("2026-03-29 02:30", options).Violation!;
        BgCheckViolation repeated = TimeCell.Read("2026-10-25 02:30", options).Violation!;

        Assert.Contains("skipped", skipped.Message, StringComparison.Ordinal);
        Assert.Contains("twice", repeated.Message, StringComparison.Ordinal);
        Assert.All(new[] { skipped, repeated }, v => Assert.Contains(berlin.Id, v.Message, StringComparison.Ordinal));
        Assert.All(new[] { skipped, repeated }, v => Assert.Contains("offset", v.Remedy, StringComparison.Ordinal));
        Assert.NotNull(TimeCell.Read(new DateTime(2026, 3, 29, 2, 30, 0, DateTimeKind.Unspecified), options).Violation);
        Assert.Equal("2026-03-29T03:30:00.000+02:00", TimeCell.Read("2026-03-29 03:30", options).Time?.ToString());
        Assert.Equal("2026-10-25T02:30:00.000+01:00", TimeCell.Read("2026-10-25T02:30+01:00", options).Time?.ToString());
        Assert.Equal("2026-07-01T12:00:00.000+02:00", TimeCell.Read("1782900000000", options).Time?.ToString());
    }

    [Fact]
    public void The_default_zone_is_made_without_the_systems_data()
    {
        TimeZoneInfo zone = TimeCellOptions.Default.Zone;
        Assert.Equal("China Standard Time", zone.Id);
        Assert.Equal(TimeSpan.FromHours(8), zone.BaseUtcOffset);
        Assert.Empty(zone.GetAdjustmentRules());
    }

    private static BgCheckTime Read(object? value)
    {
        TimeReading reading = TimeCell.Read(value, TimeCellOptions.Default);
        Assert.True(reading.Time is not null, reading.Violation?.Message ?? "empty");
        return reading.Time.Value;
    }

    private static BgCheckViolation Refused(object? value)
    {
        TimeReading reading = TimeCell.Read(value, TimeCellOptions.Default);
        Assert.True(reading.Violation is not null, $"{value} was read as {reading.Time}");
        Assert.Null(reading.Time);
        return reading.Violation;
    }
}
