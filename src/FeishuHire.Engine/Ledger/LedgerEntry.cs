
namespace FeishuHire.Engine.Ledger;

/// <summary>What the ledger knows of one stage, result or cancellation of one order in one realm. Times are Unix milliseconds
/// (UTC).</summary>
public sealed record LedgerEntry
{
    /// <summary>background_check_id.</summary>
    public required string OrderId { get; init; }

    /// <summary>What was sent, or was to be.</summary>
    public BgCheckDeliveryKind Kind { get; init; }

    /// <summary>stage_id. Empty for a result or a cancellation, and for a row that holds its order without one; such entries are
    /// told apart by <see cref="SourceTime"/>.</summary>
    public required string StageId { get; init; }

    /// <summary>What is known: Delivered, Rejected, NotSent, Uncertain, Abandoned, Sending, Held or Waiting.</summary>
    public required BgCheckDeliveryStatus Status { get; init; }

    /// <summary>stage_time as the row gave it.</summary>
    public long SourceTime { get; init; }

    /// <summary>stage_time as it was sent.</summary>
    public long SentTime { get; init; }

    /// <summary>What the content was, keyed; of a refused one all that was sent; null where it was settled by hand or the key is lost.</summary>
    public ContentFingerprint? Content { get; init; }

    /// <summary>The stage's name, keyed: <see cref="IDeliveryLedger.NameHash"/>; null where it is not known.</summary>
    public ulong? NameHash { get; init; }

    /// <summary>Calls made for it, over all runs.</summary>
    public int Attempts { get; init; }

    /// <summary>The last answer's code, or null.</summary>
    public int? Code { get; init; }

    /// <summary>The last answer's log id, or null.</summary>
    public string? LogId { get; init; }

    /// <summary>The error id of its last failure, or null.</summary>
    public string? ErrorId { get; init; }

    /// <summary>The tenant it went to, where rows carry it.</summary>
    public string? TenantKey { get; init; }

    /// <summary>When its state last changed.</summary>
    public long ChangedAt { get; init; }

    /// <summary>The run that changed it last; empty where it was settled by hand.</summary>
    public string RunId { get; init; } = string.Empty;

    /// <summary>Whether it holds its order no longer: an uncertain stage that has had its one replay in a later run, or a row that
    /// was wrong beside the delivered stage of its id.</summary>
    public bool Replayed { get; init; }

    /// <summary>Whether it is known as delivered because Feishu showed it when the order was read back.</summary>
    public bool ReadBack { get; init; }

    /// <summary>When its present error was last told to a person; 0 for never.</summary>
    public long ToldAt { get; init; }

    /// <summary>Who settled it by hand, as user@machine; null where a run did.</summary>
    public string? SettledBy { get; init; }

    /// <summary>The realm, where entries of several are read; a ledger writes its own, whatever is here.</summary>
    public string Realm { get; init; } = string.Empty;
}
