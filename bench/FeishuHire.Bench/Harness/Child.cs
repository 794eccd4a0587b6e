using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace FeishuHire.Bench.Harness;

/// <summary>Runs one program to its end.</summary>
internal static class Child
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>What it prints about itself.</summary>
    /// <exception cref="InvalidOperationException">It failed, or did not end.</exception>
    public static async Task<ChildResult> RunAsync(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        (double wall, string text) = await StartAsync(program, arguments, environment);
        string? line = text.Split('\n').LastOrDefault(l => l.StartsWith("BENCH ", StringComparison.Ordinal));
        return new ChildResult(wall, line is null ? new Dictionary<string, double>() : ChildResult.Parse(line.TrimEnd()));
    }

    /// <summary>All that it prints.</summary>
    /// <exception cref="InvalidOperationException">It failed, or did not end.</exception>
    public static async Task<string> SayAsync(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null) =>
        (await StartAsync(program, arguments, environment)).Text;

    private static async Task<(double Wall, string Text)> StartAsync(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Layout.Root,
        };

        // Whatever the person who measures has set up for Feishu is none of the bench's business.
        foreach (string name in start.Environment.Keys.Where(name => name.StartsWith("FEISHU_", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["PSModulePath"] = Path.Combine(Layout.Root, "out");
        start.Environment["POWERSHELL_TELEMETRY_OPTOUT"] = "1";
        start.Environment["POWERSHELL_UPDATECHECK"] = "Off";
        foreach ((string name, string value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        Stopwatch watch = Stopwatch.StartNew();
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        using CancellationTokenSource limit = new(Patience);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
        }

        double wall = watch.Elapsed.TotalSeconds;
        string text = await output;
        string trouble = await error;
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', start.ArgumentList)} ended with {process.ExitCode}.\n{text}\n{trouble}");
        }

        if (trouble.Length > 0)
        {
            await Console.Error.WriteLineAsync(trouble.TrimEnd());
        }

        return (wall, text);
    }
}
