using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using FeishuHire.Bench.Harness;
using FeishuHire.Bench.Report;

namespace FeishuHire.Bench.Rows;

/// <summary>Damaged files by the hundred thousand through the import: the fuzz tests with more cases than a test run has time
/// for.</summary>
internal sealed class FuzzRow : IBenchRow
{
    private const int Generators = 11;

    public string Name => "fuzz";

    public string Title => "Damaged files";

    public async Task<RowResult> RunAsync(BenchContext bench)
    {
        RowResult result = new();
        int each = (bench.Size(100_000) + Generators - 1) / Generators;
        Stopwatch watch = Stopwatch.StartNew();
        string said = await Child.SayAsync(
            Layout.DotNet,
            [Layout.UnitTests, "-class", "*FileFuzzTests", "-noColor"],
            new Dictionary<string, string> { ["FEISHUHIRE_FUZZ_CASES"] = each.ToString(CultureInfo.InvariantCulture) });
        string summary = said.Split('\n').Last(line => line.Contains("Total:", StringComparison.Ordinal)).Trim();
        bool clean = summary.Contains("Failed: 0", StringComparison.Ordinal) && summary.Contains("Errors: 0", StringComparison.Ordinal)
            && summary.Contains(string.Create(CultureInfo.InvariantCulture, $"Total: {Generators},"), StringComparison.Ordinal);
        result.Figures.Add(new Figure($"{each * Generators} mutated .csv, .xls and .xlsx files: hangs, crashes, foreign exceptions", "0", clean ? "0" : summary, clean));
        result.Details.Add($"{watch.Elapsed.TotalSeconds:0} s; each case ends with rows or an error of ours, and in memory that is bounded (FileFuzzTests).");
        return result;
    }
}
