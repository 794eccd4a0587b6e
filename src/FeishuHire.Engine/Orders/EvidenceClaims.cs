using System;
using System.Collections.Generic;
using FeishuHire.Engine.Ledger;

namespace FeishuHire.Engine.Orders;

/// <summary>The stages of ours that look for themselves among those shown: each entry of the ledger and each row at hand, a
/// row and its entry once.</summary>
internal sealed class EvidenceClaims
{
    private readonly List<EvidenceClaim> _all = [];

    private EvidenceClaims(int entries, int rows)
    {
        OfEntries = new EvidenceClaim?[entries];
        OfRows = new EvidenceClaim?[rows];
    }

    internal IReadOnlyList<EvidenceClaim> All => _all;

    /// <summary>The claim of each entry; null for one that is no stage.</summary>
    internal EvidenceClaim?[] OfEntries { get; }

    /// <summary>The claim of each row; null for one without a time.</summary>
    internal EvidenceClaim?[] OfRows { get; }

    internal static EvidenceClaims Of(IReadOnlyList<LedgerEntry> ledger, IReadOnlyList<EvidenceRow> rows)
    {
        var claims = new EvidenceClaims(ledger.Count, rows.Count);
        var sent = new Dictionary<string, EvidenceClaim>(StringComparer.Ordinal);
        for (int i = 0; i < ledger.Count; i++)
        {
            if (IsStage(ledger[i]) && WasSent(ledger[i]))
            {
                sent[ledger[i].StageId] = claims.OfEntries[i] = claims.Add(ledger[i].SentTime, ledger[i]);
            }
        }

        Dictionary<string, EvidenceClaim> own = claims.AddRows(rows, sent);

        // What was never sent from here is looked for as its row at hand says; where there is none, as the ledger has it.
        for (int i = 0; i < ledger.Count; i++)
        {
            if (IsStage(ledger[i]) && !WasSent(ledger[i]))
            {
                claims.OfEntries[i] = own.TryGetValue(ledger[i].StageId, out EvidenceClaim? row) ? row
                    : ledger[i].SourceTime > 0 ? claims.Add(ledger[i].SourceTime, ledger[i])
                    : null;
            }
        }

        return claims;
    }

    private static bool IsStage(LedgerEntry entry) => entry.Kind == BgCheckDeliveryKind.Progress && entry.StageId.Length > 0;

    private static bool WasSent(LedgerEntry entry) => entry.SentTime > 0
        && entry.Status is BgCheckDeliveryStatus.Delivered or BgCheckDeliveryStatus.AlreadyDelivered or BgCheckDeliveryStatus.Uncertain
            or BgCheckDeliveryStatus.Sending or BgCheckDeliveryStatus.Rejected or BgCheckDeliveryStatus.Abandoned;

    private Dictionary<string, EvidenceClaim> AddRows(IReadOnlyList<EvidenceRow> rows, Dictionary<string, EvidenceClaim> sent)
    {
        var claims = new Dictionary<EvidenceRow, EvidenceClaim>();
        var byStage = new Dictionary<string, EvidenceClaim>(StringComparer.Ordinal);
        for (int i = 0; i < rows.Count; i++)
        {
            EvidenceRow row = rows[i];
            if (sent.TryGetValue(row.StageId, out EvidenceClaim? claim))
            {
                OfRows[i] = claim;
            }
            else if (row.Time is long time)
            {
                if (!claims.TryGetValue(row, out claim))
                {
                    claims[row] = claim = Add(new(time, time, row.NameHash, WasSent: false, IsRow: true));
                }

                OfRows[i] = claim;
                byStage[row.StageId] = claim;
            }
        }

        return byStage;
    }

    private EvidenceClaim Add(long time, LedgerEntry entry) =>
        Add(new(time, entry.SourceTime > 0 ? entry.SourceTime : time, entry.NameHash, WasSent(entry), IsRow: false));

    private EvidenceClaim Add(EvidenceClaim claim)
    {
        _all.Add(claim);
        return claim;
    }
}
