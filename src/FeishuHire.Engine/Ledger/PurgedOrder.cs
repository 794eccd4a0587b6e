using System;
using System.Collections.Generic;

namespace FeishuHire.Engine.Ledger;

/// <summary>What a purge leaves of an order: its last delivered time, and of each delivered stage a keyed hash of its id, so
/// that an export of the whole history is still known for what it is. Kept as an entry with an empty stage id, whose content
/// are the hashes; without the hash key they say nothing, and are gone.</summary>
internal sealed class PurgedOrder(string orderId, ContentHasher hasher)
{
    private readonly SortedSet<ulong> _marks = [];
    private long _source;
    private long _sent;

    /// <summary>The order.</summary>
    public string OrderId => orderId;

    /// <summary>Whether there is anything but what an earlier purge left.</summary>
    public bool IsNew { get; private set; }

    /// <summary>Takes a delivered stage, or what an earlier purge left.</summary>
    public void Add(LedgerEntry delivered)
    {
        if (delivered.StageId.Length > 0)
        {
            _marks.Add(hasher.Mark(delivered.StageId));
            IsNew = true;
        }
        else if (delivered.Content is { } earlier)
        {
            _marks.UnionWith(earlier.Reports);
        }

        // A millisecond up, because the stage of that time is forgotten too: without the key, an equal time would be taken
        // for a new stage's.
        _source = Math.Max(_source, delivered.SourceTime + (delivered.StageId.Length > 0 ? 1 : 0));
        _sent = Math.Max(_sent, delivered.SentTime);
    }

    /// <summary>The entry.</summary>
    /// <param name="now">Unix milliseconds.</param>
    public LedgerEntry ToEntry(long now) => new()
    {
        OrderId = orderId,
        StageId = string.Empty,
        Status = BgCheckDeliveryStatus.Delivered,
        SourceTime = _source,
        SentTime = _sent,
        Content = new ContentFingerprint(0, [.. _marks]),
        ChangedAt = now,
    };
}
