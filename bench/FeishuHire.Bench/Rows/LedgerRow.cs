using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using FeishuHire.Bench.Harness;
using FeishuHire.Bench.Report;

namespace FeishuHire.Bench.Rows;

/// <summary>What the ledger costs, and what a second run of the same file does.</summary>
internal sealed class LedgerRow : IBenchRow
{
    public string Name => "ledger";

    public string Title => "The ledger: 5,000 rows, no limits, no latency";

    public async Task<RowResult> RunAsync(BenchContext bench)
    {
        RowResult result = new();
        int rows = bench.Size(5000);
        string file = bench.Rows(rows, 1);
        ModuleRun off = new(bench.Server.Address, file) { ReadBack = false };
        List<ChildResult> without = [];
        List<ChildResult> with = [];
        List<ChildResult> again = [];
        int callsAgain = 0;
        for (int i = 0; i < bench.Times(5); i++)
        {
            without.Add(await DeliverAsync(bench, off, rows));
            ModuleRun on = off with { Ledger = Path.Combine(bench.Folder, $"ledger-{i}.db"), NewLedger = true };
            with.Add(await DeliverAsync(bench, on, rows));
            BenchContext.Say($"off {without[^1].Cpu:0.00} s CPU, on {with[^1].Cpu:0.00} s CPU, {rows / with[^1].Seconds:0} rows/s");
            bench.Server.Reset();
            again.Add(await (on with { NewLedger = false }).RunAsync());
            callsAgain += bench.Server.Report.Calls.Calls;
        }

        double ratio = Median(with, run => run.Cpu) / Median(without, run => run.Cpu);
        double second = Median(again, run => run.Seconds);
        bool allKnown = again.TrueForAll(run => run.Already == rows);
        result.Figures.Add(new Figure($"CPU for {rows} rows, ledger on over ledger off", "≤ 2 ×", $"{ratio:0.00} ×", ratio <= 2));
        result.Figures.Add(new Figure("durable rows a second, intent and outcome each on disk", string.Empty, $"{rows / Median(with, run => run.Seconds):0}", null));
        result.Figures.Add(new Figure($"second run of the same {rows} rows: calls; time", "0; < 1 s", $"{callsAgain}; {second:0.00} s", callsAgain == 0 && allKnown && second < 1));
        result.Details.Add($"off: {Median(without, run => run.Cpu):0.00} s CPU, {Median(without, run => run.Seconds):0.00} s; on: {Median(with, run => run.Cpu):0.00} s CPU, {Median(with, run => run.Seconds):0.00} s; medians of {with.Count}");
        result.Details.Add($"ledger file: {new FileInfo(Path.Combine(bench.Folder, "ledger-0.db")).Length / (double)rows:0} bytes a row");
        return result;
    }

    private static async Task<ChildResult> DeliverAsync(BenchContext bench, ModuleRun run, int rows)
    {
        bench.Server.Reset();
        ChildResult done = await run.RunAsync();
        BenchContext.Require("ledger", rows, done, bench.Server.Report);
        return done;
    }

    private static double Median(List<ChildResult> runs, System.Func<ChildResult, double> of) => BenchContext.Median([.. runs.Select(of)]);
}
