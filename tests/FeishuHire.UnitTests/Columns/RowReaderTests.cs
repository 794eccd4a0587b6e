using System;
using System.Collections.Generic;
using System.Linq;
using FeishuHire.Columns;
using FeishuHire.Errors;
using FeishuHire.Rules;
using Xunit;

namespace FeishuHire.UnitTests.Columns;

public sealed class RowReaderTests
{
    private static readonly RowReader Reader = new(new());

    [Fact]
    public void An_id_that_is_a_date_is_damaged_whatever_gave_it()
    {
        BgCheckProgress row = Read(("background_check_id", "6931286400470354183"), ("stage_id", new DateTime(2026, 3, 1)), ("stage_name", "S"), ("stage_time", "1793592265000"));
        BgCheckViolation found = Assert.Single(RowRules.Check(row, new(1793592265000)));
        Assert.Equal("DamagedId stage_id", found.ErrorId + " " + found.Field);
    }

    [Fact]
    public void Reads_a_row_of_API_names()
    {
        var source = new BgCheckSource("updates.csv", 2);
        RowReading reading = Reader.Read(
            Cells(
                ("background_check_id", "6931286400470354183"),
                ("stage_id", "S001-4"),
                ("stage_name", "工作履历核验"),
                ("stage_en_name", "employment verified"),
                ("stage_time", "1793592265000"),
                ("result", "通过"),
                ("operator_role", "2"),
                ("report_name", "阶段报告-1.pdf"),
                ("report_url", "https://reports.example.com/4.pdf"),
                ("report_url_type", "1"),
                ("tenant_key", "t1"),
                ("备注", "加急")),
            source);

        BgCheckProgress row = reading.Progress!;
        Assert.Equal(11, reading.KnownColumns);
        Assert.Equal("6931286400470354183", row.BackgroundCheckId);
        Assert.Equal("S001-4", row.StageId);
        Assert.Equal("工作履历核验", row.StageName);
        Assert.Equal("employment verified", row.StageEnName);
        Assert.Equal(1793592265000, row.StageTime!.Value.UnixMilliseconds);
        Assert.Equal("1793592265000", row.StageTimeText);
        Assert.Equal("通过", row.Result);
        Assert.Equal("Administrator", row.OperatorRole);
        BgCheckReportFile report = Assert.Single(row.ReportFile);
        Assert.Equal("阶段报告-1.pdf", report.Name);
        Assert.Equal("https://reports.example.com/4.pdf", report.Url);
        Assert.Equal("Download", report.UrlType);
        Assert.Equal("t1", row.TenantKey);
        Assert.Same(source, row.Source);
        Assert.Equal("加急", Assert.Single(row.Properties).Value);
        Assert.Null(row.ReadViolations);
    }

    [Fact]
    public void Chinese_and_PowerShell_titles_give_the_same_row()
    {
        BgCheckProgress chinese = Read(("背调ID", "1"), ("阶段ID", "S"), ("背调阶段名称", "名"), ("阶段进度更新时间", "2026/11/2 12:00"), ("背调结果", "通过"), ("报告名称", "a"), ("报告地址", "https://a/b"), ("报告地址类型", "预览"));
        BgCheckProgress powershell = Read(("BackgroundCheckId", 1L), ("StageId", "S"), ("StageName", "名"), ("StageTime", new DateTime(2026, 11, 2, 12, 0, 0, DateTimeKind.Unspecified)), ("Result", "通过"), ("ReportName", "a"), ("ReportUrl", new Uri("https://a/b")), ("ReportUrlType", 2));
        Assert.Equal(JoinOutcome.Identical, ReportJoin.TryJoin(chinese, powershell));
    }

    [Fact]
    public void An_empty_row_is_empty_and_still_tells_its_titles()
    {
        RowReading reading = Reader.Read(Cells(("stage_id", null), ("stage_name", "  "), ("备注", DBNull.Value), ("报告", Array.Empty<object>())), null);
        Assert.True(reading.IsEmpty);
        Assert.Null(reading.Progress);
        Assert.Equal(3, reading.KnownColumns);
    }

    [Fact]
    public void A_row_of_unknown_titles_alone_is_a_row_and_says_that_none_was_recognised()
    {
        RowReading reading = Reader.Read(Cells(("a", "1"), ("b", null)), null);
        Assert.False(reading.IsEmpty);
        Assert.Equal(0, reading.KnownColumns);
        Assert.Equal(["a", "b"], reading.Progress!.Properties.Keys);
        Assert.Null(reading.Progress.Properties["b"]);
    }

    [Fact]
    public void What_does_not_convert_is_kept_and_reported()
    {
        BgCheckProgress row = Read(("background_check_id", 6931286400470354183d), ("stage_id", "S"), ("stage_name", "n"), ("stage_time", "昨天"), ("operator_role", "boss"), ("报告", "见附件"));

        Assert.Equal("6.93128640047035E+18", row.BackgroundCheckId);
        Assert.Null(row.StageTime);
        Assert.Equal("昨天", row.StageTimeText);
        Assert.Equal("boss", row.OperatorRole);
        Assert.Equal("见附件", row.ReportFile.ToString());
        Assert.Equal(
            [ErrorId.DamagedId, ErrorId.StageTimeUnreadable, ErrorId.InvalidField, ErrorId.InvalidField],
            RowRules.Check(row, new(0)).Select(v => v.ErrorId));
    }

    [Fact]
    public void A_member_that_is_set_anew_settles_what_its_cell_left()
    {
        BgCheckProgress row = Read(("background_check_id", "1"), ("stage_id", "S"), ("stage_name", "n"), ("stage_time", "昨天"), ("报告", "见附件"));
        Assert.Equal(2, RowRules.Check(row, new(long.MaxValue)).Count);

        row.StageTime = new BgCheckTime(1793592265000, TimeSpan.Zero);
        row.ReportFile = [];
        Assert.Empty(RowRules.Check(row, new(long.MaxValue)));
    }

    [Fact]
    public void Two_columns_for_one_field_may_agree()
    {
        BgCheckProgress row = Read(("stage_id", "S1"), ("阶段ID", "S1"), ("StageId", null));
        Assert.Equal("S1", row.StageId);
        Assert.Null(row.ReadViolations);
    }

    [Fact]
    public void Two_columns_that_differ_are_named_and_nothing_is_lost()
    {
        BgCheckProgress row = Read(("stage_id", "S1"), ("阶段ID", "S2"));
        BgCheckViolation violation = Assert.Single(RowRules.CheckIds(row), v => v.Field == "stage_id");
        Assert.Equal(ErrorId.InvalidField, violation.ErrorId);
        Assert.Contains("'stage_id'", violation.Message, StringComparison.Ordinal);
        Assert.Contains("'阶段ID'", violation.Message, StringComparison.Ordinal);
        Assert.Equal("S1", row.StageId);
        Assert.Equal("S2", row.Properties["阶段ID"]);
    }

    [Fact]
    public void A_mapped_column_wins_over_a_recognised_one()
    {
        var reader = new RowReader(new() { ColumnMap = new Dictionary<string, ProgressField> { ["Order No"] = ProgressField.BackgroundCheckId } });
        foreach ((string, object?)[] cells in new[] { new (string, object?)[] { ("背调ID", "1"), ("order no", "2") }, [("order no", "2"), ("背调ID", "1")] })
        {
            BgCheckProgress row = reader.Read(Cells(cells), null).Progress!;
            Assert.Equal("2", row.BackgroundCheckId);
            Assert.Equal("1", row.Properties["背调ID"]);
            Assert.Null(row.ReadViolations);
        }
    }

    [Fact]
    public void A_typed_value_counts_for_every_row()
    {
        var reader = new RowReader(new()
        {
            Overrides = new Dictionary<ProgressField, object?>
            {
                [ProgressField.StageName] = "typed",
                [ProgressField.StageTime] = "2026-11-02",
                [ProgressField.Result] = string.Empty,
                [ProgressField.TenantKey] = "t2",
            },
        });
        BgCheckProgress row = reader.Read(Cells(("stage_name", "a"), ("阶段名称", "b"), ("stage_time", "nonsense"), ("result", "通过"), ("stage_id", "S")), null).Progress!;

        Assert.Equal("typed", row.StageName);
        Assert.Equal("2026-11-02T00:00:00.000+08:00", row.StageTime.ToString());
        Assert.Null(row.Result);
        Assert.Equal("t2", row.TenantKey);
        Assert.Equal("S", row.StageId);
        Assert.True(row.ReadViolations is null or { Count: 0 });
        Assert.Equal("typed", reader.ReadOverrides(null).StageName);
    }

    [Fact]
    public void A_typed_report_list_replaces_the_rows_reports()
    {
        var reader = new RowReader(new() { Overrides = new Dictionary<ProgressField, object?> { [ProgressField.ReportFile] = new BgCheckReportFile("x", "https://x/x") } });
        BgCheckProgress row = reader.Read(Cells(("stage_id", "S"), ("report_name", "a"), ("report_url", "https://a/a"), ("report_file_list", "[{\"report_name\":\"b\"}]")), null).Progress!;
        Assert.Equal("x", Assert.Single(row.ReportFile).Name);
    }

    [Fact]
    public void The_columns_report_stands_before_the_lists_and_only_once()
    {
        BgCheckProgress row = Read(
            ("stage_id", "S"),
            ("report_file_list", """[{"report_name":"b","report_url":"https://b/b"},{"report_name":"a","report_url":"https://a/a","report_url_type":1}]"""),
            ("report_name", "a"),
            ("report_url", "https://a/a"));
        Assert.Equal(["a", "b"], row.ReportFile.Select(r => r.Name));
    }

    [Fact]
    public void An_exported_update_reads_back_the_same()
    {
        BgCheckProgress row = Read(("background_check_id", "6931286400470354183"), ("stage_id", "S"), ("stage_name", "名"), ("stage_time", "2026/11/2 12:00:00.123"), ("result", "通过"), ("operator_role", "管理员"), ("report_name", "报告 \"1\".pdf"), ("report_url", "https://a/b?x=1"), ("report_url_type", "预览"));
        BgCheckProgress back = Read(
            ("BackgroundCheckId", row.BackgroundCheckId),
            ("StageId", row.StageId),
            ("StageName", row.StageName),
            ("StageEnName", null),
            ("StageTime", row.StageTime.ToString()),
            ("StageTimeText", row.StageTimeText),
            ("Result", row.Result),
            ("OperatorRole", row.OperatorRole),
            ("ReportFile", row.ReportFile.ToString()),
            ("TenantKey", row.TenantKey));
        Assert.Equal(JoinOutcome.Identical, ReportJoin.TryJoin(row, back));
    }

    [Fact]
    public void An_exported_update_whose_time_was_unreadable_is_unreadable_again()
    {
        BgCheckProgress row = Read(("StageId", "S"), ("StageTime", string.Empty), ("StageTimeText", "昨天"));
        Assert.Null(row.StageTime);
        Assert.Equal("昨天", row.StageTimeText);
        Assert.Contains(RowRules.Check(row, new(0)), v => v.ErrorId == ErrorId.StageTimeUnreadable);
    }

    [Fact]
    public void Prepare_gives_a_ready_update_back_as_it_is()
    {
        var row = new BgCheckProgress { BackgroundCheckId = "1", StageId = "S", StageTime = new BgCheckTime(1793592265000, TimeSpan.Zero) };
        Assert.Same(row, Reader.Prepare(row));
    }

    [Fact]
    public void Prepare_changes_a_copy()
    {
        var reader = new RowReader(new()
        {
            Overrides = new Dictionary<ProgressField, object?> { [ProgressField.StageName] = "typed", [ProgressField.ReportUrlType] = "预览" },
        });
        var row = new BgCheckProgress { BackgroundCheckId = " 1\t", StageId = "'S", StageName = "own", StageTimeText = "2026-11-02", ReportFile = [new("a", "https://a/a"), new("b", "https://b/b")] };
        BgCheckProgress ready = reader.Prepare(row);

        Assert.Equal("1", ready.BackgroundCheckId);
        Assert.Equal("S", ready.StageId);
        Assert.Equal("typed", ready.StageName);
        Assert.Equal("2026-11-02T00:00:00.000+08:00", ready.StageTime.ToString());
        Assert.Equal(["Preview", null], ready.ReportFile.Select(r => r.UrlType));
        Assert.Equal(" 1\t", row.BackgroundCheckId);
        Assert.Equal("own", row.StageName);
        Assert.Null(row.StageTime);
        Assert.Null(row.ReportFile[0].UrlType);
    }

    [Fact]
    public void A_title_that_comes_twice_keeps_both_cells()
    {
        BgCheckProgress row = Read(("备注", "a"), ("备注", "b"), ("stage_id", "S"));
        Assert.Equal("a", row.Properties["备注"]);
        Assert.Equal("b", row.Properties["备注 (2)"]);
    }

    [Fact]
    public void Properties_of_a_deserialized_update_are_columns_again()
    {
        BgCheckProgress row = Read(("StageId", "S"), ("Properties", new System.Collections.Hashtable { ["备注"] = "加急" }));
        Assert.Equal("加急", row.Properties["备注"]);
    }

    private static BgCheckProgress Read(params (string Title, object? Value)[] cells) => Reader.Read(Cells(cells), null).Progress!;

    private static IEnumerable<KeyValuePair<string, object?>> Cells(params (string Title, object? Value)[] cells) =>
        cells.Select(c => new KeyValuePair<string, object?>(c.Title, c.Value));
}
