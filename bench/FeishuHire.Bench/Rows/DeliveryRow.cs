using System.Threading.Tasks;
using FeishuHire.Bench.Harness;
using FeishuHire.Bench.Report;

namespace FeishuHire.Bench.Rows;

/// <summary>2,000 rows within Feishu's limits, counted by the server in sliding windows, at two latencies.</summary>
internal sealed class DeliveryRow : IBenchRow
{
    public string Name => "delivery";

    public string Title => "Delivery within 50/s and 1000/min";

    public async Task<RowResult> RunAsync(BenchContext bench)
    {
        RowResult result = new();
        int rows = bench.Size(2000);
        string file = bench.Rows(rows, 1);
        foreach (int latency in (int[])[20, 300])
        {
            bench.Server.Reset(BenchServer.Options(latency, isLimited: true));
            ChildResult run = await new ModuleRun(bench.Server.Address, file) { CallsPerSecond = BenchServer.PerSecond, CallsPerMinute = BenchServer.PerMinute }.RunAsync();
            ServerReport seen = bench.Server.Report;
            double provable = Provable(latency / 1000.0);
            result.Figures.Add(new Figure(
                $"{rows} rows at {latency} ms: delivered; answers 429",
                $"{rows}; 0",
                $"{run.Done}; {seen.Calls.Throttled}",
                run.Done == rows && seen.Calls.Accepted == rows && seen.Calls.Throttled == 0));
            result.Figures.Add(new Figure(
                $"… time over {provable:0.0} s, the least that can be proved safe at this latency",
                "≤ 1.03 ×",
                $"{run.Seconds / provable:0.000} ×",
                rows == 2000 ? run.Seconds <= 1.03 * provable : null));
            result.Details.Add($"{latency} ms: {run.Seconds:0.0} s; {seen}");
        }

        bench.Server.Reset(BenchServer.Options(20, isLimited: true));
        ChildResult node = await Peers.NodeSdkAsync(bench.Server.Address, file, 16);
        result.Figures.Add(new Figure($"{rows} rows at 20 ms through the official Node SDK: delivered", string.Empty, $"{node.Done}", null));
        result.Details.Add($"Node SDK, 16 at once, 20 ms: {node.Seconds:0.0} s; {bench.Server.Report}");
        result.Details.Add("What can be proved safe: the server may count a call at any moment between its start and its answer, so a permit comes back one window after the answer. That makes bursts of 50 a second and a latency apart, and the second thousand a minute and a latency after the first. Orders are read back meanwhile, 20 a call.");
        return result;
    }

    /// <summary>Twenty bursts, a minute's wait from the first answer on, twenty bursts, the last answer.</summary>
    private static double Provable(double latency) => (60 + latency) + (19 * (1 + latency)) + latency;
}
