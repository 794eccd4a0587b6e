using System;
using System.Collections.Generic;
using System.Linq;

namespace FeishuHire.Engine.Ledger;

/// <summary>What a purge left of an order: enough to know its stages for what they are in an export of the whole history.
/// Times are Unix milliseconds.</summary>
/// <param name="SourceTime">A millisecond after the latest forgotten stage, as its row gave it: a row at or after it is
/// another stage's.</param>
/// <param name="SentTime">The latest time that was sent.</param>
/// <param name="Marks"><see cref="IDeliveryLedger.Mark"/> of each forgotten stage, ascending; empty where the key is lost.</param>
public sealed record ForgottenStages(long SourceTime, long SentTime, ulong[] Marks)
{
    /// <summary>Whether a stage is one of them.</summary>
    /// <param name="mark">Its mark.</param>
    public bool Contains(ulong mark) => Array.BinarySearch(Marks, mark) >= 0;

    /// <summary>What is left of an order when delivered stages are forgotten beside those of earlier purges.</summary>
    internal static ForgottenStages Add(ForgottenStages? earlier, IReadOnlyCollection<LedgerEntry> delivered, ContentHasher hasher)
    {
        // A millisecond up, because the stage of that time is forgotten too: without the key, an equal time would be taken
        // for a new stage's.
        IEnumerable<ulong> marks = delivered.Select(entry => hasher.Mark(entry.StageId));
        return new ForgottenStages(
            Math.Max(earlier?.SourceTime ?? 0, delivered.Max(entry => entry.SourceTime) + 1),
            Math.Max(earlier?.SentTime ?? 0, delivered.Max(entry => entry.SentTime)),
            [.. new SortedSet<ulong>(marks.Concat(earlier?.Marks ?? []))]);
    }
}
