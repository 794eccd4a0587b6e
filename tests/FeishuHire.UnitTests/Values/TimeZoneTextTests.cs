using System;
using FeishuHire.Values;
using Xunit;

namespace FeishuHire.UnitTests.Values;

public sealed class TimeZoneTextTests
{
    [Theory]
    [InlineData("+08:00", 480)]
    [InlineData("+8", 480)]
    [InlineData("+08", 480)]
    [InlineData("+0800", 480)]
    [InlineData("+800", 480)]
    [InlineData("-0530", -330)]
    [InlineData("-05:30", -330)]
    [InlineData("+14:00", 840)]
    [InlineData("UTC+8", 480)]
    [InlineData("utc+08:00", 480)]
    [InlineData("GMT-3", -180)]
    [InlineData("Z", 0)]
    [InlineData("UTC", 0)]
    [InlineData(" +08：00 ", 480)]
    [InlineData("China Standard Time", 480)]
    [InlineData("asia/shanghai", 480)]
    public void Offsets_and_Chinas_names_need_no_data(string text, int minutes) =>
        Assert.Equal(TimeSpan.FromMinutes(minutes), TimeZoneText.Parse(text)!.BaseUtcOffset);

    [Theory]
    [InlineData("China Standard Time")]
    [InlineData("Asia/Shanghai")]
    [InlineData("+08:00")]
    public void China_is_always_the_same_fixed_zone(string text) => Assert.Same(TimeZoneText.ChinaStandardTime, TimeZoneText.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("Atlantis/City")]
    [InlineData("../../etc/passwd")]
    [InlineData("+15:00")]
    [InlineData("+14:01")]
    [InlineData("+08:60")]
    [InlineData("+08:0")]
    [InlineData("+08:")]
    [InlineData("+:30")]
    [InlineData("+")]
    [InlineData("+08000")]
    [InlineData("8:00")]
    [InlineData("UTC+")]
    [InlineData("+0x8")]
    [InlineData("\0")]
    public void What_is_no_zone_gives_null(string text) => Assert.Null(TimeZoneText.Parse(text));

    [Fact]
    public void Zones_spans_and_the_systems_names()
    {
        Assert.Same(TimeZoneInfo.Utc, TimeZoneText.Parse(TimeZoneInfo.Utc));
        Assert.Equal(TimeSpan.FromHours(-5), TimeZoneText.Parse(TimeSpan.FromHours(-5))!.BaseUtcOffset);
        Assert.Null(TimeZoneText.Parse(TimeSpan.FromHours(15)));
        Assert.Null(TimeZoneText.Parse(TimeSpan.FromSeconds(1)));

        // Windows without ICU knows its own names only; Engine's TimeZones knows both everywhere.
        Assert.True(TimeZoneText.Parse(OperatingSystem.IsWindows() ? "W. Europe Standard Time" : "Europe/Berlin")!.SupportsDaylightSavingTime);
    }
}
