using System;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using FeishuHire.Engine.Ledger;
using FeishuHire.Errors;
using Microsoft.Data.Sqlite;
using Xunit;

namespace FeishuHire.UnitTests.Ledger;

/// <summary>A ledger that 0.1.0 made (data/ledger-0.1.0.db) goes on: three stages of one order delivered and purged, two of
/// another delivered a millisecond apart and one abandoned, one of a third not sent.</summary>
public sealed class MigrationTests : IDisposable
{
    private const string Purged = "6931286400470354183";
    private const string Order = "6931286400470354191";
    private const string Realm = "Sandbox";

    private readonly LedgerFolder _folder = new();

    public MigrationTests()
    {
        File.Copy(Data("ledger-0.1.0.db"), _folder.Path);
        File.Copy(Data("ledger-0.1.0.db.key"), HashKeyFile.PathFor(_folder.Path));
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_it_knew_it_still_knows()
    {
        using SqliteLedger ledger = _folder.Open(LedgerOpenMode.MustExist, Realm);
        Assert.False(ledger.Created);
        Assert.False(ledger.HashKeyLost);
        Assert.False(ledger.IsRestored);
        OrderHistory order = ledger.ReadOrder(Order);
        LedgerEntry[] stages = [.. order.Entries.OrderBy(e => e.StageId, StringComparer.Ordinal)];
        Assert.Equal(["S1", "S2", "S3"], stages.Select(e => e.StageId));
        Assert.Equal([BgCheckDeliveryStatus.Delivered, BgCheckDeliveryStatus.Delivered, BgCheckDeliveryStatus.Abandoned], stages.Select(e => e.Status));
        Assert.Equal(1, stages[1].SentTime - stages[1].SourceTime);
        Assert.Equal("somebody@computer", stages[2].SettledBy);
        Assert.All(stages, e => Assert.Equal((BgCheckDeliveryKind.Progress, false, 0L, null), (e.Kind, e.ReadBack, e.ToldAt, e.NameHash)));
        Assert.Null(order.Reading);
        Assert.Null(order.Forgotten);
        Assert.Equal(2, ledger.ReadRuns(0).Count);
        Assert.Equal(0, ledger.CountOpenOrders());
    }

    [Fact]
    public void Its_content_hashes_and_purge_marks_stay_valid()
    {
        using SqliteLedger ledger = _folder.Open(LedgerOpenMode.MustExist, Realm);
        LedgerEntry first = ledger.ReadOrder(Order).Entries.Single(e => e.StageId == "S1");
        Assert.True(first.Content!.Covers(ledger.Fingerprint(new BgCheckProgress { StageName = "已安排", Result = "" })));
        Assert.False(first.Content!.Covers(ledger.Fingerprint(new BgCheckProgress { StageName = "核实中", Result = "" })));
        OrderHistory purged = ledger.ReadOrder(Purged);
        Assert.Empty(purged.Entries);
        Assert.All(["S1", "S2", "S3"], stage => Assert.True(purged.Forgotten!.Contains(ledger.Mark(stage))));
        Assert.False(purged.Forgotten!.Contains(ledger.Mark("S4")));
        Assert.Equal(1, purged.Forgotten.SourceTime - purged.Forgotten.SentTime);
    }

    [Fact]
    public void While_a_run_of_it_is_active_it_stays_what_it_was()
    {
        string held = _folder.Path + ".0123456789ABCDEF.lock";
        using (LockFile.TryTake(held, exclusive: true))
        {
            Assert.Equal(ErrorId.AnotherRunActive, _folder.Refused().Id);
            Assert.Equal(1, Version());
        }

        _folder.Open(LedgerOpenMode.MustExist, Realm).Dispose();
        Assert.Equal(2, Version());
    }

    [Fact]
    public void On_a_failure_it_stays_what_it_was()
    {
        using (SqliteConnection raw = _folder.OpenRaw())
        {
            // In the way of the last table that the step makes.
            Sql.Run(raw, "CREATE TABLE run_1(x)");
        }

        string before = Dump();
        Assert.Equal(ErrorId.LedgerUnusable, _folder.Refused().Id);
        Assert.Equal(before, Dump());
        Assert.Equal(1, Version());
        using (SqliteConnection raw = _folder.OpenRaw())
        {
            Sql.Run(raw, "DROP TABLE run_1");
        }

        using SqliteLedger ledger = _folder.Open(LedgerOpenMode.MustExist, Realm);
        Assert.Equal(3, ledger.ReadOrder(Order).Entries.Count);
    }

    [Fact]
    public async Task A_lost_key_takes_the_hashes_of_names_with_it()
    {
        using (SqliteLedger ledger = _folder.Open(LedgerOpenMode.MustExist, Realm))
        {
            await ledger.RecordOutcomeAsync(Entries.Stage("N", BgCheckDeliveryStatus.Delivered) with { NameHash = ledger.NameHash("已安排") }, "b");
            Assert.Equal(ledger.NameHash(" 已安排 "), ledger.ReadOrder(Entries.Order).Entries.Single().NameHash);
        }

        File.Delete(HashKeyFile.PathFor(_folder.Path));
        using SqliteLedger without = _folder.Open(LedgerOpenMode.MustExist, Realm);
        Assert.True(without.HashKeyLost);
        Assert.Null(without.ReadOrder(Entries.Order).Entries.Single().NameHash);
    }

    private long Version()
    {
        using SqliteConnection raw = _folder.OpenRaw();
        return Sql.Number(raw, "PRAGMA user_version");
    }

    private string Dump()
    {
        using SqliteConnection raw = _folder.OpenRaw();
        return string.Join('\n', Sql.Read(raw, "SELECT name || coalesce(sql, '') FROM sqlite_master ORDER BY name", row => row.GetString(0)))
            + string.Join('\n', Sql.Read(raw, "SELECT order_id || stage_id || status || hex(content) FROM delivery", row => row.GetString(0)));
    }

    private static string Data(string name, [CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "data", name);
}
