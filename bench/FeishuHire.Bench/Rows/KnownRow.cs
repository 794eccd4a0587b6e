using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using FeishuHire.Bench.Harness;
using FeishuHire.Bench.Report;

namespace FeishuHire.Bench.Rows;

/// <summary>The daily case: the whole history again, all of it known to the ledger.</summary>
internal sealed class KnownRow : IBenchRow
{
    private const double MostTimes = 2.5;
    private const double MostMiB = 250;

    public string Name => "known";

    public string Title => "A whole history that the ledger knows";

    public async Task<RowResult> RunAsync(BenchContext bench)
    {
        RowResult result = new();
        int rows = bench.Size(1_000_000);
        string file = bench.Rows(rows, 5);
        ModuleRun run = new(bench.Server.Address, file) { Ledger = Path.Combine(bench.Folder, "known.db"), ReadBack = false };

        bench.Server.Reset(acceptsAll: true);
        ChildResult first = await (run with { NewLedger = true }).RunAsync();
        if (first.Done != rows)
        {
            throw new InvalidOperationException($"{first.Done} of {rows} delivered.");
        }

        BenchContext.Say($"delivered in {first.Seconds:0} s, {first.PeakMiB:0} MiB");
        bench.Server.Reset();
        List<ChildResult> imports = [];
        List<ChildResult> updates = [];
        for (int i = 0; i < bench.Times(3); i++)
        {
            imports.Add(await Child.RunAsync(Layout.DotNet, [Layout.Shell, "-NoProfile", "-NonInteractive", "-File", Layout.Script("import.ps1"), "-Rows", file]));
            updates.Add(await run.RunAsync());
            BenchContext.Say($"import {imports[^1].Seconds:0.0} s, {imports[^1].PeakMiB:0} MiB; update {updates[^1].Seconds:0.0} s, {updates[^1].PeakMiB:0} MiB");
        }

        bool allKnown = updates.TrueForAll(update => update.Already == rows) && bench.Server.Report.Calls.Calls == 0;
        double ratio = Median(updates, r => r.Seconds) / Median(imports, r => r.Seconds);
        double peak = Median(updates, r => r.PeakMiB);
        result.Figures.Add(new Figure($"{rows} rows, all known to the ledger: Import | Update over Import alone", $"≤ {MostTimes} ×", $"{ratio:0.00} ×", allKnown && ratio <= MostTimes));
        result.Figures.Add(new Figure("… peak memory", $"≤ {MostMiB} MiB", $"{peak:0} MiB", peak <= MostMiB));
        result.Details.Add($"Import-BgCheckProgress | Out-Null: {Median(imports, r => r.Seconds):0.0} s, {Median(imports, r => r.PeakMiB):0} MiB; Import-BgCheckProgress | Update-BgCheckProgress: {Median(updates, r => r.Seconds):0.0} s, {Median(updates, r => r.Cpu):0.0} s CPU, {peak:0} MiB; medians of {updates.Count}");
        result.Details.Add($"their delivery before, without limits or latency, ledger on: {first.Seconds:0} s, {first.PeakMiB:0} MiB; ledger file: {new FileInfo(run.Ledger!).Length / (double)rows:0} bytes a row");
        return result;
    }

    private static double Median(List<ChildResult> runs, Func<ChildResult, double> of) => BenchContext.Median([.. runs.Select(of)]);
}
