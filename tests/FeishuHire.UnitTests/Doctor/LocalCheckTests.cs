using System;
using System.IO;
using System.Linq;
using System.Runtime.Versioning;
using System.Threading.Tasks;
using FeishuHire.Engine.Connection;
using FeishuHire.Engine.Doctor;
using FeishuHire.Engine.Ledger;
using FeishuHire.UnitTests.Ledger;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;
using Xunit;
using static FeishuHire.FeishuHireCheckStatus;

namespace FeishuHire.UnitTests.Doctor;

/// <summary>The ledger, its backup and the folder of the results, each spoilt in its way. Nothing is made and nothing changes.</summary>
public sealed class LocalCheckTests : IDisposable
{
    private readonly LedgerFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(true, false, Failed)]
    [InlineData(true, true, Passed)]
    [InlineData(false, false, Warning)]
    public void A_ledger_that_is_missing_is_not_made(bool named, bool asked, FeishuHireCheckStatus status)
    {
        FeishuHireCheck found = Ledger(new LedgerLocation(_folder.File("new/ledger.db"), named), newLedger: asked);
        Assert.Equal(status, found.Status);
        Assert.Contains("ledger.db", found.Detail, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(Path.GetDirectoryName(_folder.Path)!));
    }

    [Theory]
    [InlineData(LedgerDetail.NetworkShare)]
    [InlineData(LedgerDetail.NotAFullPath)]
    public void A_place_that_no_ledger_may_have_fails(string detail)
    {
        LocalChecks checks = new(Request(_ => throw LedgerErrors.NotAllowed(@"\\server\share\ledger.db", detail)));
        FeishuHireCheck found = checks.Ledger()[0];
        Assert.Equal(Failed, found.Status);
        Assert.Contains(@"\\server\share\ledger.db", found.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("damaged")]
    [InlineData("no database")]
    [InlineData("another program's")]
    [InlineData("newer")]
    [InlineData("empty")]
    [InlineData("a folder")]
    public void A_ledger_that_is_spoilt_fails_and_stays_as_it_is(string how)
    {
        _folder.Open().Dispose();
        switch (how)
        {
            case "damaged":
                byte[] bytes = File.ReadAllBytes(_folder.Path);
                bytes.AsSpan(4096, 2048).Fill(0x5A);
                File.WriteAllBytes(_folder.Path, bytes);
                break;
            case "no database":
                File.WriteAllText(_folder.Path, "background_check_id,stage_id\n" + new string('x', 500));
                break;
            case "another program's":
                Do("PRAGMA application_id=7");
                break;
            case "newer":
                Do("PRAGMA user_version=99");
                break;
            case "empty":
                File.Delete(_folder.Path);
                File.WriteAllBytes(_folder.Path, []);
                break;
            default:
                File.Delete(_folder.Path);
                Directory.CreateDirectory(_folder.Path);
                break;
        }

        string before = Content();
        FeishuHireCheck[] found = [.. new LocalChecks(Request(_ => new LedgerLocation(_folder.Path, Named: true))).Ledger()];
        Assert.Equal((Failed, Skipped), (found[0].Status, found[1].Status));
        Assert.Equal(before, Content());
    }

    [Fact]
    [SupportedOSPlatform("linux")]
    public void A_ledger_that_may_only_be_read_fails()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Takes rights away with Linux's modes and setfsuid.");
        _folder.Open().Dispose();
        string folder = Path.GetDirectoryName(_folder.Path)!;
        File.SetUnixFileMode(folder, (UnixFileMode)0x1FF);
        File.SetUnixFileMode(_folder.Path, (UnixFileMode)0x124);
        FeishuHireCheck? found = null;
        LedgerRightsTests.AsSomebodyElse(() => found = Ledger(new LedgerLocation(_folder.Path, Named: true)));
        Assert.Equal(Failed, found!.Status);

        // Nor where a new one cannot be made.
        File.SetUnixFileMode(folder, (UnixFileMode)0x16D);
        LedgerRightsTests.AsSomebodyElse(() => found = Ledger(new LedgerLocation(_folder.File("other.db"), Named: false)));
        Assert.Equal(Failed, found!.Status);
    }

    [Fact]
    public void A_lost_key_is_told_and_not_replaced()
    {
        _folder.Open().Dispose();
        File.Delete(HashKeyFile.PathFor(_folder.Path));
        Assert.Equal(Warning, Ledger(new LedgerLocation(_folder.Path, Named: true)).Status);
        Assert.False(File.Exists(HashKeyFile.PathFor(_folder.Path)));
    }

    [Fact]
    public void A_ledger_that_another_program_is_writing_is_told()
    {
        _folder.Open().Dispose();
        using SqliteConnection other = _folder.OpenRaw();
        Run(other, "BEGIN IMMEDIATE");
        Assert.Equal(Warning, Ledger(new LedgerLocation(_folder.Path, Named: true)).Status);
    }

    [Theory]
    [InlineData(null, Warning)]
    [InlineData(8, Warning)]
    [InlineData(6, Passed)]
    public async Task A_backup_has_an_age(int? days, FeishuHireCheckStatus status)
    {
        var clock = new FakeTimeProvider(DateTimeOffset.FromUnixTimeMilliseconds(Entries.Noon));
        using (SqliteLedger ledger = _folder.Open(options: new LedgerOptions { Clock = clock }))
        {
            await ledger.RecordAsync([Entries.Stage("S1", BgCheckDeliveryStatus.Delivered)]);
            if (days is int age)
            {
                await ledger.BackupAsync(_folder.File("a.backup"));
                clock.Advance(TimeSpan.FromDays(age));
            }
        }

        FeishuHireCheck found = new LocalChecks(Request(_ => new LedgerLocation(_folder.Path, Named: true), clock)).Ledger()[1];
        Assert.Equal(status, found.Status);
        Assert.Contains(days?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "never", found.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Results_go_to_a_folder_that_is_there_or_can_be_made()
    {
        string there = Path.GetDirectoryName(_folder.Path)!;
        File.WriteAllText(_folder.File("file"), "x");
        Assert.Equal(Passed, Results(there).Status);
        Assert.Equal(Passed, Results(Path.Combine(there, "a", "b")).Status);
        Assert.Equal(Failed, Results(_folder.File("file")).Status);
        Assert.Equal(Failed, Results(_folder.File("file/below")).Status);
        Assert.Equal([_folder.File("file")], Directory.GetFileSystemEntries(there));
    }

    private static DoctorRequest Request(Func<string?, LedgerLocation> locate, TimeProvider? clock = null, bool newLedger = false) => new()
    {
        Options = new ConnectionOptions { Clock = clock ?? TimeProvider.System, NewLedger = newLedger },
        PowerShell = "5.1 Desktop",
        Module = "0.2.0",
        Locate = locate,
    };

    private static FeishuHireCheck Ledger(LedgerLocation place, bool newLedger = false) => new LocalChecks(Request(_ => place, newLedger: newLedger)).Ledger()[0];

    private static FeishuHireCheck Results(string path) =>
        new LocalChecks(new DoctorRequest { Options = new ConnectionOptions(), PowerShell = "", Module = "", ResultPath = path }).Results();

    private static void Run(SqliteConnection connection, string text)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }

    private void Do(string text)
    {
        using SqliteConnection raw = _folder.OpenRaw();
        Run(raw, text);
        Run(raw, "PRAGMA wal_checkpoint(TRUNCATE)");
    }

    private string Content() => File.Exists(_folder.Path) ? Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(_folder.Path))) : "-";
}
