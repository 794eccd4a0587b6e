using System;
using System.IO;
using System.Linq;
using System.Reflection;

namespace FeishuHire.Bench.Harness;

/// <summary>Where everything lies that the bench starts.</summary>
internal static class Layout
{
    public static string Root { get; } = Fact("RepoRoot");

    public static string Configuration { get; } = Fact("Configuration");

    public static string ModuleRoot { get; } = Fact("ModuleRoot");

    public static string Manifest { get; } = Path.Combine(ModuleRoot, "FeishuHire.psd1");

    public static string Peers { get; } = Built("bench/FeishuHire.BenchPeers");

    public static string Tables { get; } = Built("bench/FeishuHire.BenchTables");

    /// <summary>The unit tests: some of them with more cases are a row of the bench.</summary>
    public static string UnitTests { get; } = Built("tests/FeishuHire.UnitTests");

    /// <summary>The pwsh.dll that runs the scripts, of the version that .config/dotnet-tools.json pins.</summary>
    public static string Shell { get; } = Fact("Shell");

    public static string Node { get; } = Path.Combine(Root, "bench", "node");

    public static string Results { get; } = Path.Combine(Root, "bench", "RESULTS.md");

    /// <summary>The dotnet that runs this.</summary>
    public static string DotNet { get; } = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    public static string Script(string name) => Path.Combine(Root, "bench", "scripts", name);

    /// <summary>The module in out/ must be the optimised one, whoever built there last.</summary>
    /// <exception cref="InvalidOperationException">It is not.</exception>
    public static void RequireRelease()
    {
        (string Shipped, string Source)[] pairs =
        [
            ("core/FeishuHire.dll", "src/FeishuHire/bin/Release/net8.0/FeishuHire.dll"),
            ("core/FeishuHire.Model.dll", "src/FeishuHire.Model/bin/Release/netstandard2.0/FeishuHire.Model.dll"),
            ("core/deps/FeishuHire.Engine.dll", "src/FeishuHire.Engine/bin/Release/netstandard2.0/FeishuHire.Engine.dll"),
        ];
        foreach ((string shipped, string source) in pairs)
        {
            string built = Path.Combine(Root, source);
            if (Configuration != "Release" || !File.Exists(built)
                || !File.ReadAllBytes(built).AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(ModuleRoot, shipped))))
            {
                throw new InvalidOperationException($"out/ does not hold the Release build of {shipped}: run with -c Release, and build nothing else meanwhile.");
            }
        }
    }

    private static string Built(string project) =>
        Path.Combine(Root, project, "bin", Configuration, "net10.0", Path.GetFileName(project) + ".dll");

    private static string Fact(string key) =>
        typeof(Layout).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!;
}
