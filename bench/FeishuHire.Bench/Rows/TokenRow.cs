using System.Threading.Tasks;
using FeishuHire.Bench.Harness;
using FeishuHire.Bench.Report;
using FeishuHire.Bench.Shared;

namespace FeishuHire.Bench.Rows;

/// <summary>Token fetches and connections at ThrottleLimit 32, with and without a token revoked in the middle.</summary>
internal sealed class TokenRow : IBenchRow
{
    private const int AtOnce = 32;

    public string Name => "tokens";

    public string Title => "Tokens and connections";

    public async Task<RowResult> RunAsync(BenchContext bench)
    {
        RowResult result = new();
        int rows = bench.Size(2000);
        string file = bench.Rows(rows, 5, seed: 11);
        ModuleRun run = new(bench.Server.Address, file) { ThrottleLimit = AtOnce };

        await bench.Server.ResetAsync(new() { LatencyMs = 5, JitterMs = 10 });
        ChildResult calm = await run.RunAsync();
        ServerReport calmly = await bench.Server.ReportAsync();
        result.Details.Add($"no revocation: {calm.Done} delivered; {ServerWords.Of(calmly)}");

        await bench.Server.ResetAsync(new() { LatencyMs = 5, JitterMs = 10, RevokeAtCall = rows / 2 });
        ChildResult revoked = await run.RunAsync();
        ServerReport seen = await bench.Server.ReportAsync();
        result.Details.Add($"revoked at call {rows / 2}: {revoked.Done} delivered, {seen.TokenRefusals} calls refused for the old token and made again; {ServerWords.Of(seen)}");

        result.Figures.Add(new Figure($"token fetches, {AtOnce} at once", "1", $"{calmly.TokenFetches}", calmly.TokenFetches == 1));
        result.Figures.Add(new Figure("… after a revocation mid-run; rows lost", "1 more; 0", $"{seen.TokenFetches - 1} more; {rows - revoked.Done}", seen.TokenFetches == 2 && revoked.Done == rows && seen.Accepted == rows));
        result.Figures.Add(new Figure("connections at once; opened in all", $"≤ {AtOnce}", $"{calmly.PeakConnections}; {calmly.ConnectionsOpened}", calmly.PeakConnections <= AtOnce));
        return result;
    }
}
