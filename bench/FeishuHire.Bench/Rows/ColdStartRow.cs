using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using FeishuHire.Bench.Harness;
using FeishuHire.Bench.Report;

namespace FeishuHire.Bench.Rows;

/// <summary>Import, connect, one update in a new process, less what an empty script takes there; beside a script that does
/// the same with Invoke-RestMethod.</summary>
internal sealed class ColdStartRow : IBenchRow
{
    public string Name => "cold";

    public string Title => "Cold start: import, connect, one update";

    public async Task<RowResult> RunAsync(BenchContext bench)
    {
        RowResult result = new();
        Dictionary<string, double> walls = await MeasureAsync(bench, ["empty", "module", "ledger", "rest"]);
        double module = walls["module"] - walls["empty"];
        double rest = walls["rest"] - walls["empty"];
        result.Figures.Add(new Figure(
            "import + connect + one update over an empty host, over an Invoke-RestMethod script",
            "≤ 1.2 ×", $"{module / rest:0.00} × ({module * 1000:0} ms, {rest * 1000:0} ms)", module <= 1.2 * rest));
        result.Figures.Add(new Figure("… with the ledger", string.Empty, $"{(walls["ledger"] - walls["empty"]) / rest:0.00} ×", null));
        result.Details.Add($"empty {walls["empty"] * 1000:0} ms, module {walls["module"] * 1000:0} ms, with its ledger {walls["ledger"] * 1000:0} ms, Invoke-RestMethod {walls["rest"] * 1000:0} ms; medians");
        return result;
    }

    private static async Task<Dictionary<string, double>> MeasureAsync(BenchContext bench, string[] scripts)
    {
        Dictionary<string, List<double>> walls = scripts.ToDictionary(script => script, _ => new List<double>());

        // The first round warms the disk's cache and does not count.
        for (int i = 0; i <= bench.Times(11); i++)
        {
            foreach (string script in scripts)
            {
                bench.Server.Reset();
                ChildResult run = await Child.RunAsync(Layout.DotNet, [Layout.Shell, "-NoProfile", "-NonInteractive", "-File", Layout.Script($"cold-{script}.ps1"), "-Address", bench.Server.Address, "-Module", Layout.Manifest, "-Ledger", Path.Combine(bench.Folder, $"cold-{Guid.NewGuid():N}.db")]);
                ServerReport seen = bench.Server.Report;
                if (seen.Calls.Accepted != (script == "empty" ? 0 : 1))
                {
                    throw new InvalidOperationException($"cold-{script}.ps1 made {seen.Calls.Accepted} updates.");
                }

                if (i > 0)
                {
                    walls[script].Add(run.Wall);
                }
            }
        }

        foreach ((string script, List<double> list) in walls)
        {
            BenchContext.Say($"{script}: {string.Join(' ', list.Select(wall => $"{wall:0.000}"))}");
        }

        return walls.ToDictionary(pair => pair.Key, pair => BenchContext.Median([.. pair.Value]));
    }
}
