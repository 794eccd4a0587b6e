using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using FeishuHire.ModuleTests.Commands;
using FeishuHire.ModuleTests.Harness;
using FeishuHire.UnitTests.Connection;
using Xunit;

namespace FeishuHire.ModuleTests.Desktop;

/// <summary>The desktop build at work on a runtime that is not .NET: tokens, delivery, the ledger with its native library,
/// a workbook. mono stands in for .NET Framework; it is not it: it does not enforce assembly versions
/// (<see cref="DesktopReferenceTests"/> does), and its network stack is its own.</summary>
public sealed class MonoTests : IDisposable
{
    private const int AtOnce = 8;

    private readonly string _folder = Directory.CreateTempSubdirectory("feishu-mono-").FullName;

    [Fact]
    public async Task The_desktop_build_delivers_a_sheet_and_remembers_it()
    {
        Assert.SkipUnless(Mono() is not null, "mono is not installed (Debian: mono-devel); the desktop build was not run.");
        await using TokenServer server = await TokenServer.StartAsync();

        // Each answer that waits blocks a thread, and on a busy machine the pool adds one only now and then.
        ThreadPool.SetMinThreads(32, 32);

        // More than the two connections that .NET Framework grants a host by default: four calls wait for each other.
        using CountdownEvent together = new(4);
        bool met = true;
        server.Instead = (path, _, number) =>
        {
            if (path != UpdateSession.Path)
            {
                return null;
            }

            if (number <= 4)
            {
                together.Signal();
                met &= together.Wait(TimeSpan.FromSeconds(30));
            }

            return (200, """{"code":0,"msg":"success","data":{}}""");
        };

        (int exit, string output) = await RunAsync(
            Repo.DesktopChild, Path.Combine(Repo.Module, "desktop"), server.BaseUri.ToString(), Path.Combine(_folder, "ledger.db"), Repo.Example("data", "updates.xlsx"), AtOnce.ToString(System.Globalization.CultureInfo.InvariantCulture));

        Assert.True(exit == 0, output);
        Assert.True(met, "four calls were never under way together: " + output);
        string[] runs = [.. output.Split('\n').Where(line => line.StartsWith("RUN ", StringComparison.Ordinal)).Select(line => line.Trim())];
        Assert.Equal(
            [
                "RUN 1 rows=44 delivered=41 already=0 failed=0 calls=41 end=Completed",
                "RUN 2 rows=44 delivered=0 already=41 failed=0 calls=0 end=Completed",
            ],
            runs);
        Assert.Equal(41, server.Bodies(UpdateSession.Path).Count);
        Assert.Equal(2, server.Count(TokenServer.Custom));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string? Mono() => (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, "mono")).FirstOrDefault(File.Exists);

    private static async Task<(int Exit, string Output)> RunAsync(params string[] arguments)
    {
        ProcessStartInfo start = new(Mono()!, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };

        // The desktop build ships SQLite for Windows only; here the one of this system takes its place.
        start.Environment["LD_LIBRARY_PATH"] = Path.Combine(Repo.Module, "core", "deps", "runtimes", System.Runtime.InteropServices.RuntimeInformation.RuntimeIdentifier.Split('-') is [_, var architecture] ? "linux-" + architecture : "linux-x64", "native");
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        using CancellationTokenSource limit = new(TimeSpan.FromMinutes(3));
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
        }

        return (process.ExitCode, await output + await error);
    }
}
