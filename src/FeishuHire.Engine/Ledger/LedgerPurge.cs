using System.Collections.Generic;
using System.Linq;
using Microsoft.Data.Sqlite;

namespace FeishuHire.Engine.Ledger;

/// <summary>What a purge did.</summary>
/// <param name="Removed">Entries that the ledger has forgotten.</param>
/// <param name="Kept">Entries as old that it keeps because they are open.</param>
public sealed record LedgerPurge(int Removed, int Kept)
{
    private const string Old = "FROM delivery WHERE realm=$realm AND changed_at<$before";
    private const string DeliveredStage = "status=1 AND kind=0 AND stage_id<>''";

    /// <summary>Whether an entry that is not open stays all the same: nobody else knows that it is never to be sent, and a result
    /// or a cancellation leaves no mark.</summary>
    internal static bool IsKept(LedgerEntry entry) =>
        entry.Status == BgCheckDeliveryStatus.Abandoned || (entry.Status == BgCheckDeliveryStatus.Delivered && entry.Kind != BgCheckDeliveryKind.Progress);

    /// <summary>Forgets what changed before a time, in a transaction.</summary>
    internal static LedgerPurge Apply(SqliteConnection connection, string realm, uint keyTag, ContentHasher hasher, long before)
    {
        (string, object?) inRealm = ("$realm", realm);
        (string, object?) limit = ("$before", before);
        List<LedgerEntry> delivered = Sql.Read(
            connection, $"SELECT {EntryColumns.List} {Old} AND {DeliveredStage}", row => EntryColumns.Read(row, keyTag), inRealm, limit);
        Mark(connection, realm, keyTag, hasher, delivered);
        int removed = Sql.Run(
            connection, $"DELETE {Old} AND NOT {OpenEntries.Sql} AND status NOT IN (7, 8) AND (status<>1 OR kind=0)", inRealm, limit);

        // An order that comes again is read back again.
        Sql.Run(connection, "DELETE FROM reading WHERE realm=$realm AND read_at<$before", inRealm, limit);
        return new LedgerPurge(removed, (int)Sql.Number(connection, $"SELECT count(*) {Old} AND (status=8 OR {OpenEntries.Sql})", inRealm, limit));
    }

    /// <summary>Forgets single entries, in a transaction.</summary>
    internal static List<LedgerEntry?> Remove(SqliteConnection connection, string realm, uint keyTag, ContentHasher hasher, IReadOnlyList<EntryKey> keys)
    {
        using var find = new EntryLookup(connection, realm, keyTag);
        using SqliteCommand delete = Sql.Prepare(
            connection,
            "DELETE FROM delivery WHERE realm=$realm AND order_id=$order AND kind=$kind AND stage_id=$stage AND slot=$slot",
            "$realm", "$order", "$kind", "$stage", "$slot");
        var found = new List<LedgerEntry?>(keys.Count);
        foreach (EntryKey key in keys)
        {
            LedgerEntry? entry = find.Find(key);
            found.Add(entry);
            if (entry is null or { Status: BgCheckDeliveryStatus.Sending })
            {
                continue;
            }

            delete.Parameters[0].Value = realm;
            delete.Parameters[1].Value = key.OrderId;
            delete.Parameters[2].Value = (long)key.Kind;
            delete.Parameters[3].Value = key.StageId;
            delete.Parameters[4].Value = EntryColumns.Slot(key.StageId, key.SourceTime);
            delete.ExecuteNonQuery();
        }

        Mark(connection, realm, keyTag, hasher, found.OfType<LedgerEntry>().Where(LeavesMark));
        return found;
    }

    /// <summary>Whether a forgotten entry leaves a mark.</summary>
    internal static bool LeavesMark(LedgerEntry entry) =>
        entry is { Status: BgCheckDeliveryStatus.Delivered, Kind: BgCheckDeliveryKind.Progress } && entry.StageId.Length > 0;

    private static void Mark(SqliteConnection connection, string realm, uint keyTag, ContentHasher hasher, IEnumerable<LedgerEntry> delivered)
    {
        foreach (IGrouping<string, LedgerEntry> order in delivered.GroupBy(entry => entry.OrderId))
        {
            ForgottenStages? earlier = Sql.Read(
                connection,
                "SELECT source_time, sent_time, marks FROM forgotten WHERE realm=$realm AND order_id=$order",
                row => ContentBlob.ReadMarks(row, 0, keyTag),
                ("$realm", realm), ("$order", order.Key)).SingleOrDefault();
            ForgottenStages left = ForgottenStages.Add(earlier, [.. order], hasher);
            Sql.Run(
                connection,
                "INSERT OR REPLACE INTO forgotten(realm, order_id, source_time, sent_time, marks) VALUES($realm, $order, $source, $sent, $marks)",
                ("$realm", realm), ("$order", order.Key), ("$source", left.SourceTime), ("$sent", left.SentTime),
                ("$marks", ContentBlob.Write(new ContentFingerprint(0, left.Marks), keyTag)));
        }
    }
}
