using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using FeishuHire.Columns;
using Xunit;

namespace FeishuHire.UnitTests.Columns;

public sealed class ColumnMatcherTests
{
    [Theory]
    [InlineData("background_check_id", ProgressField.BackgroundCheckId)]
    [InlineData("BackgroundCheckId", ProgressField.BackgroundCheckId)]
    [InlineData("Background Check ID", ProgressField.BackgroundCheckId)]
    [InlineData("背调ID", ProgressField.BackgroundCheckId)]
    [InlineData("背调 ID", ProgressField.BackgroundCheckId)]
    [InlineData("背调id", ProgressField.BackgroundCheckId)]
    [InlineData("背调ＩＤ", ProgressField.BackgroundCheckId)]
    [InlineData("背调\u00A0ID", ProgressField.BackgroundCheckId)]
    [InlineData("背调\u3000ID", ProgressField.BackgroundCheckId)]
    [InlineData("\uFEFF背调ID", ProgressField.BackgroundCheckId)]
    [InlineData("*背调ID", ProgressField.BackgroundCheckId)]
    [InlineData("背调单号（必填）", ProgressField.BackgroundCheckId)]
    [InlineData("背调单号 (必填)*", ProgressField.BackgroundCheckId)]
    [InlineData("【必填】背调单号", ProgressField.BackgroundCheckId)]
    [InlineData("stage_id [Required]", ProgressField.StageId)]
    [InlineData("结果(选填)", ProgressField.Result)]
    [InlineData("背调单号", ProgressField.BackgroundCheckId)]
    [InlineData("背调订单ID", ProgressField.BackgroundCheckId)]
    [InlineData("阶段ID", ProgressField.StageId)]
    [InlineData("STAGE-ID", ProgressField.StageId)]
    [InlineData("阶段名称", ProgressField.StageName)]
    [InlineData("背调阶段名称", ProgressField.StageName)]
    [InlineData("阶段英文名称", ProgressField.StageEnName)]
    [InlineData("背调阶段英文名称", ProgressField.StageEnName)]
    [InlineData("阶段时间", ProgressField.StageTime)]
    [InlineData("更新时间", ProgressField.StageTime)]
    [InlineData("阶段进度更新时间", ProgressField.StageTime)]
    [InlineData("背调结果", ProgressField.Result)]
    [InlineData("阶段结果", ProgressField.Result)]
    [InlineData("结果", ProgressField.Result)]
    [InlineData("报告名称", ProgressField.ReportName)]
    [InlineData("报告地址", ProgressField.ReportUrl)]
    [InlineData("报告链接", ProgressField.ReportUrl)]
    [InlineData("报告地址类型", ProgressField.ReportUrlType)]
    [InlineData("报告", ProgressField.ReportFile)]
    [InlineData("报告列表", ProgressField.ReportFile)]
    [InlineData("report_file_list", ProgressField.ReportFile)]
    [InlineData("ReportFile", ProgressField.ReportFile)]
    [InlineData("操作人角色", ProgressField.OperatorRole)]
    [InlineData("租户", ProgressField.TenantKey)]
    public void Knows_the_titles_that_sheets_use(string title, ProgressField field) =>
        Assert.Equal(field, ColumnMatcher.Match(title));

    [Theory]
    [InlineData("")]
    [InlineData("候选人")]
    [InlineData("订单ID")] // the vendor's own order number
    [InlineData("操作人")] // a person's name
    [InlineData("（必填）")]
    [InlineData("背调单号（内部）")]
    [InlineData("id")]
    [InlineData("name")]
    public void Leaves_other_titles_alone(string title) => Assert.Null(ColumnMatcher.Match(title));

    [Fact]
    public void Every_field_is_found_by_its_api_name_and_its_member_name()
    {
        foreach (ProgressField field in Enum.GetValues<ProgressField>())
        {
            BgCheckDeliveryKind kind = field == ProgressField.ResultTime ? BgCheckDeliveryKind.Result : BgCheckDeliveryKind.Progress;
            Assert.Equal(field, ColumnMatcher.Match(ColumnMatcher.ApiName(field), kind));
            Assert.Equal(field, ColumnMatcher.Match(field.ToString(), kind));
        }
    }

    [Fact]
    public void No_title_stands_for_two_fields()
    {
        var owners = ColumnTitles.Of
            .SelectMany(field => field.Value.Select(title => (Plain: ColumnMatcher.Normalize(title), field.Key)))
            .GroupBy(title => title.Plain, StringComparer.Ordinal);

        Assert.All(owners, title => Assert.Single(title));
    }

    [Fact]
    public void Every_column_of_the_sample_files_is_known()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        Assert.All(Titles("updates-utf8.csv", Encoding.UTF8), title => Assert.NotNull(ColumnMatcher.Match(title)));
        Assert.All(Titles("updates-gb18030.csv", Encoding.GetEncoding("GB18030")), title => Assert.NotNull(ColumnMatcher.Match(title)));
    }

    [Theory]
    [InlineData("stage nam", "stage_name")]
    [InlineData("stage_naem", "stage_name")]
    [InlineData("backgroud_check_id", "background_check_id")]
    [InlineData("report_ur1", "report_url")]
    [InlineData("阶段名你", "stage_name")]
    [InlineData("背调结果果", "result")]
    public void Explains_a_near_miss(string title, string apiName) => Assert.Equal(apiName, ColumnMatcher.Nearest(title));

    [Theory]
    [InlineData("stage_name")] // a hit is no near miss
    [InlineData("candidate")]
    [InlineData("备注")]
    [InlineData("")]
    [InlineData("id")]
    public void Sees_no_near_miss_where_none_is(string title) => Assert.Null(ColumnMatcher.Nearest(title));

    private static IEnumerable<string> Titles(string file, Encoding encoding) =>
        File.ReadLines(SampleFiles.PathOf(file), encoding).First().Split(',');
}
