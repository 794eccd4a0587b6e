using System.Threading.Tasks;
using FeishuHire.Bench.Harness;
using FeishuHire.Bench.Report;
using FeishuHire.Sandbox;

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

        bench.Server.Reset(BenchServer.Options(latencyMs: 5, jitterMs: 10));
        ChildResult calm = await run.RunAsync();
        ServerReport calmly = bench.Server.Report;
        result.Details.Add($"no revocation: {calm.Done} delivered; {calmly}");

        bench.Server.Reset(BenchServer.Options(latencyMs: 5, jitterMs: 10, faults: new SandboxFault(SandboxFaultKind.TokenRevoked) { Endpoint = SandboxEndpoint.Progress, After = (rows / 2) - 1 }));
        ChildResult revoked = await run.RunAsync();
        ServerReport seen = bench.Server.Report;
        result.Details.Add($"revoked at call {rows / 2}: {revoked.Done} delivered, {seen.Calls.Unauthorized} calls refused for the old token and made again; {seen}");

        result.Figures.Add(new Figure($"token fetches, {AtOnce} at once", "1", $"{calmly.Calls.TenantTokenCalls}", calmly.Calls.TenantTokenCalls == 1));
        result.Figures.Add(new Figure("… after a revocation mid-run; rows lost", "1 more; 0", $"{seen.Calls.TenantTokenCalls - 1} more; {rows - revoked.Done}", seen.Calls.TenantTokenCalls == 2 && revoked.Done == rows && seen.Calls.Accepted == rows));
        result.Figures.Add(new Figure("connections at once; opened in all", $"≤ {AtOnce}", $"{calmly.PeakConnections}; {calmly.Connections}", calmly.PeakConnections <= AtOnce));
        return result;
    }
}
