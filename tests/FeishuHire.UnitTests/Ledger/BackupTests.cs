using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using FeishuHire.Engine.Ledger;
using FeishuHire.Errors;
using Xunit;

namespace FeishuHire.UnitTests.Ledger;

/// <summary>A ledger is whole between runs, and comes back from a backup as it was.</summary>
public sealed class BackupTests : IDisposable
{
    private readonly LedgerFolder _folder = new();

    private string Backup => _folder.File("ledger.backup");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Between_runs_a_copy_of_the_file_is_whole()
    {
        using SqliteLedger ledger = _folder.Open();
        using (await LedgerFolder.Enter(ledger))
        {
            await Deliver(ledger, "S1");
        }

        // Still open, as in a process that just ends.
        string copy = _folder.File("copy.db");
        File.WriteAllBytes(copy, LedgerChild.ReadFile(_folder.Path));
        File.WriteAllBytes(HashKeyFile.PathFor(copy), LedgerChild.ReadFile(HashKeyFile.PathFor(_folder.Path)));
        using SqliteLedger other = SqliteLedger.Open(copy, LedgerOpenMode.MustExist, LedgerFolder.Realm);
        Assert.False(other.HashKeyLost);
        Assert.Equal(BgCheckDeliveryStatus.Delivered, Assert.Single(other.ReadOrder(Entries.Order).Entries).Status);
    }

    [Fact]
    public async Task What_was_backed_up_comes_back_with_its_key_as_a_new_generation()
    {
        ulong hash;
        using (SqliteLedger ledger = _folder.Open())
        {
            Assert.Null(ledger.BackupAt);
            hash = ledger.NameHash("已安排");
            using (await LedgerFolder.Enter(ledger))
            {
                await Deliver(ledger, "S1");
                await ledger.RecordReadingAsync([(Entries.Order, new OrderReading { ReadAt = 5, LastShownTime = 4, Status = 2 })]);
                Assert.Equal(new OrderReading { ReadAt = 5, LastShownTime = 4, Status = 2, IsCurrent = true }, ledger.ReadOrder(Entries.Order).Reading);
                await ledger.BackupAsync(Backup);
                await ledger.BackupAsync(Backup);
                Assert.NotNull(ledger.BackupAt);
            }
        }

        foreach (string file in _folder.Files().Where(file => file != Backup))
        {
            File.Delete(file);
        }

        SqliteLedger.Restore(Backup, _folder.Path, force: false);
        using SqliteLedger restored = _folder.Open(LedgerOpenMode.MustExist);
        Assert.True(restored.IsRestored);
        Assert.False(restored.HashKeyLost);
        Assert.Equal(hash, restored.NameHash("已安排"));
        Assert.NotNull(restored.BackupAt);
        OrderHistory order = restored.ReadOrder(Entries.Order);
        Assert.Single(order.Entries);
        Assert.Equal((5L, false), (order.Reading!.ReadAt, order.Reading.IsCurrent));
        await restored.RecordReadingAsync([(Entries.Order, new OrderReading { ReadAt = 6 })]);
        Assert.True(restored.ReadOrder(Entries.Order).Reading!.IsCurrent);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Backup));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_folder.Path));
        }
    }

    [Fact]
    public async Task A_ledger_with_newer_entries_is_replaced_only_by_force()
    {
        using (SqliteLedger ledger = _folder.Open())
        {
            await Deliver(ledger, "S1");
            await ledger.BackupAsync(Backup);
            await ledger.RecordOutcomeAsync(Entries.Stage("S2", BgCheckDeliveryStatus.Delivered) with { ChangedAt = Entries.Noon + 1 }, "b");
        }

        Assert.Equal(ErrorId.InvalidField, Refused(() => SqliteLedger.Restore(Backup, _folder.Path, force: false)));
        Assert.Equal(2, Stages());
        SqliteLedger.Restore(Backup, _folder.Path, force: true);
        Assert.Equal(1, Stages());
    }

    [Fact]
    public async Task A_ledger_in_use_is_not_replaced()
    {
        using SqliteLedger ledger = _folder.Open();
        await Deliver(ledger, "S1");
        await ledger.BackupAsync(Backup);
        Assert.Equal(ErrorId.LedgerBusy, Refused(() => SqliteLedger.Restore(Backup, _folder.Path, force: true)));
        await Deliver(ledger, "S2");
        Assert.Equal(2, ledger.ReadOrder(Entries.Order).Entries.Count);
    }

    [Fact]
    public async Task An_old_log_beside_the_file_does_not_get_into_the_new_ledger()
    {
        byte[] wal;
        byte[] main;
        using (SqliteLedger ledger = _folder.Open())
        {
            await Deliver(ledger, "S1");
            await ledger.BackupAsync(Backup);
            await Deliver(ledger, "S2");
            wal = LedgerChild.ReadFile(_folder.Path + "-wal");
            main = LedgerChild.ReadFile(_folder.Path);
        }

        // As after a crash: what came last is in the log only.
        File.WriteAllBytes(_folder.Path, main);
        File.WriteAllBytes(_folder.Path + "-wal", wal);
        SqliteLedger.Restore(Backup, _folder.Path, force: true);
        Assert.False(File.Exists(_folder.Path + "-wal"));
        Assert.Equal(1, Stages());
    }

    [Fact]
    public async Task A_damaged_ledger_is_replaced_by_force()
    {
        using (SqliteLedger ledger = _folder.Open())
        {
            await Deliver(ledger, "S1");
            await ledger.BackupAsync(Backup);
        }

        File.WriteAllText(_folder.Path, new string('x', 9_000));
        Assert.Equal(ErrorId.LedgerUnusable, Refused(() => SqliteLedger.Restore(Backup, _folder.Path, force: false)));
        SqliteLedger.Restore(Backup, _folder.Path, force: true);
        Assert.Equal(1, Stages());
    }

    [Fact]
    public async Task Nothing_but_a_backup_is_replaced_by_one_or_restored()
    {
        using (SqliteLedger ledger = _folder.Open())
        {
            await Deliver(ledger, "S1");
            FeishuHireException refused = await Assert.ThrowsAsync<FeishuHireException>(() => ledger.BackupAsync(_folder.Path));
            Assert.Equal(ErrorId.InvalidField, refused.ErrorId);
            File.WriteAllText(Backup, "a letter");
            refused = await Assert.ThrowsAsync<FeishuHireException>(() => ledger.BackupAsync(Backup));
            Assert.Equal(ErrorId.InvalidField, refused.ErrorId);
            Assert.Equal("a letter", File.ReadAllText(Backup));
        }

        Assert.Equal(ErrorId.InvalidField, Refused(() => SqliteLedger.Restore(Backup, _folder.Path, force: true)));
        Assert.Equal(ErrorId.InvalidField, Refused(() => SqliteLedger.Restore(_folder.Path, _folder.File("new.db"), force: true)));
        Assert.Equal(ErrorId.InvalidField, Refused(() => SqliteLedger.Restore(_folder.File("none"), _folder.Path, force: true)));
        Assert.Equal(1, Stages());
    }

    [Fact]
    public async Task A_backup_is_no_ledger()
    {
        using (SqliteLedger ledger = _folder.Open())
        {
            await ledger.BackupAsync(Backup);
        }

        FeishuHireException refused = Assert.Throws<FeishuHireException>(() => SqliteLedger.Open(Backup, LedgerOpenMode.MustExist, LedgerFolder.Realm));
        Assert.Equal(ErrorId.LedgerUnusable, refused.ErrorId);
    }

    private static Task Deliver(SqliteLedger ledger, string stage) =>
        ledger.RecordOutcomeAsync(Entries.Stage(stage, BgCheckDeliveryStatus.Delivered), "b");

    private static string Refused(Action action) => Assert.Throws<FeishuHireException>(action).ErrorId;

    private int Stages()
    {
        using SqliteLedger ledger = _folder.Open(LedgerOpenMode.MustExist);
        return ledger.ReadOrder(Entries.Order).Entries.Count;
    }
}
