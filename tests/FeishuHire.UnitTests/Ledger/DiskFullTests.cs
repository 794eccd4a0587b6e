using System;
using System.Diagnostics;
using System.IO;
using System.Threading.Tasks;
using FeishuHire.Engine.Ledger;
using FeishuHire.Errors;
using Xunit;

namespace FeishuHire.UnitTests.Ledger;

/// <summary>A disk that is really full: a file system of a few hundred kilobytes.</summary>
public sealed class DiskFullTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("feishu-full-").FullName;
    private readonly bool _mounted;

    public DiskFullTests()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "Mounting a small file system needs Linux and its administrator; LedgerOpenTests fills a ledger everywhere.");
        _mounted = Run("mount", "-t", "tmpfs", "-o", "size=300k", "tmpfs", _folder);
        Assert.SkipUnless(_mounted, "This container may not mount a file system; LedgerOpenTests fills a ledger everywhere.");
    }

    public void Dispose()
    {
        if (_mounted)
        {
            Run("umount", _folder);
        }

        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_full_disk_is_named_and_what_was_recorded_stays()
    {
        string path = Path.Combine(_folder, "ledger.db");
        string ballast = Path.Combine(_folder, "ballast");
        File.WriteAllBytes(ballast, new byte[64 * 1024]);
        int recorded = 0;
        using (SqliteLedger ledger = SqliteLedger.Open(path, LedgerOpenMode.Default, LedgerFolder.Realm))
        {
            FeishuHireException failure = await Assert.ThrowsAsync<FeishuHireException>(async () =>
            {
                for (; recorded < 10_000; recorded++)
                {
                    await Record(ledger, recorded);
                }
            });
            Assert.Equal(ErrorId.LedgerFull, failure.ErrorId);
            Assert.True(recorded > 0);
            Assert.Equal(recorded, ledger.ReadOrder(Entries.Order).Entries.Count);

            // Room is made: the same ledger goes on.
            File.Delete(ballast);
            await Record(ledger, recorded++);
        }

        using SqliteLedger again = SqliteLedger.Open(path, LedgerOpenMode.MustExist, LedgerFolder.Realm);
        Assert.Equal(recorded, again.ReadOrder(Entries.Order).Entries.Count);
    }

    [Fact]
    public void A_ledger_that_does_not_even_fit_is_full()
    {
        File.WriteAllBytes(Path.Combine(_folder, "ballast"), new byte[290 * 1024]);
        FeishuHireException failure = Assert.Throws<FeishuHireException>(() => SqliteLedger.Open(Path.Combine(_folder, "ledger.db"), LedgerOpenMode.Default, LedgerFolder.Realm));
        Assert.Equal(ErrorId.LedgerFull, failure.ErrorId);
    }

    private static Task Record(SqliteLedger ledger, int stage) =>
        ledger.RecordOutcomeAsync(Entries.Stage("S" + stage, BgCheckDeliveryStatus.Delivered), "b");

    private static bool Run(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
