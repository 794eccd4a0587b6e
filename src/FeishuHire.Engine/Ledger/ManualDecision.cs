namespace FeishuHire.Engine.Ledger;

/// <summary>What somebody decides about a stage, whether the ledger has seen it or not.</summary>
/// <param name="OrderId">background_check_id.</param>
/// <param name="StageId">stage_id; empty for an entry without one, which <see cref="SourceTime"/> then names.</param>
/// <param name="Status">Delivered, NotSent or Abandoned.</param>
public sealed record ManualDecision(string OrderId, string StageId, BgCheckDeliveryStatus Status)
{
    /// <summary>What was sent, or was to be.</summary>
    public BgCheckDeliveryKind Kind { get; init; }

    /// <summary>stage_time as the row gave it, Unix milliseconds; null keeps what is recorded.</summary>
    public long? SourceTime { get; init; }

    /// <summary>stage_time as it was sent; null for the recorded one, else the row's.</summary>
    public long? SentTime { get; init; }

    /// <summary>What the row says; null keeps what is recorded.</summary>
    public ContentFingerprint? Content { get; init; }

    /// <summary>The stage's name, hashed; null keeps what is recorded.</summary>
    public ulong? NameHash { get; init; }

    /// <summary>The tenant, where rows carry it; null keeps what is recorded.</summary>
    public string? TenantKey { get; init; }

    /// <summary>The entry that it is about.</summary>
    internal EntryKey Key => new(OrderId, Kind, StageId, StageId.Length == 0 ? SourceTime ?? 0 : 0);
}
