using System.Globalization;
using System.Threading.Tasks;
using FeishuHire.Bench.Harness;
using FeishuHire.Bench.Report;

namespace FeishuHire.Bench.Rows;

/// <summary>Rows wait until the input has ended: what one of them takes.</summary>
internal sealed class WaitingRow : IBenchRow
{
    private const double MostBytes = 1024;

    public string Name => "waiting";

    public string Title => "Rows that wait for the end of the input";

    public async Task<RowResult> RunAsync(BenchContext bench)
    {
        RowResult result = new();
        int rows = bench.Size(200_000);
        bench.Server.Reset();
        ChildResult run = await Child.RunAsync(
            Layout.DotNet,
            [Layout.Shell, "-NoProfile", "-NonInteractive", "-File", Layout.Script("waiting.ps1"), "-Address", bench.Server.Address, "-Rows", bench.Rows(rows, 5), "-Count", rows.ToString(CultureInfo.InvariantCulture)]);
        double bytes = run.Figures["heap"] / rows;
        result.Figures.Add(new Figure($"{rows} unsent rows waiting: bytes a row", $"≤ {MostBytes}", $"{bytes:0}", bytes <= MostBytes));
        result.Details.Add($"the heap after a collection, with all of them waiting, less the same before the first: {run.Figures["heap"] / (1 << 20):0} MiB; peak of the process {run.PeakMiB:0} MiB");
        return result;
    }
}
