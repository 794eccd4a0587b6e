using System.Collections.Generic;

namespace FeishuHire.Engine.Ledger;

/// <summary>Settles stages by hand. Called inside a transaction.</summary>
internal static class ManualSettlement
{
    /// <summary>Writes the decisions, in order.</summary>
    /// <returns>For each the entry as it now stands: with its old status Sending where a run has the stage under way, and
    /// null where it cannot be delivered because nobody has said when.</returns>
    public static List<LedgerEntry?> Apply(LedgerStatements statements, string realm, uint keyTag, IReadOnlyList<ManualDecision> decisions, string by)
    {
        using var find = new EntryLookup(statements.Connection, realm, keyTag);
        var settled = new List<LedgerEntry?>(decisions.Count);
        foreach (ManualDecision decision in decisions)
        {
            LedgerEntry? known = find.Find(decision.Key);
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

        // Of a refused one the ledger knows all that was sent, which is not what a stage shows.
        ContentFingerprint? content = known?.Status == BgCheckDeliveryStatus.Rejected ? null : known?.Content;
        return new LedgerEntry
        {
            OrderId = decision.OrderId,
            Kind = decision.Kind,
            StageId = decision.StageId,
            Status = decision.Status,
            SourceTime = source ?? 0,
            SentTime = decision.SentTime ?? (decision.SourceTime is null || decision.SourceTime == known?.SourceTime ? known?.SentTime : null) ?? source ?? 0,
            Content = decision.Content?.Joined(content) ?? content,
            NameHash = decision.NameHash ?? known?.NameHash,
            Attempts = known?.Attempts ?? 0,
            LogId = known?.LogId,
            TenantKey = decision.TenantKey ?? known?.TenantKey,
            ChangedAt = now,
            SettledBy = by,
        };
    }
}
