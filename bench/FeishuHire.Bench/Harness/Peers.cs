using System.Globalization;
using System.IO;
using System.Threading.Tasks;

namespace FeishuHire.Bench.Harness;

/// <summary>The programs that the module is held against.</summary>
internal static class Peers
{
    private static bool _nodeReady;

    /// <summary>The same requests through a bare HttpClient.</summary>
    public static Task<ChildResult> HttpLoopAsync(string address, string rows, int concurrency, string? warmUp = null) =>
        Child.RunAsync(Layout.DotNet, warmUp is null ? [Layout.Peers, "http", address, rows, Text(concurrency)] : [Layout.Peers, "http", address, rows, Text(concurrency), warmUp]);

    /// <summary>The same requests through the official Node SDK.</summary>
    public static async Task<ChildResult> NodeSdkAsync(string address, string rows, int concurrency)
    {
        if (!_nodeReady && !Directory.Exists(Path.Combine(Layout.Node, "node_modules")))
        {
            await Child.RunAsync("npm", ["ci", "--prefix", Layout.Node, "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel", "error"]);
        }

        _nodeReady = true;
        return await Child.RunAsync("node", [Path.Combine(Layout.Node, "deliver.mjs"), address, rows, Text(concurrency)]);
    }

    /// <summary>A table read raw: kind is xlsx (ExcelDataReader) or csv (Sylvan.Data.Csv).</summary>
    public static Task<ChildResult> ReadAsync(string kind, string file) => Child.RunAsync(Layout.DotNet, [Layout.Peers, kind, file]);

    /// <summary>The same table through the module's own reader, as raw, or turned into updates in sequence.</summary>
    public static Task<ChildResult> ReadWithEngineAsync(string what, string file) => Child.RunAsync(Layout.DotNet, [Layout.Tables, what, file]);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
