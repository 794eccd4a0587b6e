using System;
using System.Collections.Generic;
using System.Linq;
using FeishuHire.Engine.Ledger;

namespace FeishuHire.Engine.Orders;

/// <summary>What reading an order back proves of its stages. Only what is shown counts; what is not shown proves nothing.</summary>
public sealed class OrderEvidence
{
    private static readonly TimeSpan ClockDifference = TimeSpan.FromMinutes(2);

    private OrderEvidence(EvidenceVerdict[] entries, EvidenceVerdict[] rows, long? latest, long? latestOwn)
    {
        Entries = entries;
        Rows = rows;
        LatestTime = latest;
        LatestSourceTime = latestOwn ?? latest;
        LatestIsOurs = latestOwn is not null;
    }

    /// <summary>A verdict for each entry of the ledger, in its order. One that is known as delivered stays so, whatever its
    /// verdict is; results, cancellations and holds without a stage id have None.</summary>
    public IReadOnlyList<EvidenceVerdict> Entries { get; }

    /// <summary>A verdict for each row, in its order.</summary>
    public IReadOnlyList<EvidenceVerdict> Rows { get; }

    /// <summary>The latest time among the stages shown, Unix milliseconds: what is sent next must be later. Null where none is
    /// shown.</summary>
    public long? LatestTime { get; }

    /// <summary>The same as the sheet gives it: where the stage shown last is one of ours, its own time before any nudge. Rows
    /// are compared with this one, as with the source time of the order's last delivered stage.</summary>
    public long? LatestSourceTime { get; }

    /// <summary>Whether the stage shown last is one of ours: then one with the same time may still go, a little later.</summary>
    public bool LatestIsOurs { get; }

    /// <summary>Judges what is shown of one order.</summary>
    /// <param name="shown">The order as read back.</param>
    /// <param name="ledger">All that the ledger knows of it.</param>
    /// <param name="rows">The rows at hand of it, joined; may be empty.</param>
    /// <param name="nameHash">Hashes a stage's name with the ledger's key.</param>
    public static OrderEvidence Judge(BgCheckOrder shown, IReadOnlyList<LedgerEntry> ledger, IReadOnlyList<EvidenceRow> rows, Func<string, ulong> nameHash)
    {
        var claims = EvidenceClaims.Of(ledger, rows);
        var match = EvidenceMatch.Of(claims.All, ShownStageTime.Of(shown, nameHash));
        bool closed = shown.Status is BgCheckOrderStatus.Completed or BgCheckOrderStatus.Terminated;
        EvidenceVerdict Of(EvidenceClaim? claim) => claim is null ? EvidenceVerdict.None : Settle(claim, match, closed);
        return new OrderEvidence(
            Array.ConvertAll(claims.OfEntries, Of),
            Array.ConvertAll(claims.OfRows, Of),
            match.LatestTime,
            match.LatestOwnTime);
    }

    /// <summary>Whether an order shows that a result or a cancellation of unknown outcome has got there.</summary>
    /// <param name="shown">The order as read back.</param>
    /// <param name="before">What the last reading before showed, or null.</param>
    /// <param name="entry">The entry.</param>
    /// <param name="ledger">All that the ledger knows of the order.</param>
    /// <param name="timeout">The longest that a call takes: its record is as much younger than the call itself.</param>
    public static bool Proves(BgCheckOrder shown, OrderReading? before, LedgerEntry entry, IReadOnlyList<LedgerEntry> ledger, TimeSpan timeout)
    {
        if (entry.Status is not (BgCheckDeliveryStatus.Uncertain or BgCheckDeliveryStatus.Sending))
        {
            return false;
        }

        if (entry.Kind == BgCheckDeliveryKind.Cancel)
        {
            return shown.Status == BgCheckOrderStatus.Terminated;
        }

        if (entry.Kind != BgCheckDeliveryKind.Result)
        {
            return false;
        }

        long since = entry.ChangedAt - (long)(timeout + ClockDifference).TotalMilliseconds;
        foreach (BgCheckOrderReport report in shown.Report)
        {
            if (report.Type == "Final" && report.CreateTime?.UnixMilliseconds >= since)
            {
                return true;
            }
        }

        // A status that an earlier result has brought about says nothing of this one.
        bool isFirst = !ledger.Any(static other => other is { Kind: BgCheckDeliveryKind.Result, Status: BgCheckDeliveryStatus.Delivered });
        return isFirst && IsResultGiven(shown.Status) && !IsResultGiven((BgCheckOrderStatus?)before?.Status);
    }

    private static bool IsResultGiven(BgCheckOrderStatus? status) =>
        status is not (null or BgCheckOrderStatus.Arranged or BgCheckOrderStatus.Terminated);

    private static EvidenceVerdict Settle(EvidenceClaim claim, EvidenceMatch match, bool closed)
    {
        if (claim.Verdict == EvidenceVerdict.Shown)
        {
            return EvidenceVerdict.Shown;
        }

        if (closed)
        {
            return EvidenceVerdict.Closed;
        }

        return claim.Verdict == EvidenceVerdict.None && match.Closes(claim) ? EvidenceVerdict.TooLate : claim.Verdict;
    }
}
