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

    /// <summary>Only what is stuck until somebody does something: refused, or without an outcome.</summary>
    public bool NeedsAction { get; init; }

    /// <summary>Whether a stage is stuck until somebody does something. One that was not sent is not: the next run sends it.</summary>
    /// <param name="status">The stage's status.</param>
    public static bool IsStuck(BgCheckDeliveryStatus status) =>
        status is BgCheckDeliveryStatus.Rejected or BgCheckDeliveryStatus.Uncertain;
}
