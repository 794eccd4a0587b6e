using System;
using System.Collections;
using System.Data;
using System.Linq;
using System.Management.Automation;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using FeishuHire.ModuleTests.Harness;
using Xunit;
using static FeishuHire.ModuleTests.Commands.UpdateSession;

namespace FeishuHire.ModuleTests.Commands;

/// <summary>What rows may look like: every form a user's data comes in reaches the wire whole, or is an error.</summary>
public sealed class UpdateRowTests
{
    [Fact]
    public async Task A_script_block_makes_a_value_from_the_row_and_one_that_fails_leaves_nothing_out()
    {
        await using UpdateSession update = await OpenAsync();
        RunResult result = update.Session.RunWith(
            "$input | Update-BgCheckProgress -BackgroundCheckId { $_.Order } -StageId { \"$($_.Order)-$($_.Step)\" } -StageName { $_.Name } -StageTime '2026-11-02 12:04' -StageEnName { $_.English.Trim() }",
            new[]
            {
                Row(("Order", "6931286400470354183"), ("Step", "1"), ("Name", "A"), ("English", " a ")),
                Row(("Order", "6931286400470362102"), ("Step", "2"), ("Name", "B"), ("English", null)),
            });
        Assert.Equal("6931286400470354183-1", (string?)Assert.Single(update.Calls)["stage_id"]);
        Assert.Equal("a", (string?)update.Calls[0]["stage_en_name"]);
        Assert.Equal(["InvalidField"], result.ErrorIds);
        Assert.Contains("-StageEnName", result.AllErrors.Single(e => e.FullyQualifiedErrorId.StartsWith("InvalidField", System.StringComparison.Ordinal)).Exception.Message);
    }

    [Theory]
    [InlineData("throw \"no such stage: $($_.Name)\"")]
    [InlineData("throw [InvalidOperationException]::new($_.Name)")]
    [InlineData("[datetime]$_.Name")]
    [InlineData("Write-Error $_.Name")]
    public async Task What_a_script_block_says_of_a_row_is_not_repeated(string script)
    {
        await using UpdateSession update = await OpenAsync();
        RunResult result = update.Session.RunWith("$input | Update-BgCheckProgress -StageId { " + script + " }", new[] { Good(1, ("Name", "张某某")) });
        ErrorRecord error = Assert.Single(result.AllErrors, e => e.FullyQualifiedErrorId.StartsWith("InvalidField,", StringComparison.Ordinal));
        Assert.DoesNotContain("张某某", error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains("-StageId", error.Exception.Message, StringComparison.Ordinal);
        Assert.Empty(update.Calls);
    }

    [Fact]
    public async Task A_row_of_Import_Csv_arrives_as_the_contract_says()
    {
        await using UpdateSession update = await OpenAsync();
        RunResult result = update.Deliver("", Good(1, ("stage_en_name", "consent"), ("result", "通过"), ("report_name", "阶段报告.pdf"), ("report_url", "https://x.example/a.pdf"), ("report_url_type", "1"), ("内部备注", "n"))).Clean();
        JsonObject expected = JsonNode.Parse("""{"background_check_id":"6931286400470354183","stage_id":"S1","stage_en_name":"consent","stage_name":"授权确认","stage_time":"1793592266000","result":"通过","report_file_list":[{"report_name":"阶段报告.pdf","report_url":"https://x.example/a.pdf","report_url_type":1}]}""")!.AsObject();
        Assert.True(JsonNode.DeepEquals(expected, Assert.Single(update.Calls)));
        PSObject delivery = Assert.Single(result.Output);
        Assert.Equal("Delivered", delivery.Properties["Status"].Value.ToString());
        Assert.Equal("2026-11-02T12:04:26.000+08:00", delivery.Properties["StageTime"].Value.ToString());
        Assert.Equal(1, delivery.Properties["Attempts"].Value);
        Assert.StartsWith("LOG", (string)delivery.Properties["LogId"].Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Chinese_titles_and_times_to_the_second_are_China_Standard_Time()
    {
        await using UpdateSession update = await OpenAsync();
        update.Deliver("", Row(("背调ID", "6931286400470354183"), ("阶段ID", "S1"), ("背调阶段名称", "授权确认"), ("阶段进度更新时间", "2026/11/02 12:04:25"))).Clean();
        Assert.Equal("1793592265000", (string?)update.Calls[0]["stage_time"]);
        update.Deliver("-TimeZone UTC", Row(("背调ID", "6931286400470354183"), ("阶段ID", "S2"), ("背调阶段名称", "授权确认"), ("阶段进度更新时间", "2026/11/02 12:04:25"))).Clean();
        Assert.Equal("1793621065000", (string?)update.Calls[1]["stage_time"]);
    }

    [Theory]
    [InlineData("'Asia/Shanghai'", "1793592265000")]
    [InlineData("'China Standard Time'", "1793592265000")]
    [InlineData("'+05:30'", "1793601265000")]
    [InlineData("'Tokyo Standard Time'", "1793588665000")]
    [InlineData("([TimeZoneInfo]::Utc)", "1793621065000")]
    public async Task Time_zones_go_by_every_name(string zone, string expected)
    {
        await using UpdateSession update = await OpenAsync();
        RunResult result = update.Deliver("-Verbose -TimeZone " + zone, Row(("背调ID", "6931286400470354183"), ("阶段ID", "S1"), ("背调阶段名称", "授权确认"), ("阶段进度更新时间", "2026/11/02 12:04:25"))).Clean();
        Assert.Equal(expected, (string?)update.Calls[0]["stage_time"]);
        Assert.Contains(result.Verbose, v => v.StartsWith("Times without an offset", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_time_zone_that_is_none_is_told_before_any_row()
    {
        await using UpdateSession update = await OpenAsync();
        RunResult result = update.Deliver("-TimeZone Middle-earth", Good(1));
        Assert.Contains("-TimeZone", Assert.Single(result.AllErrors).ToString());
        Assert.Empty(update.Calls);
    }

    [Fact]
    public async Task Hashtables_DataRows_and_updates_are_rows_too()
    {
        await using UpdateSession update = await OpenAsync();
        using var table = new DataTable();
        table.Columns.Add("BackgroundCheckId");
        table.Columns.Add("Stage ID");
        table.Columns.Add("STAGE_NAME");
        table.Columns.Add("StageTime", typeof(DateTime));
        table.Columns.Add("Result");
        table.Rows.Add("6931286400470354183", "S2", "x", new DateTime(2026, 11, 3, 0, 0, 0, DateTimeKind.Unspecified), DBNull.Value);
        update.Session.RunWith(
            "$input | Update-BgCheckProgress",
            new object[]
            {
                new Hashtable { ["background_check_id"] = 6931286400470354183L, ["stageid"] = "S1", ["StageName"] = "y", ["stage_time"] = 1793592265000L },
                table.Rows[0],
            }).Clean();
        Assert.Equal(["S1", "S2"], update.Calls.Select(c => (string?)c["stage_id"]));
        Assert.Equal("6931286400470354183", (string?)update.Calls[0]["background_check_id"]);
        Assert.Equal("1793635200000", (string?)update.Calls[1]["stage_time"]);
        Assert.Null(update.Calls[1]["result"]);

        update.Run("$u = [FeishuHire.BgCheckProgress]@{BackgroundCheckId='6931286400470354183';StageId='S3';StageName='z';StageTime='2026-11-04 00:00'}; Update-BgCheckProgress $u").Clean();
        Assert.Equal("1793721600000", (string?)update.Calls[2]["stage_time"]);
    }

    [Fact]
    public async Task Parameters_alone_make_a_row_and_typed_values_override_every_row()
    {
        await using UpdateSession update = await OpenAsync();
        update.Run("Update-BgCheckProgress -BackgroundCheckId 6931286400470354183 -StageId S1 -StageName n -StageTime ([datetime]'2026-11-02T00:00:00Z') -OperatorRole 管理员 -ReportFile (New-BgCheckReportFile a.pdf https://x.example/a -UrlType 预览), @{report_name='b';report_url='https://x.example/b'}").Clean();
        Assert.Equal(2, (int?)update.Calls[0]["operator_role"]);
        Assert.Equal(["a.pdf", "b"], update.Calls[0]["report_file_list"]!.AsArray().Select(r => (string?)r!["report_name"]));
        Assert.Equal(2, (int?)update.Calls[0]["report_file_list"]![0]!["report_url_type"]);
        Assert.Null(update.Calls[0]["report_file_list"]![1]!["report_url_type"]);

        update.Deliver("-StageName 统一", Good(2), Good(3)).Clean();
        Assert.Equal(["统一", "统一"], update.Calls.Skip(1).Select(c => (string?)c["stage_name"]));
    }

    [Theory]
    [InlineData("stage_time", "soon", "StageTimeUnreadable")]
    [InlineData("stage_time", "1793592265", "StageTimeUnreadable")]
    [InlineData("stage_time", "", "MissingField")]
    [InlineData("stage_time", "2150-01-01 00:00", "StageTimeInFuture")]
    [InlineData("stage_name", "", "MissingField")]
    [InlineData("stage_name", "\uFFFD\uFFFD", "InvalidField")]
    [InlineData("stage_id", "", "MissingField")]
    [InlineData("background_check_id", "", "MissingField")]
    [InlineData("background_check_id", "6.93E+18", "DamagedId")]
    [InlineData("background_check_id", "69312864x", "InvalidField")]
    [InlineData("operator_role", "boss", "InvalidField")]
    [InlineData("result", "通过", "ResultWithoutReport")]
    [InlineData("report_url", "reports/a.pdf", "ReportUrlInvalid")]
    [InlineData("report_url_type", "3", "InvalidField")]
    public async Task Each_broken_cell_is_an_error_of_its_own_and_no_call(string title, string value, string id)
    {
        await using UpdateSession update = await OpenAsync();
        PSObject row = Good();
        if (title.StartsWith("report_", StringComparison.Ordinal))
        {
            row = Good(1, ("report_name", "a"), ("report_url", "https://x.example/a"), ("report_url_type", ""));
        }

        row.Properties.Remove(title);
        row.Properties.Add(new PSNoteProperty(title, value));
        RunResult result = update.Deliver("", row);
        ErrorRecord error = Assert.Single(result.Errors);
        Assert.Equal(id + ",FeishuHire.Commands.UpdateBgCheckProgressCommand", error.FullyQualifiedErrorId);
        Assert.Equal("InvalidData", error.CategoryInfo.Category.ToString());
        Assert.Contains(title, error.ToString());
        Assert.Contains("1", error.ToString());
        Assert.Equal("FeishuHire.BgCheckProgress", error.TargetObject.GetType().FullName);
        Assert.Empty(update.Calls);
    }

    [Fact]
    public async Task Cells_that_a_typed_parameter_would_drop_are_errors()
    {
        await using UpdateSession update = await OpenAsync();
        RunResult result = update.Deliver("", Good(1, ("operator_role", new object())), Good(2, ("report_file_list", 17)));
        Assert.Equal(["InvalidField", "InvalidField"], result.ErrorIds);
        Assert.Empty(update.Calls);
    }

    [Fact]
    public async Task A_double_that_lost_its_digits_is_damaged()
    {
        await using UpdateSession update = await OpenAsync();
        PSObject row = Good();
        row.Properties["background_check_id"].Value = 6931286400470354183d;
        Assert.Equal(["DamagedId"], update.Deliver("", row).ErrorIds);
    }

    [Fact]
    public async Task Empty_rows_are_skipped_with_a_word_and_an_empty_pipeline_is_nothing()
    {
        await using UpdateSession update = await OpenAsync();
        RunResult result = update.Deliver("-Verbose", Row(("background_check_id", ""), ("stage_id", " "), ("stage_name", null))).Clean();
        Assert.Contains(result.Verbose, v => v.Contains("empty", StringComparison.Ordinal));
        Assert.Empty(update.Run("@() | Update-BgCheckProgress").Clean().Output);
        Assert.Empty(update.Calls);
    }

    [Fact]
    public async Task Rows_without_a_known_title_are_told_so()
    {
        await using UpdateSession update = await OpenAsync();
        RunResult result = update.Session.RunWith("$input | Update-BgCheckProgress", new object[] { Row(("Name", "x")), "text", 17 });
        Assert.Equal(["ColumnsNotFound", "ColumnsNotFound", "ColumnsNotFound"], result.ErrorIds);
    }

    [Fact]
    public async Task Report_rows_of_one_stage_are_one_call()
    {
        await using UpdateSession update = await OpenAsync();
        RunResult result = update.Deliver(
            "",
            Good(1, ("result", "通过"), ("report_name", "a"), ("report_url", "https://x.example/a")),
            Good(1, ("result", "通过"), ("report_name", "b"), ("report_url", "https://x.example/b"))).Clean();
        Assert.Equal(2, Assert.Single(update.Calls)["report_file_list"]!.AsArray().Count);
        Assert.Single(result.Output);
    }
}
