using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;

namespace FeishuHire.Bench.Harness;

/// <summary>Where the figures come from.</summary>
internal static class Machine
{
    public static string Describe()
    {
        double gib = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (double)(1 << 30);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Environment.ProcessorCount} × {Processor()}, {gib:0} GiB, {RuntimeInformation.OSDescription} ({RuntimeInformation.ProcessArchitecture}), {RuntimeInformation.FrameworkDescription}, node {Version("node")}, PowerShell {Version(Layout.DotNet, Layout.Shell)}");
    }

    /// <summary>The load average of the last minute, where the system tells it: other work spoils times.</summary>
    public static string Load() => OperatingSystem.IsLinux() ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";

    private static string Processor()
    {
        if (!OperatingSystem.IsLinux())
        {
            return Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER") ?? "unknown processor";
        }

        string? line = File.ReadLines("/proc/cpuinfo").FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal));
        return line is null ? "unknown processor" : line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
    }

    private static string Version(string program, params string[] arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(program, [.. arguments, "--version"]) { UseShellExecute = false, RedirectStandardOutput = true })!;
            string text = process.StandardOutput.ReadToEnd().Trim();
            process.WaitForExit();
            return text.Replace("PowerShell ", string.Empty, StringComparison.Ordinal);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "none";
        }
    }
}
