using System;
using System.Collections;
using FeishuHire.Values;
using Xunit;

namespace FeishuHire.UnitTests.Values;

public sealed class TextCellTests
{
    [Fact]
    public void Values_of_every_type_become_text_the_same_in_every_culture()
    {
        foreach (string culture in Cultures.Names)
        {
            Cultures.Run(culture, () =>
            {
                Assert.Equal("1", TextCell.Read(1.0));
                Assert.Equal("1.5", TextCell.Read(1.5));
                Assert.Equal("1.5", TextCell.Read(1.50m));
                Assert.Equal("1.5", TextCell.Read(1.5f));
                Assert.Equal("-1234567", TextCell.Read(-1234567));
                Assert.Equal("123456789012345", TextCell.Read(123456789012345d));
                Assert.Equal("2026-11-02T12:04:25", TextCell.Read(new DateTime(2026, 11, 2, 12, 4, 25, DateTimeKind.Unspecified)));
                Assert.Equal("2026-11-02T12:04:25.5Z", TextCell.Read(new DateTime(2026, 11, 2, 12, 4, 25, 500, DateTimeKind.Utc)));
                Assert.Equal("2026-11-02T12:04:25+08:00", TextCell.Read(new DateTimeOffset(2026, 11, 2, 12, 4, 25, TimeSpan.FromHours(8))));
                Assert.Equal("True", TextCell.Read(true));
                Assert.Equal("https://a/%20b", TextCell.Read(new Uri("https://a/%20b")));
                Assert.Equal("a b 1", TextCell.Read(new object[] { "a", "b", 1 }));
                Assert.Equal("Friday", TextCell.Read(DayOfWeek.Friday));
            });
        }
    }

    [Theory]
    [InlineData("  a b \t", "a b")]
    [InlineData("\u3000通过\u00A0", "通过")]
    [InlineData("\uFEFF\u200B通过", "通过")]
    [InlineData("a\r\nb\r\n", "a\r\nb")]
    [InlineData("='x'", "='x'")]
    [InlineData("'x", "'x")]
    public void Outer_blanks_go_and_inner_text_stays(string cell, string text) => Assert.Equal(text, TextCell.Read(cell));

    [Fact]
    public void What_is_empty()
    {
        Assert.All(new object?[] { null, DBNull.Value, string.Empty, " \t\r\n\u00A0\u3000", Array.Empty<object>(), new ArrayList() }, value =>
        {
            Assert.True(TextCell.IsEmpty(value));
            Assert.Null(TextCell.Read(value));
        });
        Assert.All(new object?[] { "0", 0, false, new[] { 1 } }, value => Assert.False(TextCell.IsEmpty(value)));
    }
}
