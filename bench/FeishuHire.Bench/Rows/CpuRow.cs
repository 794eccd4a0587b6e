using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using FeishuHire.Bench.Harness;
using FeishuHire.Bench.Report;

namespace FeishuHire.Bench.Rows;

/// <summary>CPU seconds of each peer for the same file, without limits or latency. The measured part begins in a process that
/// has started: reading the file, connecting, fetching the token and delivering are in it, for every peer.</summary>
internal sealed class CpuRow : IBenchRow
{
    private const int AtOnce = 16;
    private const string Module = "the module";
    private const string FromObjects = "the module, rows as objects that a script has made before";
    private const string Loop = "bare HttpClient loop";
    private const string WarmModule = "the module, in a process that has delivered as many before";
    private const string WarmLoop = "bare HttpClient loop, in a process that has posted as many before";
    private const string Sdk = "official Node SDK";

    public string Name => "cpu";

    public string Title => "CPU seconds for 5,000 rows, no limits, no latency";

    public async Task<RowResult> RunAsync(BenchContext bench)
    {
        RowResult result = new();
        int rows = bench.Size(5000);
        string file = bench.Rows(rows, 1);
        string before = bench.Rows(rows, 1, firstOrder: rows);
        string address = bench.Server.Address;
        (string Who, Func<Task<ChildResult>> Run)[] peers =
        [
            (Module, () => new ModuleRun(address, file) { ThrottleLimit = AtOnce, ReadBack = false }.RunAsync()),
            (FromObjects, () => new ModuleRun(address, file) { ThrottleLimit = AtOnce, ReadBack = false, From = "Objects" }.RunAsync()),
            (Loop, () => Peers.HttpLoopAsync(address, file, AtOnce)),
            (WarmModule, () => new ModuleRun(address, file) { ThrottleLimit = AtOnce, ReadBack = false, WarmUp = before }.RunAsync()),
            (WarmLoop, () => Peers.HttpLoopAsync(address, file, AtOnce, before)),
            (Sdk, () => Peers.NodeSdkAsync(address, file, AtOnce)),
        ];

        Dictionary<string, List<ChildResult>> runs = peers.ToDictionary(peer => peer.Who, _ => new List<ChildResult>());
        for (int i = 0; i < bench.Times(5); i++)
        {
            foreach ((string who, Func<Task<ChildResult>> run) in peers)
            {
                bench.Server.Reset();
                ChildResult done = await run();
                BenchContext.Require(who, rows, done, bench.Server.Report, who is WarmModule or WarmLoop ? rows : 0);

                BenchContext.Say($"{who}: {done.Cpu:0.00} s CPU, {done.CpuAll:0.00} s with start-up, {done.Seconds:0.00} s");
                runs[who].Add(done);
            }
        }

        foreach ((string who, List<ChildResult> list) in runs)
        {
            result.Details.Add($"{who}: {Median(list, r => r.Cpu):0.00} s CPU ({list.Min(r => r.Cpu):0.00}–{list.Max(r => r.Cpu):0.00}), {Median(list, r => r.CpuAll):0.00} s of the whole process, {Median(list, r => r.Seconds):0.00} s wall time, {Median(list, r => r.PeakMiB):0} MiB; medians of {list.Count}");
        }

        double ratio(string who, string peer, Func<ChildResult, double> of) => Median(runs[who], of) / Median(runs[peer], of);
        double loop = ratio(Module, Loop, r => r.Cpu);
        double sdk = ratio(Module, Sdk, r => r.Cpu);
        result.Figures.Add(new Figure($"CPU for {rows} rows, Import-BgCheckProgress | Update-BgCheckProgress, over a bare HttpClient loop", "≤ 2 ×", $"{loop:0.00} ×", loop <= 2));
        result.Figures.Add(new Figure("… both in a process that has delivered as many before", string.Empty, $"{ratio(WarmModule, WarmLoop, r => r.Cpu):0.00} ×", null));
        result.Figures.Add(new Figure("… over the official Node SDK", "≤ 0.4 ×", $"{sdk:0.00} ×", sdk <= 0.4));
        result.Figures.Add(new Figure("… rows as objects of a script, over the loop; over the SDK", string.Empty, $"{ratio(FromObjects, Loop, r => r.Cpu):0.00} ×; {ratio(FromObjects, Sdk, r => r.Cpu):0.00} ×", null));
        result.Figures.Add(new Figure("… whole processes, PowerShell's own start included, over the loop; over the SDK", string.Empty, $"{ratio(Module, Loop, r => r.CpuAll):0.00} ×; {ratio(Module, Sdk, r => r.CpuAll):0.00} ×", null));
        result.Details.Add($"What the ratio is made of: the module's process compiles {Median(runs[Module], r => r.Figures["compiled"]):0} methods in the measured part, {Median(runs[WarmModule], r => r.Figures["compiled"]):0} once it has delivered as many. Orders are not read back, so that every peer makes the same calls.");
        return result;
    }

    private static double Median(List<ChildResult> runs, Func<ChildResult, double> of) => BenchContext.Median([.. runs.Select(of)]);
}
