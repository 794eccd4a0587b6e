using System;
using System.Collections.Generic;
using System.Linq;
using FeishuHire.Columns;
using FeishuHire.Engine.Files;
using FeishuHire.Engine.Files.Import;
using FeishuHire.Rules;
using Xunit;

namespace FeishuHire.UnitTests.Files;

public class ProgressFileTests
{
    private const string Title = "background_check_id,stage_id,stage_name,stage_time,result,report_name,report_url\n";

    private static readonly List<string> Sample = ImportProbe.Lines(TestFiles.Example("updates-utf8.csv"));

    [Fact]
    public void TheSampleHas41UpdatesOf12Orders()
    {
        Assert.Equal(41, Sample.Count);
        Assert.Equal(12, Sample.Select(line => line.Split('|')[0]).Distinct().Count());
        Assert.Equal(3, Sample.Count(line => line.Split("report_url\"").Length == 3));
    }

    [Theory]
    [InlineData("updates-gb18030.csv")]
    [InlineData("updates.xlsx")]
    [InlineData("updates.xls")]
    public void EveryFormGivesTheSameUpdates(string name) => Assert.Equal(Sample, ImportProbe.Lines(TestFiles.Example(name)));

    [Fact]
    public void EveryRowOfTheDamagedWorkbookIsRefused()
    {
        List<BgCheckProgress> rows = ImportProbe.Rows(TestFiles.Example("updates-damaged.xlsx"));
        Assert.Equal(44, rows.Count);
        Assert.All(rows, row => Assert.Contains(RowRules.CheckIds(row), finding => finding.ErrorId == "DamagedId"));
    }

    [Fact]
    public void RowsComeOneALineAsTheSheetStands()
    {
        const string Time = "2026-11-02 10:00";
        string text = Title + $"1,c,C,2026-11-03 10:00,,,\n1,b,B,{Time},,,\n1,a,A,{Time},ok,r1,https://x/1\n\n1,b,B,{Time},,,\n1,a,A,{Time},ok,r2,https://x/2\n2,d,D,soon,,,\n";
        List<BgCheckProgress> rows = ImportProbe.FromText(text, path => ImportProbe.Rows(path));
        Assert.Equal(["c 2-2", "b 3-3", "a 4-4", "b 6-6", "a 7-7", "d 8-8"], rows.Select(row => $"{row.StageId} {row.Source!.Row}-{row.Source.LastRow}"));
    }

    [Fact]
    public void ATextKeepsTheZoneThatItWasReadBy()
    {
        string zone = OperatingSystem.IsWindows() ? "Eastern Standard Time" : "America/New_York";
        var options = new TableOptions { TimeZone = TimeZoneInfo.FindSystemTimeZoneById(zone) };
        const string Text = Title + "1,a,A,2026-03-08 02:30,,,\n1,b,B,2026-03-09 02:30,,,\n1,c,C,1793592265000,,,\n1,d,D,2026-03-09T02:30:00+01:00,,,\n";
        List<BgCheckProgress> rows = ImportProbe.FromText(Text, path => ImportProbe.Rows(path, options));
        Assert.Equal([zone, zone, null, null], rows.Select(row => row.TimeZone));
        Assert.Null(rows[0].StageTime);

        // Whoever reads the text again does so by the same zone, unless told otherwise.
        Assert.Null(new RowReader(new RowReaderOptions()).Prepare(rows[0]).StageTime);
        var told = new RowReaderOptions { IsZoneGiven = true };
        Assert.Equal("2026-03-08T02:30:00.000+08:00", new RowReader(told).Prepare(rows[0]).StageTime.ToString());
    }

    [Fact]
    public void OrderNumbersAreTurnedIntoIds()
    {
        const string Map = "内部编号,background_check_id,tenant_key\nA-1,6931286400470354183,t1\nA-2,6931286400470354184,\nA-3,1,\nA-3,2,\n";
        const string Export = "内部编号,stage_id,stage_name,stage_time\nA-1,s,S,1793592265000\nA-2,s,S,1793592265000\nA-9,s,S,1793592265000\n#N/A,s,S,1793592265000\nA-3,s,S,1793592265000\n,s,S,1793592265000\n";
        OrderMap map = ImportProbe.FromText(Map, path => OrderMap.Load(path, default));
        List<BgCheckProgress> rows = ImportProbe.FromText(Export, path => ImportProbe.Rows(path, new TableOptions { OrderMap = map }));
        Assert.Equal(["6931286400470354183 t1 ", "6931286400470354184  ", "  InvalidField", "  InvalidField", "  InvalidField", "  MissingField"],
            rows.Select(row => $"{row.BackgroundCheckId} {row.TenantKey} {string.Join(',', RowRules.CheckIds(row).Select(finding => finding.ErrorId))}"));
    }

    [Fact]
    public void StageIdsAreMadeOfOtherFieldsTheSameInEveryForm()
    {
        var options = new TableOptions { StageIdFrom = [ProgressField.StageName, ProgressField.StageTime] };
        const string Text = "背调单号,阶段名称,更新时间\n1,身份核验,2026-11-02 12:04:25\n";
        string id = ImportProbe.FromText(Text, path => ImportProbe.Rows(path, options))[0].StageId!;

        // The recipe is frozen: a stage that came under another id would be sent again.
        Assert.Equal("92003d86ec282c163fa75a591db913ba", id);
        Assert.Equal(id, ImportProbe.FromText("背调单号;阶段名称;更新时间\r\n1;身份核验;1793592265000\r\n", path => ImportProbe.Rows(path, options))[0].StageId);
        Assert.Null(ImportProbe.FromText("背调单号,阶段名称,更新时间\n1,身份核验,\n", path => ImportProbe.Rows(path, options))[0].StageId);
    }

    [Fact]
    public void MarksOfResultFilesAreTakenOffAgain()
    {
        List<BgCheckProgress> rows = ImportProbe.FromText(
            Title + "\"6931286400470354183\t\",\"s\t\",'=cmd,\"2026-11-02T12:04:25.000+08:00\t\",'-bad,''+name,https://x/1\n", path => ImportProbe.Rows(path));
        Assert.Equal("6931286400470354183|s|=cmd||1793592265000|-bad||[{\"report_name\":\"'+name\",\"report_url\":\"https://x/1\"}]|", ImportProbe.Line(rows[0]));
    }
}
