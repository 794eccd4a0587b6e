using System.Collections.Generic;
using Microsoft.Data.Sqlite;

namespace FeishuHire.Engine.Ledger;

/// <summary>Settles stages by hand. Called inside a transaction.</summary>
internal static class ManualSettlement
{
    private const string Find = $"SELECT {EntryColumns.List} FROM delivery WHERE realm=$realm AND order_id=$order AND stage_id=$stage";

    /// <summary>Writes the decisions, in order.</summary>
    /// <returns>For each the entry as it now stands: with its old status Sending where a run has the stage under way, and
    /// null where it cannot be delivered because nobody has said when.</returns>
    public static List<LedgerEntry?> Apply(LedgerStatements statements, string realm, uint keyTag, IReadOnlyList<ManualDecision> decisions, string by)
    {
        using SqliteCommand find = Sql.Make(statements.Connection, Find, ("$realm", realm), ("$order", string.Empty), ("$stage", string.Empty));
        var settled = new List<LedgerEntry?>(decisions.Count);
        foreach (ManualDecision decision in decisions)
        {
            LedgerEntry? known = Read(find, decision, keyTag);
            LedgerEntry? entry = Settle(known, decision, by, statements.Now);
            if (entry is not null && !ReferenceEquals(entry, known))
            {
                statements.Write(entry);
            }

            settled.Add(entry);
        }

        return settled;
    }

    /// <summary>What a decision makes of a stage.</summary>
    /// <returns>Null where it cannot be delivered because nobody has said when.</returns>
    public static LedgerEntry? Settle(LedgerEntry? known, ManualDecision decision, string by, long now)
    {
        if (known?.Status == BgCheckDeliveryStatus.Sending)
        {
            return known;
        }

        long? source = decision.SourceTime ?? (known is { SourceTime: > 0 } ? known.SourceTime : null);
        if (decision.Status == BgCheckDeliveryStatus.Delivered && source is null)
        {
            return null;
        }

        return new LedgerEntry
        {
            OrderId = decision.OrderId,
            StageId = decision.StageId,
            Status = decision.Status,
            SourceTime = source ?? 0,
            SentTime = decision.SentTime ?? (decision.SourceTime is null || decision.SourceTime == known?.SourceTime ? known?.SentTime : null) ?? source ?? 0,
            Content = decision.Content ?? known?.Content,
            Attempts = known?.Attempts ?? 0,
            LogId = known?.LogId,
            TenantKey = decision.TenantKey ?? known?.TenantKey,
            ChangedAt = now,
            SettledBy = by,
        };
    }

    private static LedgerEntry? Read(SqliteCommand find, ManualDecision decision, uint keyTag)
    {
        find.Parameters[1].Value = decision.OrderId;
        find.Parameters[2].Value = decision.StageId;
        using SqliteDataReader row = find.ExecuteReader();
        return row.Read() ? EntryColumns.Read(row, keyTag) : null;
    }
}
