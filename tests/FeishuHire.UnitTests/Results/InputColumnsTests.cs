using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using FeishuHire.Columns;
using FeishuHire.Engine.Results;
using FeishuHire.Engine.Files;
using FeishuHire.Engine.Files.Import;
using FeishuHire.Values;
using Xunit;
using static FeishuHire.UnitTests.Results.ResultFolderFixture;

namespace FeishuHire.UnitTests.Results;

/// <summary>Result files have the input's own columns: who corrects one finds what he exported.</summary>
public sealed class InputColumnsTests : IDisposable
{
    private const string Order = "6931286400470354183";

    private readonly ResultFolderFixture _folder = new();

    [Fact]
    public void They_stand_in_their_order_under_their_titles_with_their_values()
    {
        string input = Input(
            "备注,阶段时间,背调订单ID,操作角色,阶段ID,阶段名称,空列,报告名称,报告链接,链接类型",
            $"加急,2026-11-02 12:04,{Order},供应商,S1,授权确认,,a.pdf,https://r/a.pdf,预览",
            $",2026/11/3 9:30:05,{Order},2,007,面试,,,,");
        string file = Write(Read(input));

        List<string[]> records = Records(file);
        Assert.Equal([.. "备注,阶段时间,背调订单ID,操作角色,阶段ID,阶段名称,空列,报告名称,报告链接,链接类型".Split(','), .. ResultColumns.Outcome], records[0]);
        Assert.Equal(["加急", "2026-11-02 12:04\t", Order + "\t", "供应商", "S1\t", "授权确认", "", "a.pdf", "https://r/a.pdf", "预览"], records[1][..10]);
        Assert.Equal(["", "2026/11/3 9:30:05\t", Order + "\t", "2", "007\t", "面试", "", "", "", ""], records[2][..10]);
        Same(Read(input), Read(file));
    }

    [Fact]
    public void What_was_set_since_counts()
    {
        BgCheckProgress row = Read(Input("阶段时间,背调订单ID,操作角色,阶段ID,阶段名称", $"2026-11-02 12:04,{Order},供应商,S1,授权确认")).Single();
        row.OperatorRole = ChoiceCell.Administrator;
        row.StageTime = new BgCheckTime(1793592265000, TimeSpan.FromHours(8));
        string file = Write([row]);

        Assert.Equal([ChoiceCell.Administrator], Column(file, "操作角色"));
        Assert.Equal(["2026-11-02T12:04:25.000+08:00\t"], Column(file, "阶段时间"));
    }

    [Fact]
    public void A_time_that_needs_an_option_to_be_read_is_written_so_that_it_needs_none()
    {
        string input = Input("stage_time,background_check_id,stage_id,stage_name", $"11/2/2026 12:04,{Order},S1,x");
        TableOptions options = new() { TimeZone = TimeZoneInfo.Utc, Culture = System.Globalization.CultureInfo.GetCultureInfo("en-US") };
        string file = Write(Read(input, options));

        Assert.Equal(["2026-11-02T12:04:00.000Z\t"], Column(file, "stage_time").Select(time => time.Replace("+00:00", "Z", StringComparison.Ordinal)));
        Same(Read(input, options), Read(file));
    }

    [Fact]
    public void Titles_that_needed_a_map_stay_and_need_none_again()
    {
        string input = Input("单号,节点,stage_id,名称,何时", $"{Order},N1,other,授权确认,2026-11-02 12:04");
        TableOptions options = new()
        {
            ColumnMap = new Dictionary<string, ProgressField>
            {
                ["单号"] = ProgressField.BackgroundCheckId,
                ["节点"] = ProgressField.StageId,
                ["名称"] = ProgressField.StageName,
                ["何时"] = ProgressField.StageTime,
            },
        };
        string file = Write(Read(input, options));

        Assert.Equal(["单号", "节点", "名称", "何时", .. ResultColumns.Outcome, ResultColumns.Map, "stage_id (2)"], Records(file)[0]);
        Same(Read(input, options), Read(file));
        Same(Read(input, options), Read(file, options));

        // And so on, however often it is fed back.
        string again = Write(Read(file));
        Assert.Equal(["单号", "节点", "名称", "何时", "stage_id (2)", .. ResultColumns.Outcome, ResultColumns.Map], Records(again)[0]);
        Same(Read(input, options), Read(again));
    }

    [Fact]
    public void Ids_that_were_found_or_made_have_columns_of_their_own()
    {
        string map = Path.Combine(_folder.Root, "map.csv");
        File.WriteAllText(map, $"订单号,background_check_id,tenant_key\nA-1,{Order},t1\n");
        string input = Input("订单号,阶段名称,阶段时间", "A-1,授权确认,2026-11-02 12:04");
        TableOptions options = new() { OrderMap = OrderMap.Load(map, CancellationToken.None), StageIdFrom = [ProgressField.StageName, ProgressField.StageTime] };
        string file = Write(Read(input, options));

        Assert.Equal(["订单号", "阶段名称", "阶段时间", "background_check_id", "stage_id", "tenant_key", .. ResultColumns.Outcome], Records(file)[0]);
        Same(Read(input, options), Read(file));
        Same(Read(input, options), Read(file, options));
    }

    [Fact]
    public void Inputs_with_other_titles_share_the_columns()
    {
        string first = Input("背调订单ID,阶段ID,阶段名称,阶段时间", $"{Order},S1,a,2026-11-02 12:04");
        string second = Input("stage_time,stage_name,stage_id,background_check_id,result,report_file_list,remark",
            $"2026-11-03 12:04,b,S2,{Order},通过,\"[{{\"\"report_name\"\":\"\"a\"\",\"\"report_url\"\":\"\"https://r/a\"\"}},{{\"\"report_name\"\":\"\"b\"\",\"\"report_url\"\":\"\"https://r/b\"\"}}]\",x");
        BgCheckProgress byHand = Row("S3");
        byHand.TenantKey = "t1";
        BgCheckProgress[] rows = [.. Read(first), .. Read(second), byHand];
        string file = Write(rows);

        Assert.Equal(["背调订单ID", "阶段ID", "阶段名称", "阶段时间", .. ResultColumns.Outcome, "result", "report_file_list", "remark", "tenant_key"], Records(file)[0]);
        Same(rows, Read(file));
    }

    [Fact]
    public void Rows_of_the_pipeline_have_their_titles_too()
    {
        var reader = new RowReader(new RowReaderOptions());
        BgCheckProgress[] rows = [.. Enumerable.Range(1, 3).Select(i => reader.Read(
            [new("Remark", i), new("BackgroundCheckId", Order), new("StageId", "S" + i), new("StageName", "x"), new("StageTime", "2026-11-02 12:04"), new("OperatorRole", 2)],
            new BgCheckSource(null, i)).Progress!)];
        string file = Write(rows);

        Assert.Equal(["Remark", "BackgroundCheckId", "StageId", "StageName", "StageTime", "OperatorRole", .. ResultColumns.Outcome], Records(file)[0]);
        Assert.Equal(["2", "2", "2"], Column(file, "OperatorRole"));
        Assert.Same(rows[0].Layout, rows[2].Layout);
        Same(rows, Read(file));
    }

    [Fact]
    public void What_is_missing_has_a_column_to_be_put_in()
    {
        BgCheckProgress row = new RowReader(new RowReaderOptions()).Read([new("阶段名称", "a"), new("background_check_id", Order)], null).Progress!;
        string file = Write([row]);

        Assert.Equal(["阶段名称", "background_check_id", "stage_id", "stage_time", .. ResultColumns.Outcome], Records(file)[0]);
        Same([row], Read(file));
    }

    [Fact]
    public void Columns_of_one_title_stay_apart()
    {
        string input = Input("背调订单ID,阶段ID,阶段名称,阶段时间,备注,备注,error_id", $"{Order},S1,a,2026-11-02 12:04,x,y,mine");
        string file = Write(Read(input));

        Assert.Equal(["背调订单ID", "阶段ID", "阶段名称", "阶段时间", "备注", "备注 (2)", "error_id (2)", .. ResultColumns.Outcome], Records(file)[0]);
        Assert.Equal(["x", "y", "mine"], Records(file)[1][4..7]);
    }

    [Fact]
    public void Nobody_else_may_read_them_on_Unix()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("There they inherit from the folder.");
            return;
        }

        BgCheckProgress late = Row("S2");
        late.Properties["late"] = "x";
        string results = Path.Combine(_folder.Root, "results");
        using ResultWriter writer = ResultWriter.Create(results, RunId, _folder.Clock);
        writer.Write(Failed(Row()));
        writer.Write(Failed(late));
        writer.Complete(new BgCheckRunSummary { RunId = RunId });

        const UnixFileMode ReadWrite = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        Assert.Equal(ReadWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(results));
        Assert.Equal(ReadWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(writer.Folder));
        string[] files = Directory.GetFiles(writer.Folder);
        Assert.Equal(4, files.Length);
        foreach (string file in files)
        {
            Assert.Equal(ReadWrite, File.GetUnixFileMode(file));
        }
    }

    public void Dispose() => _folder.Dispose();

    private static void Same(IEnumerable<BgCheckProgress> rows, IEnumerable<BgCheckProgress> again) =>
        Assert.Equal(rows.Select(Show), again.Select(Show));

    private static string Show(BgCheckProgress row) => string.Join(
        '|', row.BackgroundCheckId, row.StageId, row.StageName, row.StageEnName, row.StageTime?.UnixMilliseconds, row.Result, row.OperatorRole, row.ReportFile, row.TenantKey);

    private string Input(params string[] lines)
    {
        string path = Path.Combine(_folder.Root, Guid.NewGuid().ToString("N") + ".csv");
        File.WriteAllText(path, string.Join("\n", lines) + "\n");
        return path;
    }

    private string Write(IEnumerable<BgCheckProgress> rows)
    {
        // A run of its own each time.
        _folder.Clock.Advance(TimeSpan.FromSeconds(1));
        return Path.Combine(_folder.Write([.. rows.Select(row => Failed(row))]).Folder, "failed.csv");
    }
}
