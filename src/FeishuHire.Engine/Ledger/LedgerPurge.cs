using System.Collections.Generic;
using Microsoft.Data.Sqlite;

namespace FeishuHire.Engine.Ledger;

/// <summary>What a purge did.</summary>
/// <param name="Removed">Stages that the ledger has forgotten.</param>
/// <param name="Kept">Stages as old that it keeps: under way, or uncertain until somebody settles them.</param>
public sealed record LedgerPurge(int Removed, int Kept)
{
    private const string Delivered =
        $"SELECT {EntryColumns.List} FROM delivery WHERE realm=$realm AND status=$delivered AND (stage_id='' OR changed_at<$before) ORDER BY order_id";

    private const string Old = "FROM delivery WHERE realm=$realm AND changed_at<$before AND stage_id<>''";
    private const string Open = "status IN ($uncertain, $sending)";

    /// <summary>Whether an old stage stays, without a word: nobody else knows that it is never to be sent.</summary>
    internal static bool IsDecision(BgCheckDeliveryStatus status) => status == BgCheckDeliveryStatus.Abandoned;

    internal static LedgerPurge Apply(LedgerStatements statements, string realm, uint keyTag, ContentHasher hasher, long before)
    {
        (string, object?) inRealm = ("$realm", realm);
        (string, object?) limit = ("$before", before);
        (string, object?) uncertain = ("$uncertain", (int)BgCheckDeliveryStatus.Uncertain);
        (string, object?) sending = ("$sending", (int)BgCheckDeliveryStatus.Sending);
        (string, object?) abandoned = ("$abandoned", (int)BgCheckDeliveryStatus.Abandoned);
        foreach (PurgedOrder order in ReadDelivered(statements.Connection, keyTag, hasher, inRealm, limit))
        {
            statements.Write(order.ToEntry(statements.Now));
        }

        int removed = Sql.Run(statements.Connection, $"DELETE {Old} AND NOT {Open} AND status<>$abandoned", inRealm, limit, uncertain, sending, abandoned);
        long kept = Sql.Number(statements.Connection, $"SELECT count(*) {Old} AND {Open}", inRealm, limit, uncertain, sending);
        return new LedgerPurge(removed, (int)kept);
    }

    // Read to the end before the first is written: SQLite does not say which of the two a reader of the same table sees.
    private static List<PurgedOrder> ReadDelivered(SqliteConnection connection, uint keyTag, ContentHasher hasher, params (string, object?)[] values)
    {
        using SqliteCommand command = Sql.Make(connection, Delivered, [.. values, ("$delivered", (int)BgCheckDeliveryStatus.Delivered)]);
        using SqliteDataReader row = command.ExecuteReader();
        var orders = new List<PurgedOrder>();
        PurgedOrder? last = null;
        while (row.Read())
        {
            LedgerEntry entry = EntryColumns.Read(row, keyTag);
            if (last?.OrderId != entry.OrderId)
            {
                AddNew(orders, last);
                last = new PurgedOrder(entry.OrderId, hasher);
            }

            last.Add(entry);
        }

        AddNew(orders, last);
        return orders;
    }

    private static void AddNew(List<PurgedOrder> orders, PurgedOrder? order)
    {
        if (order is { IsNew: true })
        {
            orders.Add(order);
        }
    }
}
