using System;
using FeishuHire.Engine.Ledger;

namespace FeishuHire.Engine.Delivery;

/// <summary>What a run remembers of one stage: 64 bytes, so that a history of any length fits. Times are Unix milliseconds.</summary>
internal struct StageRecord
{
    internal ulong Stage;
    internal ulong ContentBase;
    internal ulong[]? Reports;
    internal long SourceTime;
    internal long SentTime;

    /// <summary>What is to be told of a stage that did not get there; null for one that did.</summary>
    internal OpenStage? Open;
    internal uint ChangedAtSeconds;
    internal int Code;
    internal ushort Attempts;
    internal byte StatusByte;
    internal StageFlags Flags;

    /// <summary>What the ledger says of a stage.</summary>
    /// <param name="entry">Its entry.</param>
    /// <param name="run">What this run has to do with it.</param>
    internal static StageRecord Of(LedgerEntry entry, StageFlags run) => new()
    {
        Stage = OrderFacts.KeyOf(entry.StageId, entry.SourceTime),
        ContentBase = entry.Content?.Base ?? 0,
        Reports = entry.Content is { Reports.Count: > 0 } content ? [.. content.Reports] : null,
        SourceTime = entry.SourceTime,
        SentTime = entry.SentTime,
        Open = entry.Status == BgCheckDeliveryStatus.Delivered ? null : new OpenStage(entry.StageId, entry.ErrorId, entry.ToldAt),
        ChangedAtSeconds = (uint)(entry.ChangedAt / 1000),
        Code = entry.Code ?? 0,
        Attempts = (ushort)Math.Min(ushort.MaxValue, entry.Attempts),
        Status = entry.Status,
        Flags = run
            | (entry.Content is null ? StageFlags.None : StageFlags.ContentKnown)
            | (entry.Replayed ? StageFlags.Replayed : StageFlags.None)
            | (entry.ReadBack ? StageFlags.ReadBack : StageFlags.None)
            | (entry.Code is null ? StageFlags.None : StageFlags.HasCode),
    };

    internal BgCheckDeliveryStatus Status
    {
        readonly get => (BgCheckDeliveryStatus)StatusByte;
        set => StatusByte = (byte)value;
    }

    /// <summary>Accepted, or perhaps accepted: its time is one that later stages must exceed.</summary>
    internal readonly bool MayBeThere =>
        Status is BgCheckDeliveryStatus.Delivered or BgCheckDeliveryStatus.Uncertain or BgCheckDeliveryStatus.Sending;

    /// <summary>What it said, or null where that is not known.</summary>
    internal readonly ContentFingerprint? Content => Has(StageFlags.ContentKnown) ? new(ContentBase, Reports ?? []) : null;

    internal readonly bool Has(StageFlags flag) => (Flags & flag) == flag;

    /// <summary>Whether a row says nothing new. Without recorded content (settled by hand, key lost) the time alone decides.</summary>
    internal readonly bool SameAs(long sourceTime, ContentFingerprint content)
    {
        return Content is { } known ? sourceTime == SourceTime && known.Covers(content) : SourceTime == 0 || sourceTime == SourceTime;
    }
}

/// <summary>What is to be told of a stage that did not get there.</summary>
/// <param name="StageId">Its stage_id; empty where it has none that can be read.</param>
/// <param name="ErrorId">What happened to it; null where it was only not tried.</param>
/// <param name="ToldAt">When that was last told to a person: Unix milliseconds, 0 for never.</param>
internal sealed record OpenStage(string StageId, string? ErrorId, long ToldAt);
