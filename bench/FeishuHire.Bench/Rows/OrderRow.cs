using System.Threading.Tasks;
using FeishuHire.Bench.Harness;
using FeishuHire.Bench.Report;
using FeishuHire.Bench.Shared;

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
        ServerOptions jitter = new() { JitterMs = 40 };

        await bench.Server.ResetAsync(jitter);
        ChildResult staged = await new ModuleRun(bench.Server.Address, five) { ThrottleLimit = AtOnce }.RunAsync();
        ServerReport seen = await bench.Server.ReportAsync();
        result.Details.Add($"{rows / 5} orders of 5 stages, shuffled: {staged.Seconds:0.00} s; {ServerWords.Of(seen)}");

        await bench.Server.ResetAsync(jitter);
        ChildResult apart = await new ModuleRun(bench.Server.Address, single) { ThrottleLimit = AtOnce }.RunAsync();
        ServerReport seenApart = await bench.Server.ReportAsync();
        BenchContext.Require("orders of one stage", rows, apart, seenApart);
        result.Details.Add($"{rows} orders of 1 stage: {apart.Seconds:0.00} s; {ServerWords.Of(seenApart)}");

        await bench.Server.ResetAsync(jitter);
        ChildResult node = await Peers.NodeSdkAsync(bench.Server.Address, five, AtOnce);
        ServerReport seenOfNode = await bench.Server.ReportAsync();
        result.Details.Add($"Node SDK, {AtOnce} at once, the same shuffled rows: {ServerWords.Of(seenOfNode)}");

        result.Figures.Add(new Figure($"{rows} rows, 5 stages an order, shuffled, {AtOnce} at once: refused for order", "0", $"{seen.OrderBreaches}", seen.OrderBreaches == 0 && seen.Accepted == rows));
        result.Figures.Add(new Figure("… time over the same rows as orders of their own", "≤ 2 ×", $"{staged.Seconds / apart.Seconds:0.00} ×", staged.Seconds <= 2 * apart.Seconds));
        result.Figures.Add(new Figure("… the same through the official Node SDK: refused for order", string.Empty, $"{seenOfNode.OrderBreaches} ({100.0 * seenOfNode.OrderBreaches / rows:0} %), {node.Done} delivered", null));
        return result;
    }
}
