using System;
using System.Collections.Generic;
using FeishuHire.Engine.Ledger;
using FeishuHire.Errors;

namespace FeishuHire.Engine.Delivery;

/// <summary>What a run of results, or of ends, knows of an order beside its own kind: a result waits for the order's stages.
/// The loop's alone.</summary>
internal sealed class OtherKinds(BgCheckDeliveryKind kind)
{
    private readonly List<LedgerEntry> _open = [];

    /// <summary>The latest time of a delivered stage; the lowest value where none is known.</summary>
    internal long LastStage { get; private set; } = long.MinValue;

    /// <summary>Takes what a purge has left of the stages.</summary>
    internal void Take(ForgottenStages left) => LastStage = left.SourceTime;

    /// <summary>Forgets what was open: it is told anew.</summary>
    internal void Clear() => _open.Clear();

    /// <summary>Takes an entry of another kind.</summary>
    internal void Put(LedgerEntry entry)
    {
        EntryKey key = EntryKey.Of(entry);
        _open.RemoveAll(other => EntryKey.Of(other) == key);
        if (OpenEntries.Contains(entry))
        {
            _open.Add(entry);
        }

        if (entry is { Kind: BgCheckDeliveryKind.Progress, Status: BgCheckDeliveryStatus.Delivered })
        {
            LastStage = Math.Max(LastStage, entry.SourceTime);
        }
    }

    /// <summary>The earliest that keeps the run's own kind from being sent; null for none.</summary>
    internal LedgerEntry? FindDelaying()
    {
        LedgerEntry? earliest = null;
        foreach (LedgerEntry entry in _open)
        {
            if (Delays(entry) && (earliest is null || entry.SourceTime < earliest.SourceTime))
            {
                earliest = entry;
            }
        }

        return earliest;
    }

    /// <summary>Takes out what is open.</summary>
    internal IReadOnlyList<LedgerEntry> TakeOpen()
    {
        LedgerEntry[] open = [.. _open];
        _open.Clear();
        return open;
    }

    private bool Delays(LedgerEntry entry)
    {
        bool isUnknown = entry.Status is BgCheckDeliveryStatus.Uncertain or BgCheckDeliveryStatus.Sending;
        if (kind == BgCheckDeliveryKind.Cancel)
        {
            return isUnknown && !entry.Replayed && entry.Kind == BgCheckDeliveryKind.Progress;
        }

        return entry.ErrorId switch
        {
            ErrorId.OrderStatusAbnormal or ErrorId.StageTimeNotIncreasing => isUnknown,
            ErrorId.StageChanged or ErrorId.DuplicateStageId => entry.SourceTime > LastStage,
            _ => true,
        };
    }
}
