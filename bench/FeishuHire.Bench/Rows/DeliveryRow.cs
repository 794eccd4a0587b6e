using System.Threading.Tasks;
using FeishuHire.Bench.Harness;
using FeishuHire.Bench.Report;
using FeishuHire.Bench.Shared;

namespace FeishuHire.Bench.Rows;

/// <summary>2,000 rows within Feishu's limits, counted by the server in sliding windows, at two latencies.</summary>
internal sealed class DeliveryRow : IBenchRow
{
    private const int PerSecond = 50;
    private const int PerMinute = 1000;
    private const double Floor = 80;

    public string Name => "delivery";

    public string Title => "Delivery within 50/s and 1000/min";

    public async Task<RowResult> RunAsync(BenchContext bench)
    {
        RowResult result = new();
        int rows = bench.Size(2000);
        string file = bench.Rows(rows, 1);
        foreach (int latency in (int[])[20, 300])
        {
            ServerOptions limits = new() { PerSecond = PerSecond, PerMinute = PerMinute, LatencyMs = latency };
            await bench.Server.ResetAsync(limits);
            ChildResult run = await new ModuleRun(bench.Server.Address, file) { CallsPerSecond = PerSecond, CallsPerMinute = PerMinute }.RunAsync();
            ServerReport seen = await bench.Server.ReportAsync();
            double provable = Provable(latency / 1000.0);
            result.Figures.Add(new Figure(
                $"{rows} rows at {latency} ms: delivered; answers 429",
                $"{rows}; 0",
                $"{run.Done}; {seen.Throttled}",
                run.Done == rows && seen.Accepted == rows && seen.Throttled == 0));
            result.Figures.Add(new Figure(
                $"… time over the floor of {Floor:0} s",
                "≤ 1.03 ×",
                $"{run.Seconds / Floor:0.000} ×",
                rows == 2000 ? run.Seconds <= 1.03 * Floor : null));
            result.Figures.Add(new Figure(
                $"… time over {provable:0.0} s, the least that can be proved safe at this latency",
                string.Empty,
                $"{run.Seconds / provable:0.000} ×",
                null));
            result.Details.Add($"{latency} ms: {run.Seconds:0.0} s; {ServerWords.Of(seen)}");
        }

        await bench.Server.ResetAsync(new() { PerSecond = PerSecond, PerMinute = PerMinute, LatencyMs = 20 });
        ChildResult node = await Peers.NodeSdkAsync(bench.Server.Address, file, 16);
        result.Figures.Add(new Figure($"{rows} rows at 20 ms through the official Node SDK: delivered", string.Empty, $"{node.Done}", null));
        result.Details.Add($"Node SDK, 16 at once, 20 ms: {node.Seconds:0.0} s; {ServerWords.Of(await bench.Server.ReportAsync())}");
        result.Details.Add("What can be proved safe: the server may count a call at any moment between its start and its answer, so a permit comes back one window after the answer. That makes bursts of 50 a second and a latency apart, and the second thousand a minute and a latency after the first.");
        return result;
    }

    /// <summary>Twenty bursts, a minute's wait from the first answer on, twenty bursts, the last answer.</summary>
    private static double Provable(double latency) => (60 + latency) + (19 * (1 + latency)) + latency;
}
