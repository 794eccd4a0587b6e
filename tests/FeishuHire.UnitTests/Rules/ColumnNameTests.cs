using System;
using System.Collections.Generic;
using System.Linq;
using FeishuHire.Columns;
using FeishuHire.Errors;
using FeishuHire.Rules;
using FeishuHire.Values;
using Xunit;

namespace FeishuHire.UnitTests.Rules;

/// <summary>A finding names its column as the sheet does, and a typed value by its parameter.</summary>
public sealed class ColumnNameTests
{
    private static readonly RowRuleContext Now = new(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds(), AllowFutureTime: false);

    [Fact]
    public void A_column_goes_by_its_title_in_the_sheet()
    {
        var reader = new RowReader(new RowReaderOptions());
        BgCheckProgress row = reader.Read(
            [new("背调 ID", "6.93E+18"), new("阶段ID", "S1"), new("阶段名称 (必填)", ""), new("更新时间", "soon"), new("背调结果", "x"), new("报告地址", null)],
            new BgCheckSource(null, 1)).Progress!;

        Assert.Equal(
            ["背调 ID", "阶段名称 (必填)", "更新时间", "报告地址"],
            RowRules.Check(row, Now).Select(finding => finding.Column));
        Assert.Equal("背调 ID", RowRules.CheckIds(row).Single().Column);
        Assert.DoesNotContain("stage_name: ", RowRules.ToError(RowRules.Check(row, Now)).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_typed_value_goes_by_its_parameter()
    {
        var typed = new Dictionary<ProgressField, object?> { [ProgressField.StageTime] = "soon" };
        var reader = new RowReader(new RowReaderOptions { Overrides = typed });
        BgCheckProgress row = reader.Read(
            [new("背调ID", "6931286400470354183"), new("阶段ID", "S1"), new("阶段名称", "")], new BgCheckSource(null, 1)).Progress!;

        Assert.Equal(["阶段名称", "-StageTime"], RowRules.Check(row, Now).Select(finding => finding.Column));
    }

    [Fact]
    public void Without_a_row_a_missing_value_is_a_missing_parameter()
    {
        var reader = new RowReader(new RowReaderOptions { Overrides = new Dictionary<ProgressField, object?> { [ProgressField.StageId] = "S1" } });

        BgCheckViolation missing = RowRules.CheckIds(reader.ReadOverrides(null)).Single();

        Assert.Equal("-BackgroundCheckId: no value was given", missing.ToString());
        Assert.Equal("Give it with -BackgroundCheckId; the API requires this field.", missing.Remedy);
    }

    [Theory]
    [InlineData("a\nb", "a line break at position 2")]
    [InlineData("a\u0007b", "a control character at position 2")]
    public void A_line_break_is_called_one(string text, string expected) =>
        Assert.Contains(expected, TextCell.Check(text, "stage_name", multiline: false)!.Message, StringComparison.Ordinal);

    [Fact]
    public void Titles_that_are_wanted_are_named_in_both_languages() =>
        Assert.Contains(
            "background_check_id (背调ID), stage_time (阶段时间)",
            ErrorText.Message(new BgCheckError(ErrorId.ColumnsNotFound).With("Expected", "background_check_id, stage_time"), System.Globalization.CultureInfo.InvariantCulture),
            StringComparison.Ordinal);
}
