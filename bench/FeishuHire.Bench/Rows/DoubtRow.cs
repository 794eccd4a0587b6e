using System.IO;
using System.Linq;
using System.Threading.Tasks;
using FeishuHire.Bench.Harness;
using FeishuHire.Bench.Report;
using FeishuHire.Sandbox;

namespace FeishuHire.Bench.Rows;

/// <summary>What stays unknown where one call in twenty goes wrong, with reading back and without, in a run and in the next.</summary>
internal sealed class DoubtRow : IBenchRow
{
    private const int Every = 20;

    private static readonly SandboxFaultKind[] Kinds =
    [
        SandboxFaultKind.CutAfterApply, SandboxFaultKind.SystemErrorAfterApply, SandboxFaultKind.BadGatewayAfterApply,
        SandboxFaultKind.CutBeforeApply, SandboxFaultKind.SystemErrorBeforeApply, SandboxFaultKind.BadGateway,
    ];

    public string Name => "doubt";

    public string Title => "Unknown outcomes, with and without reading back";

    public async Task<RowResult> RunAsync(BenchContext bench)
    {
        RowResult result = new();
        int rows = bench.Size(1000);
        string file = bench.Rows(rows, 5);
        foreach (bool readBack in new[] { true, false })
        {
            string how = readBack ? "with reading back" : "without";
            ModuleRun run = new(bench.Server.Address, file) { Ledger = Path.Combine(bench.Folder, $"doubt-{readBack}.db"), ReadBack = readBack };
            bench.Server.Reset(BenchServer.Options(faults: Faults(rows)));
            ChildResult first = await (run with { NewLedger = true }).RunAsync();
            ChildResult second = await run.RunAsync();
            ServerReport seen = bench.Server.Report;
            int sentAgain = seen.Calls.Calls - rows;
            result.Figures.Add(new Figure(
                $"{(readBack ? $"{rows} rows, every {Every}th call fails, half of them after it was written: {how}" : "… " + how)}: unknown after the run; after the next",
                readBack ? "0; 0" : string.Empty,
                $"{first.Uncertain}; {second.Uncertain}",
                readBack ? first.Uncertain == 0 && second.Uncertain == 0 : null));
            result.Details.Add($"{how}: first run {first.Done} delivered, {first.Uncertain} unknown, {first.Held} held; next run {second.Done} delivered, {second.Uncertain} unknown, {second.Held} held; {sentAgain} calls more than rows; {seen}");
        }

        return result;
    }

    private static SandboxFault[] Faults(int rows) =>
        [.. Enumerable.Range(0, rows / Every).Select(i => new SandboxFault(Kinds[i % Kinds.Length]) { Endpoint = SandboxEndpoint.Progress, After = i * Every })];
}
