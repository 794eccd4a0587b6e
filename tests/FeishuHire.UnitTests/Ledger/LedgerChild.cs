using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Reflection;

namespace FeishuHire.UnitTests.Ledger;

/// <summary>Processes beside this one.</summary>
internal static class LedgerChild
{
    private static readonly string Program = typeof(LedgerChild).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "LedgerChild").Value!;

    /// <summary>Starts tests/FeishuHire.LedgerChild; killed, if it still runs, when it is disposed by the caller.</summary>
    public static Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", ["exec", Program, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
            RedirectStandardError = true,
        };
        return Process.Start(start)!;
    }

    /// <summary>Runs it to its end.</summary>
    /// <returns>Its exit code.</returns>
    public static int Run(params string[] arguments)
    {
        using Process child = Start(arguments);
        string errors = child.StandardError.ReadToEnd();
        child.WaitForExit();
        return errors.Length == 0 ? child.ExitCode : throw new InvalidOperationException(errors);
    }

    /// <summary>Reads a file that this process has open through SQLite.</summary>
    public static byte[] ReadFile(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var copy = new MemoryStream();
            file.CopyTo(copy);
            return copy.ToArray();
        }

        using Process cat = Process.Start(new ProcessStartInfo("cat", [path]) { UseShellExecute = false, RedirectStandardOutput = true })!;
        using var bytes = new MemoryStream();
        cat.StandardOutput.BaseStream.CopyTo(bytes);
        cat.WaitForExit();
        return bytes.ToArray();
    }
}
