namespace FeishuHire.Engine.Ledger;

/// <summary>What the ledger keeps of a run, for reports. Times are Unix milliseconds.</summary>
public sealed record RunRecord
{
    /// <summary>The run's name.</summary>
    public required string RunId { get; init; }

    /// <summary>When it took its turn; the ledger knows it, whatever is recorded.</summary>
    public long StartedAt { get; init; }

    /// <summary>When its record was written; null for a run that died, or is under way. The ledger knows it.</summary>
    public long? EndedAt { get; init; }

    /// <summary>What the run did: Progress, Result or Cancel.</summary>
    public BgCheckDeliveryKind Kind { get; init; }

    /// <summary>Why it ended: a name of <c>RunEnd</c>; null for a run that died, or is under way.</summary>
    public string? End { get; init; }

    /// <summary>The error that ended it, or null.</summary>
    public string? ErrorId { get; init; }

    /// <summary>Updates delivered.</summary>
    public long Delivered { get; init; }

    /// <summary>Updates with an error of their own.</summary>
    public long Failed { get; init; }

    /// <summary>Updates held back behind another of their order.</summary>
    public long Held { get; init; }

    /// <summary>Updates whose outcome is not known.</summary>
    public long Uncertain { get; init; }

    /// <summary>Calls made.</summary>
    public long Calls { get; init; }

    /// <summary>Answers that said too many requests.</summary>
    public long Throttled { get; init; }
}
