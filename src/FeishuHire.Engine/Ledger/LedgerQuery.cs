namespace FeishuHire.Engine.Ledger;

/// <summary>Which stages to read; what is null is no condition.</summary>
public sealed record LedgerQuery
{
    /// <summary>One realm.</summary>
    public string? Realm { get; init; }

    /// <summary>One order: background_check_id.</summary>
    public string? OrderId { get; init; }

    /// <summary>One stage: stage_id.</summary>
    public string? StageId { get; init; }

    /// <summary>One status.</summary>
    public BgCheckDeliveryStatus? Status { get; init; }

    /// <summary>Only what changed at or after this time: Unix milliseconds.</summary>
    public long? Since { get; init; }

    /// <summary>Only what somebody has to see to (<see cref="IsStuck"/>), the oldest first.</summary>
    public bool NeedsAction { get; init; }

    /// <summary>One kind.</summary>
    public BgCheckDeliveryKind? Kind { get; init; }

    /// <summary>Whether somebody has to see to an entry: refused, without an outcome, or kept back by an error or a hold. One that
    /// was not sent and has no error is not: the next run sends it.</summary>
    /// <param name="entry">The entry.</param>
    public static bool IsStuck(LedgerEntry entry) =>
        entry.Status switch
        {
            BgCheckDeliveryStatus.Rejected or BgCheckDeliveryStatus.Uncertain or BgCheckDeliveryStatus.Held or BgCheckDeliveryStatus.Waiting => true,
            BgCheckDeliveryStatus.NotSent => entry.ErrorId is not null,
            _ => false,
        };

    /// <summary>Whether an entry is one that is asked for.</summary>
    /// <param name="entry">The entry.</param>
    internal bool Asks(LedgerEntry entry) =>
        (StageId is null || StageId == entry.StageId)
        && (Status is null || Status == entry.Status)
        && (Kind is null || Kind == entry.Kind)
        && (Since is null || entry.ChangedAt >= Since)
        && (!NeedsAction || IsStuck(entry));
}
