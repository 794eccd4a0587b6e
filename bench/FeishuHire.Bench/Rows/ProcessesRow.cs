using System.IO;
using System.Threading.Tasks;
using FeishuHire.Bench.Harness;
using FeishuHire.Bench.Report;

namespace FeishuHire.Bench.Rows;

/// <summary>Two processes started together on one file and one ledger, and a third right after with further rows, whose calls
/// fall into the same minute at the server.</summary>
internal sealed class ProcessesRow : IBenchRow
{
    public string Name => "processes";

    public string Title => "Processes that share a file and a ledger";

    public async Task<RowResult> RunAsync(BenchContext bench)
    {
        RowResult result = new();
        int rows = bench.Size(900);
        int more = bench.Size(300);
        string ledger = Path.Combine(bench.Folder, "shared.db");
        ModuleRun first = new(bench.Server.Address, bench.Rows(rows, 3))
        {
            CallsPerSecond = BenchServer.PerSecond, CallsPerMinute = BenchServer.PerMinute, Ledger = ledger, NewLedger = true,
        };

        // A ledger is made once, by hand or by the first run.
        bench.Server.Reset();
        await (first with { Rows = bench.Rows(1, 1, firstOrder: 1_000_000) }).RunAsync();

        bench.Server.Reset(BenchServer.Options(20, isLimited: true));
        ModuleRun next = first with { NewLedger = false };
        Task<ChildResult> one = next.RunAsync();
        Task<ChildResult> two = next.RunAsync();
        ChildResult[] pair = await Task.WhenAll(one, two);
        ChildResult third = await (next with { Rows = bench.Rows(rows + more, 3) }).RunAsync();
        ServerReport seen = bench.Server.Report;

        int all = rows + more;
        bool once = seen.Calls.Accepted == all && seen.Calls.RepeatedStages == 0 && pair[0].Done + pair[1].Done == rows && third.Done == more;
        result.Figures.Add(new Figure($"two processes together on one file of {rows} rows and one ledger, a third right after with {more} rows more: each stage once; answers 429", $"{all}; 0", $"{seen.Calls.Accepted}; {seen.Calls.Throttled}", once && seen.Calls.Throttled == 0 && seen.Calls.TimeBreaches == 0));
        for (int i = 0; i < 2; i++)
        {
            result.Details.Add($"process {i + 1}: {pair[i].Done} delivered, {pair[i].Already} delivered already, {pair[i].Seconds:0.0} s");
        }

        result.Details.Add($"process 3: {third.Done} delivered, {third.Already} delivered already, {third.Seconds:0.0} s");
        result.Details.Add(seen.ToString());
        return result;
    }
}
