using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using FeishuHire.Bench.Harness;
using FeishuHire.Bench.Report;

namespace FeishuHire.Bench.Rows;

/// <summary>Reading tables: the module's own readers beside others.</summary>
internal sealed class TablesRow : IBenchRow
{
    public string Name => "tables";

    public string Title => "Reading .xlsx and .csv";

    public async Task<RowResult> RunAsync(BenchContext bench)
    {
        RowResult result = new();
        int rows = bench.Size(200_000);
        string csv = bench.Rows(rows, 5);
        string xlsx = WorkbookFile.Write(csv);
        await CompareAsync(bench, result, rows, "xlsx", xlsx, "ExcelDataReader", 0.7);
        await CompareAsync(bench, result, rows, "csv", csv, "Sylvan.Data.Csv", 2.5);
        return result;
    }

    private static async Task CompareAsync(BenchContext bench, RowResult result, int rows, string kind, string file, string peer, double target)
    {
        List<ChildResult> raw = [];
        List<ChildResult> updates = [];
        List<ChildResult> others = [];
        for (int i = 0; i < bench.Times(5); i++)
        {
            others.Add(await Peers.ReadAsync(kind, file));
            raw.Add(await Peers.ReadWithEngineAsync("raw", file));
            updates.Add(await Peers.ReadWithEngineAsync("updates", file));
            BenchContext.Say($"{kind}: {peer} {others[^1].Seconds:0.00} s, raw {raw[^1].Seconds:0.00} s, updates {updates[^1].Seconds:0.00} s");
        }

        foreach (ChildResult run in raw.Concat(updates).Concat(others))
        {
            if (run.Done != rows || run.Failed != 0)
            {
                throw new InvalidOperationException($"{run.Done} of {rows} rows of {kind} read, {run.Failed} faults.");
            }
        }

        double theirs = Seconds(others);
        double ratio = Seconds(raw) / theirs;
        string bound = target.ToString(CultureInfo.InvariantCulture);
        result.Figures.Add(new Figure($"{rows}-row .{kind}, every cell in one pass, over {peer}", $"≤ {bound} ×", $"{ratio:0.00} ×", ratio <= target));
        result.Figures.Add(new Figure("… the rows as updates, over the same", string.Empty, $"{Seconds(updates) / theirs:0.00} ×", null));
        result.Details.Add($".{kind}: {peer} {theirs:0.00} s and {Peak(others):0} MiB; one pass {Seconds(raw):0.00} s and {Peak(raw):0} MiB; updates {Seconds(updates):0.00} s and {Peak(updates):0} MiB; medians of {raw.Count}, in processes of their own");
    }

    private static double Seconds(List<ChildResult> runs) => BenchContext.Median([.. runs.Select(run => run.Seconds)]);

    private static double Peak(List<ChildResult> runs) => BenchContext.Median([.. runs.Select(run => run.PeakMiB)]);
}
