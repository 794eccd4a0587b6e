using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using CsCheck;
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
        Assert.Equal(44, rows.Sum(row => 1 + (row.JoinedRows?.Count ?? 0)));
        Assert.All(rows, row => Assert.Contains(RowRules.CheckIds(row), finding => finding.ErrorId == "DamagedId"));
    }

    [Fact]
    public void AnySequenceOfRowsGivesTheSameUpdates()
    {
        string[] lines = File.ReadAllLines(TestFiles.Example("updates-utf8.csv"));
        Assert.Equal(Sorted(Sample), Sorted(Import([lines[0], .. lines.Skip(1).Reverse()])));
        for (int seed = 0; seed < 20; seed++)
        {
            string[] rows = lines.Skip(1).ToArray();
            new Random(seed).Shuffle(rows);
            List<string> updates = Import([lines[0], .. rows]);
            Assert.Equal(Sorted(Sample), Sorted(updates));
            AssertRising(updates);
        }
    }

    [Fact]
    public void NewestFirstComesOutOldestFirstAndRowsAreThoseOfTheFile()
    {
        List<BgCheckProgress> rows = ImportProbe.FromText(Title + "1,c,C,2026-11-03 10:00,,,\n2,x,X,2026-11-03 09:00,,,\n1,b,B,2026-11-02 10:00,,,\n1,a,A,2026-11-01 10:00,,,\n", path => ImportProbe.Rows(path));
        Assert.Equal(["x:3", "a:5", "b:4", "c:2"], rows.Select(row => row.StageId + ":" + row.Source!.Row));
    }

    [Fact]
    public void EqualTimesComeInRowOrderAndTheirReportsAreJoined()
    {
        const string Time = "2026-11-02 10:00";
        string text = Title + $"1,b,B,{Time},,,\n1,a,A,{Time},ok,r1,https://x/1\n1,b,B,{Time},,,\n1,a,A,{Time},ok,r2,https://x/2\n";
        List<BgCheckProgress> rows = ImportProbe.FromText(text, path => ImportProbe.Rows(path));
        Assert.Equal(["b 2-4 0", "a 3-5 2"], rows.Select(row => $"{row.StageId} {row.Source!.Row}-{row.Source.LastRow} {row.ReportFile.Count}"));
    }

    [Fact]
    public void ReportsMayStandAnywhereInTheFile()
    {
        string[] lines = File.ReadAllLines(TestFiles.Example("updates-utf8.csv"));
        var seen = new HashSet<string>();
        ILookup<bool, string> first = lines.Skip(1).ToLookup(line => seen.Add(string.Join(',', line.Split(',').Take(2))));
        Assert.Equal(3, first[false].Count());
        Assert.Equal(Sample, Import([lines[0], .. first[true], .. first[false]]).OrderBy(Sample.IndexOf));
    }

    [Fact]
    public void RowsWithoutAReadableTimeComeBeforeTheOthersOfTheirOrder()
    {
        List<BgCheckProgress> rows = ImportProbe.FromText(Title + "1,a,A,2026-11-01 10:00,,,\n1,b,B,soon,,,\n2,c,C,2026-11-01 10:00,,,\n", path => ImportProbe.Rows(path));
        Assert.Equal(["b", "a", "c"], rows.Select(row => row.StageId));
    }

    [Fact]
    public void AFileInSequenceIsStreamedWithoutAnIndexAndOneThatIsNotTakesBoundedPasses()
    {
        static int Passes(IEnumerable<string> rows) => ImportProbe.FromText(Title + string.Concat(rows), path =>
        {
            using ProgressFile file = ProgressFile.Open(path, new TableOptions(), default, eagerRows: 10, mostWaiting: 20);
            Assert.Equal(100, file.Read(default).Count());
            return file.Passes;
        });

        static string Row(int order, int time) => $"{order},s{time},S,{1793592265000 + time},,,\n";
        Assert.Equal(2, Passes(Enumerable.Range(0, 100).Select(i => Row(i % 7, i)))); // rising
        Assert.Equal(2, Passes(Enumerable.Range(0, 100).Select(i => Row(i / 5, i % 5)))); // order by order
        Assert.InRange(Passes(Enumerable.Range(0, 100).Select(i => Row(i % 7, 99 - i))), 4, 14); // falling: at most 10 rows more a pass
    }

    [Fact]
    public void AnyFileComesOutInSequenceWhateverTheLimits() =>
        Gen.Select(
            Gen.Select(Gen.Int[0, 3], Gen.Int[0, 4], Gen.Int[0, 5], Gen.Int[0, 2]).Array[0, 40],
            Gen.Int[0, 12],
            Gen.Int[1, 8]).Sample((rows, eager, waiting) =>
        {
            string text = Title + string.Concat(rows.Select(row => (row.Item1 == 0 ? string.Empty : "693128640047035418" + row.Item1) + $",s{row.Item2},S,{(row.Item3 == 0 ? "bad" : (1793592265000 + row.Item3).ToString())},,r{row.Item4}.pdf,https://x/{row.Item4}\n"));
            List<BgCheckProgress> updates = ImportProbe.FromText(text, path => ImportProbe.Items(path, null, eager, waiting)).Select(item => item.Row!).ToList();

            // Every row is in exactly one update.
            Assert.Equal(Enumerable.Range(2, rows.Length), updates.SelectMany(Rows).Order());

            // Updates of an order rise in time, then row; rows of one stage and time are one update.
            foreach (IGrouping<string?, BgCheckProgress> order in updates.Where(row => row.BackgroundCheckId is not null).GroupBy(row => row.BackgroundCheckId))
            {
                (long Time, long Row)[] sequence = order.Select(row => (row.StageTime?.UnixMilliseconds ?? 0, row.Source!.Row)).ToArray();
                Assert.Equal(sequence.Order(), sequence);
                Assert.Equal(sequence.Length, order.Select(row => (row.StageId, row.StageTime)).Distinct().Count());
            }
        }, iter: 800);

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

    private static List<string> Import(IEnumerable<string> lines) => ImportProbe.FromText(string.Join('\n', lines), path => ImportProbe.Lines(path));

    private static List<string> Sorted(IEnumerable<string> lines) => lines.Select(SortReports).Order(StringComparer.Ordinal).ToList();

    /// <summary>Joined reports stand in row order, which differs between two sequences of the same rows.</summary>
    private static string SortReports(string line) => string.Join('|', line.Split('|').Select(cell =>
        cell.StartsWith('[') ? string.Join(',', cell.Trim('[', ']').Split("},{").Select(part => part.Trim('{', '}')).Order()) : cell));

    private static void AssertRising(IEnumerable<string> lines)
    {
        foreach (IGrouping<string, string> order in lines.GroupBy(line => line.Split('|')[0]))
        {
            long[] times = order.Select(line => long.Parse(line.Split('|')[4])).ToArray();
            Assert.Equal(times.Order(), times);
        }
    }

    private static IEnumerable<int> Rows(BgCheckProgress update) =>
        [(int)update.Source!.Row, .. (update.JoinedRows ?? []).Select(row => (int)row.Source!.Row)];
}
