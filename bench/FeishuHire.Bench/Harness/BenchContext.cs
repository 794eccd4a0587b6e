using System;
using System.Globalization;
using System.IO;
using System.Linq;

namespace FeishuHire.Bench.Harness;

/// <summary>What a row of the bench measures with.</summary>
internal sealed class BenchContext(BenchServer server, bool isQuick) : IDisposable
{
    public BenchServer Server => server;

    /// <summary>A folder of this run; gone after it.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("feishuhire-bench-").FullName;

    /// <summary>The figure's own size, or a tenth for a trial of the bench itself.</summary>
    public int Size(int full) => isQuick ? full / 10 : full;

    /// <summary>How often to repeat, once for a trial of the bench itself.</summary>
    public int Times(int full) => isQuick ? 1 : full;

    public string Rows(int rows, int stages, int? seed = null, int firstOrder = 0) => RowsFile.Write(Folder, rows, stages, seed, firstOrder);

    public static double Median(params double[] values)
    {
        double[] sorted = [.. values.Order()];
        int middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /// <summary>A figure of work that was not done would mislead.</summary>
    /// <exception cref="InvalidOperationException">Not everything was delivered, or the server did not see it.</exception>
    public static void Require(string who, int rows, ChildResult run, ServerReport seen, int before = 0)
    {
        if (run.Done != rows || seen.Calls.Accepted != rows + before)
        {
            throw new InvalidOperationException($"{who}: {run.Done} of {rows} delivered, {seen.Calls.Accepted} seen by the server.");
        }
    }

    /// <summary>Says what is going on to whoever watches.</summary>
    public static void Say(string text) => Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {text}"));

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
