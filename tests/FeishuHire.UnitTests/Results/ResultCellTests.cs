using FeishuHire.Engine.Results;
using Xunit;

namespace FeishuHire.UnitTests.Results;

public sealed class ResultCellTests
{
    [Theory]
    [InlineData("授权确认", "授权确认")]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+8613800000000", "'+8613800000000\t")]
    [InlineData("-", "'-")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("'=1", "''=1")]
    [InlineData("'quoted", "'quoted")]
    [InlineData("\t=1", "'=1")]
    [InlineData("42", "42")]
    [InlineData("0", "0")]
    [InlineData("13800138000", "13800138000")]
    [InlineData("138001380001", "138001380001\t")]
    [InlineData("007", "007\t")]
    [InlineData("1E5", "1E5\t")]
    [InlineData("3-1", "3-1\t")]
    [InlineData("2026年11月2日", "2026年11月2日\t")]
    [InlineData("TRUE", "TRUE\t")]
    [InlineData("E", "E")]
    [InlineData("  ", "")]
    [InlineData(null, "")]
    [InlineData("a\0b", "a\uFFFDb")]
    public void A_text_is_marked_only_where_a_spreadsheet_would_change_it(string? text, string cell) => Assert.Equal(cell, ResultCell.Text(text));

    [Theory]
    [InlineData("6931286400470354183", "6931286400470354183\t")]
    [InlineData("S1", "S1\t")]
    [InlineData("=5", "'=5\t")]
    [InlineData("'x", "''x\t")]
    [InlineData(null, "")]
    public void An_id_always_has_a_tab_behind_it(string? id, string cell) => Assert.Equal(cell, ResultCell.Id(id));

    [Fact]
    public void A_time_that_could_not_be_read_stands_as_it_was_given() => Assert.Equal("11/2/2026\t", ResultCell.Time(null, "11/2/2026"));
}
