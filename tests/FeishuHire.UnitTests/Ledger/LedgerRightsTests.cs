using System;
using System.IO;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Threading;
using System.Threading.Tasks;
using FeishuHire.Engine.Ledger;
using FeishuHire.Errors;
using Xunit;

namespace FeishuHire.UnitTests.Ledger;

/// <summary>Who may read a ledger, and places that this account may not write to. An administrator may write anywhere, so there the tests give that
/// right up for their own thread.</summary>
[SupportedOSPlatform("linux")]
public sealed class LedgerRightsTests : IDisposable
{
    private const int Nobody = 65534;
    private readonly LedgerFolder _folder = new();

    public LedgerRightsTests() => Assert.SkipUnless(OperatingSystem.IsLinux(), "Takes rights away with Linux's modes and setfsuid.");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_file_is_its_owners_only()
    {
        using SqliteLedger ledger = _folder.Open();
        using IDisposable turn = await LedgerFolder.Enter(ledger);
        await ledger.RecordIntentAsync(Entries.Stage("S1"), "b", CancellationToken.None);
        string[] files = _folder.Files();
        Assert.Contains(files, f => f.EndsWith(".key", StringComparison.Ordinal));
        Assert.Contains(files, f => f.EndsWith("-wal", StringComparison.Ordinal));
        Assert.Contains(files, f => f.EndsWith(".lock", StringComparison.Ordinal));
        Assert.All(files, f => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(f)));
    }

    [Fact]
    public void A_ledger_that_may_only_be_read_is_unusable()
    {
        _folder.Open().Dispose();
        File.SetUnixFileMode(Folder, (UnixFileMode)0x1FF);
        File.SetUnixFileMode(HashKeyFile.PathFor(_folder.Path), (UnixFileMode)0x124);
        File.SetUnixFileMode(_folder.Path, (UnixFileMode)0x124);
        (string Id, string? Detail) refused = default;
        AsSomebodyElse(() => refused = Refused());
        Assert.Equal((ErrorId.LedgerUnusable, LedgerDetail.ReadOnly), refused);
    }

    [Fact]
    public void A_ledger_that_may_not_even_be_read_is_unusable()
    {
        _folder.Open().Dispose();
        File.SetUnixFileMode(Folder, (UnixFileMode)0x1ED);
        File.SetUnixFileMode(_folder.Path, UnixFileMode.None);
        (string Id, string? Detail) refused = default;
        AsSomebodyElse(() => refused = Refused());
        Assert.Equal((ErrorId.LedgerUnusable, LedgerDetail.NoAccess), refused);
    }

    [Fact]
    public void A_new_ledger_in_a_folder_that_may_not_be_written_is_unusable()
    {
        File.SetUnixFileMode(Folder, (UnixFileMode)0x16D);
        (string Id, string? Detail) refused = default;
        AsSomebodyElse(() => refused = Refused());
        Assert.Equal((ErrorId.LedgerUnusable, LedgerDetail.NoAccess), refused);
    }

    [Fact]
    public void A_restored_copy_that_all_may_read_is_taken_back()
    {
        _folder.Open().Dispose();
        File.SetUnixFileMode(_folder.Path, (UnixFileMode)0x1A4);
        _folder.Open().Dispose();
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_folder.Path));
    }

    private string Folder => Path.GetDirectoryName(_folder.Path)!;

    private (string Id, string? Detail) Refused() => _folder.Refused(LedgerOpenMode.Default);

    /// <summary>Does something as an account that has no rights to spare, on this thread.</summary>
    internal static void AsSomebodyElse(Action action)
    {
        bool administrator = Environment.IsPrivilegedProcess;
        if (administrator)
        {
            _ = SetFileSystemUser(Nobody);
        }

        try
        {
            action();
        }
        finally
        {
            if (administrator)
            {
                _ = SetFileSystemUser(0);
            }
        }
    }

    // Of the calling thread alone: other tests keep their rights.
    [DllImport("libc", EntryPoint = "setfsuid")]
    private static extern int SetFileSystemUser(int user);
}
