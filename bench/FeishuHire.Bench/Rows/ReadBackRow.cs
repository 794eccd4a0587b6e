using System.Threading.Tasks;
using FeishuHire.Bench.Harness;
using FeishuHire.Bench.Report;

namespace FeishuHire.Bench.Rows;

/// <summary>What it takes to read new orders back before their first call, where nothing else holds the run up.</summary>
internal sealed class ReadBackRow : IBenchRow
{
    private const double MostSeconds = 6;

    public string Name => "readback";

    public string Title => "Reading orders back";

    public async Task<RowResult> RunAsync(BenchContext bench)
    {
        RowResult result = new();
        int orders = bench.Size(1000);
        string file = bench.Rows(orders, 1);
        ModuleRun run = new(bench.Server.Address, file);

        bench.Server.Reset(BenchServer.Options(latencyMs: 20));
        ChildResult without = await (run with { ReadBack = false }).RunAsync();
        BenchContext.Require("without reading back", orders, without, bench.Server.Report);
        bench.Server.Reset(BenchServer.Options(latencyMs: 20));
        ChildResult with = await run.RunAsync();
        ServerReport seen = bench.Server.Report;
        BenchContext.Require("with reading back", orders, with, seen);

        double longer = with.Seconds - without.Seconds;
        result.Figures.Add(new Figure($"reading back {orders} new orders: calls; longer by", $"{orders / 20}; ≤ {MostSeconds} s", $"{seen.Calls.OrderCalls}; {longer:0.0} s", seen.Calls.OrderCalls == orders / 20 && longer <= MostSeconds));
        result.Details.Add($"without: {without.Seconds:0.0} s, {without.Cpu:0.0} s CPU; with: {with.Seconds:0.0} s, {with.Cpu:0.0} s CPU; {seen}; at most {seen.Calls.MaxOrderCallsInAnySecond} reads in a second");
        return result;
    }
}
