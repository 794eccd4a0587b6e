using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using FeishuHire.Bench.Harness;
using FeishuHire.Bench.Report;

namespace FeishuHire.Bench.Rows;

/// <summary>Peak resident memory does not grow with the rows.</summary>
internal sealed class MemoryRow : IBenchRow
{
    public string Name => "memory";

    public string Title => "Peak memory";

    public async Task<RowResult> RunAsync(BenchContext bench)
    {
        RowResult result = new();
        int few = bench.Size(5000);
        int many = bench.Size(50_000);
        int more = bench.Size(150_000);
        Dictionary<int, List<double>> peaks = new() { [few] = [], [many] = [], [more] = [] };
        for (int i = 0; i < bench.Times(3); i++)
        {
            foreach ((int rows, List<double> list) in peaks)
            {
                await bench.Server.ResetAsync(new());
                ChildResult run = await new ModuleRun(bench.Server.Address, bench.Rows(rows, 5)).RunAsync();
                BenchContext.Require("memory", rows, run, await bench.Server.ReportAsync());

                BenchContext.Say($"{rows} rows: {run.PeakMiB:0} MiB");
                list.Add(run.PeakMiB);
            }
        }

        double ratio = BenchContext.Median([.. peaks[many]]) / BenchContext.Median([.. peaks[few]]);
        result.Figures.Add(new Figure($"peak memory, {many} rows over {few}", "≤ 1.15 ×", $"{ratio:0.00} ×", ratio <= 1.15));
        result.Figures.Add(new Figure($"… {more} rows over {many}", string.Empty, $"{BenchContext.Median([.. peaks[more]]) / BenchContext.Median([.. peaks[many]]):0.00} ×", null));
        result.Details.AddRange(peaks.Select(p => $"{p.Key} rows, Import-BgCheckProgress | Update-BgCheckProgress: {string.Join(", ", p.Value.Select(v => $"{v:0}"))} MiB"));
        result.Details.Add($"{few} rows end before the runtime's first garbage collection, and never fill the window of 10,000 rows; what {many} add to them is the window, the older generations and compiled code.");
        return result;
    }
}
