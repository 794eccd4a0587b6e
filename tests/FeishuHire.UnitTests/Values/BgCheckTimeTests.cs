using System;
using System.ComponentModel;
using System.Globalization;
using CsCheck;
using FeishuHire.Errors;
using FeishuHire.Values;
using Xunit;

namespace FeishuHire.UnitTests.Values;

public sealed class BgCheckTimeTests
{
    /// <summary>Times from 2015 to 2199 in every offset that a clock can have, down to the minute.</summary>
    private static readonly Gen<BgCheckTime> Times = Gen.Select(
        Gen.Long[1_420_156_800_000, 7_258_000_000_000], Gen.Int[-14 * 60, 14 * 60], (ms, minutes) => new BgCheckTime(ms, TimeSpan.FromMinutes(minutes)));

    [Fact]
    public void What_it_prints_reads_back_equal_in_every_culture()
    {
        foreach (string culture in Cultures.Names)
        {
            Cultures.Run(culture, () => Times.Sample(
                time =>
                {
                    BgCheckTime? back = TimeCell.Read(time.ToString(), TimeCellOptions.Default).Time;
                    return back == time && back.Value.Offset == time.Offset && back.ToString() == time.ToString();
                },
                iter: 2_000,
                threads: 1));
        }
    }

    [Fact]
    public void Every_written_form_of_a_time_reads_as_that_time_in_every_culture()
    {
        string[] forms =
        [
            "yyyy/M/d H:mm:ss.fff", "yyyy-MM-dd HH:mm:ss.fff", "yyyy.M.d H:mm:ss.fff", "yyyyMMddHHmmssfff", "yyyy'年'M'月'd'日' H:mm:ss.fff",
            "yyyy-MM-dd'T'HH:mm:ss.fff", "yyyy-MM-dd'T'HH:mm:ss.fff0000'+08:00'", "yyyyMMdd'T'HHmmss.fff", "yyyy/MM/dd hh:mm:ss.fff tt",
        ];
        foreach (string culture in Cultures.Names)
        {
            Cultures.Run(culture, () => Gen.Select(Times, Gen.OneOf(forms)).Sample(
                (time, form) =>
                {
                    string text = time.DateTimeOffset.ToOffset(TimeSpan.FromHours(8)).ToString(form, CultureInfo.InvariantCulture);
                    return TimeCell.Read(text, TimeCellOptions.Default).Time == time;
                },
                iter: 2_000,
                threads: 1));
        }
    }

    [Fact]
    public void A_DateTime_cell_and_its_text_are_the_same_time()
    {
        Gen.Select(Times, Gen.Long[0, TimeSpan.TicksPerMillisecond - 1], Gen.Enum<DateTimeKind>()).Sample((time, ticks, kind) =>
        {
            DateTime cell = DateTime.SpecifyKind(time.UtcDateTime.AddTicks(ticks), kind);
            TimeReading direct = TimeCell.Read(cell, TimeCellOptions.Default);
            TimeReading text = TimeCell.Read(TextCell.Read(cell), TimeCellOptions.Default);
            return direct.Time is not null && direct.Time == text.Time;
        });
    }

    [Fact]
    public void No_text_makes_the_reader_throw()
    {
        Gen<string> near = Gen.OneOf("2026", "11", "2", "12", "04", "1793592265000", "年", "月", "日", "下午", "AM", "T", "Z", "+08:00", "-", "/", ".", ":", " ", "E+1", "星期一", "99", "0", "UTC", "时", "分", "秒", "\0", "\uD800")
            .Array[0, 12].Select(parts => string.Concat(parts));
        var german = TimeCellOptions.Default with { Culture = CultureInfo.GetCultureInfo("de-DE") };
        var thai = TimeCellOptions.Default with { Culture = CultureInfo.GetCultureInfo("th-TH") };
        Gen.OneOf(near, Gen.String).Sample(
            text =>
            {
                foreach (TimeCellOptions options in new[] { TimeCellOptions.Default, german, thai })
                {
                    TimeReading reading = TimeCell.Read(text, options);
                    if (reading.Time is BgCheckTime time && (time.DateTimeOffset.Year < 2015 || TimeCell.Read(time, options).Time != time))
                    {
                        return false;
                    }
                }

                return true;
            },
            iter: 20_000);
    }

    [Fact]
    public void PowerShell_sets_it_through_the_converter()
    {
        TypeConverter converter = TypeDescriptor.GetConverter(typeof(BgCheckTime));
        var noon = new BgCheckTime(1793592000000, TimeSpan.FromHours(8));
        Assert.All(
            new object[] { "2026-11-02 12:00", 1793592000000L, 1793592000000d, new DateTime(2026, 11, 2, 4, 0, 0, DateTimeKind.Utc), new DateTimeOffset(2026, 11, 2, 12, 0, 0, TimeSpan.FromHours(8)) },
            value =>
            {
                Assert.True(converter.CanConvertFrom(value.GetType()));
                Assert.Equal(noon, converter.ConvertFrom(null, CultureInfo.GetCultureInfo("de-DE"), value));
            });
        Assert.Equal(ErrorId.StageTimeUnreadable, Assert.Throws<FeishuHireException>(() => converter.ConvertFrom("yesterday")).ErrorId);
        Assert.Equal(ErrorId.StageTimeUnreadable, Assert.Throws<FeishuHireException>(() => converter.ConvertFrom(string.Empty)).ErrorId);
    }

    [Fact]
    public void Compares_by_instant()
    {
        var a = new BgCheckTime(1793592000000, TimeSpan.FromHours(8));
        var b = new BgCheckTime(1793592000000, TimeSpan.Zero);
        var later = new BgCheckTime(1793592000001, TimeSpan.Zero);
        Assert.True(a == b && a.GetHashCode() == b.GetHashCode() && a <= b && a >= b && !(a != b));
        Assert.True(a < later && later > a && a.CompareTo((object)later) < 0 && a.CompareTo((object?)null) > 0);
        Assert.Equal(0, a.CompareTo((object)b.DateTimeOffset));
        Assert.Equal(0, a.CompareTo((object)b.UtcDateTime));
        Assert.Throws<ArgumentException>(() => a.CompareTo("x"));
        Assert.Equal("20261102", a.ToString("yyyyMMdd"));
    }
}
