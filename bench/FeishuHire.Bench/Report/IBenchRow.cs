using System.Threading.Tasks;
using FeishuHire.Bench.Harness;

namespace FeishuHire.Bench.Report;

/// <summary>One row of the bench.</summary>
internal interface IBenchRow
{
    /// <summary>Its name on the command line.</summary>
    string Name { get; }

    /// <summary>What it measures, as the results' heading.</summary>
    string Title { get; }

    Task<RowResult> RunAsync(BenchContext bench);
}
