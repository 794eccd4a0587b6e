namespace FeishuHire;

/// <summary>The delivery of one stage: what a run output, or what the ledger remembers. Holds no names, results or links
/// beyond the stage name of the row just sent.</summary>
public sealed class BgCheckDelivery
{
    /// <summary>background_check_id of the order.</summary>
    public string BackgroundCheckId { get; init; } = string.Empty;

    /// <summary>What was sent: a stage, the final result, or the end of the order.</summary>
    public BgCheckDeliveryKind Kind { get; init; }

    /// <summary>stage_id.</summary>
    public string StageId { get; init; } = string.Empty;

    /// <summary>stage_name, where the row is at hand; the ledger does not keep it.</summary>
    public string? StageName { get; init; }

    /// <summary>The stage's time as the row gave it.</summary>
    public BgCheckTime? StageTime { get; init; }

    /// <summary>The time that was sent: equal times of one order go out one millisecond apart.</summary>
    public BgCheckTime? SentTime { get; init; }

    /// <summary>What became of it.</summary>
    public BgCheckDeliveryStatus Status { get; init; }

    /// <summary>Calls made for it, over all runs.</summary>
    public int Attempts { get; init; }

    /// <summary>The code of the last answer; 0 is success; null without an answer.</summary>
    public int? Code { get; init; }

    /// <summary>The server's id of the last answer, for Feishu's support.</summary>
    public string? LogId { get; init; }

    /// <summary>When Feishu accepted it.</summary>
    public BgCheckTime? DeliveredAt { get; init; }

    /// <summary>Whether Feishu itself showed it when the order was read back.</summary>
    public bool ReadBack { get; init; }

    /// <summary>The tenant it was sent to, where the connection serves several.</summary>
    public string? TenantKey { get; init; }

    /// <summary>When its state last changed; for a stage that is stuck, since when. From the ledger only.</summary>
    public BgCheckTime? ChangedAt { get; init; }

    /// <summary>The error id of its last failure. From the ledger only.</summary>
    public string? ErrorId { get; init; }

    /// <summary>Why a stage is stuck, in the user's language. From the ledger only.</summary>
    public string? Reason { get; init; }

    /// <summary>What to do about a stage that is stuck, in the user's language. From the ledger only.</summary>
    public string? Remedy { get; init; }

    /// <summary>Who settled it by hand, as user@machine. From the ledger only.</summary>
    public string? SettledBy { get; init; }

    /// <summary>Where the row came from, where it is at hand.</summary>
    public BgCheckSource? Source { get; init; }

}
