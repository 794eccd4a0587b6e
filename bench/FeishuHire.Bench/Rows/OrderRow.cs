using System.Threading.Tasks;
using FeishuHire.Bench.Harness;
using FeishuHire.Bench.Report;

namespace FeishuHire.Bench.Rows;

/// <summary>Stages of an order stay in order under jitter and concurrency, and that costs little.</summary>
internal sealed class OrderRow : IBenchRow
{
    private const int AtOnce = 32;

    public string Name => "order";

    public string Title => "Order under jitter";

    public async Task<RowResult> RunAsync(BenchContext bench)
    {
        RowResult result = new();
        int rows = bench.Size(1000);
        string five = bench.Rows(rows, 5, seed: 7);
        string single = bench.Rows(rows, 1, seed: 7);

        bench.Server.Reset(BenchServer.Options(jitterMs: 40));
        ChildResult staged = await new ModuleRun(bench.Server.Address, five) { ThrottleLimit = AtOnce, ReadBack = false }.RunAsync();
        ServerReport seen = bench.Server.Report;
        result.Details.Add($"{rows / 5} orders of 5 stages, shuffled: {staged.Seconds:0.00} s; {seen}");

        bench.Server.Reset(BenchServer.Options(jitterMs: 40));
        ChildResult apart = await new ModuleRun(bench.Server.Address, single) { ThrottleLimit = AtOnce, ReadBack = false }.RunAsync();
        ServerReport seenApart = bench.Server.Report;
        BenchContext.Require("orders of one stage", rows, apart, seenApart);
        result.Details.Add($"{rows} orders of 1 stage: {apart.Seconds:0.00} s; {seenApart}");

        bench.Server.Reset(BenchServer.Options(jitterMs: 40));
        ChildResult node = await Peers.NodeSdkAsync(bench.Server.Address, five, AtOnce);
        ServerReport seenOfNode = bench.Server.Report;
        result.Details.Add($"Node SDK, {AtOnce} at once, the same shuffled rows: {seenOfNode}");

        result.Figures.Add(new Figure($"{rows} rows, 5 stages an order, shuffled, {AtOnce} at once: refused for order", "0", $"{seen.Calls.TimeBreaches}", seen.Calls.TimeBreaches == 0 && seen.Calls.Accepted == rows));
        result.Figures.Add(new Figure("… time over the same rows as orders of their own", "≤ 2 ×", $"{staged.Seconds / apart.Seconds:0.00} ×", staged.Seconds <= 2 * apart.Seconds));
        result.Figures.Add(new Figure("… the same through the official Node SDK: refused for order", string.Empty, $"{seenOfNode.Calls.TimeBreaches} ({100.0 * seenOfNode.Calls.TimeBreaches / rows:0} %), {node.Done} delivered", null));
        return result;
    }
}
