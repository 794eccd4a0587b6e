using System.Collections.Generic;

namespace FeishuHire.Engine.Ledger;

/// <summary>All that a ledger knows of one order.</summary>
/// <param name="Entries">Its stages, results and cancellations, and holds without a stage id, in no order.</param>
/// <param name="Forgotten">What a purge left of it, or null.</param>
/// <param name="Reading">When it was last read back and what that showed; null where it never was.</param>
public sealed record OrderHistory(IReadOnlyList<LedgerEntry> Entries, ForgottenStages? Forgotten, OrderReading? Reading)
{
    /// <summary>An order that the ledger has never seen.</summary>
    public static OrderHistory Empty { get; } = new([], null, null);
}

/// <summary>What reading an order back showed. Times are Unix milliseconds.</summary>
public sealed record OrderReading
{
    /// <summary>When it was read.</summary>
    public required long ReadAt { get; init; }

    /// <summary>The latest time among the stages shown; null where none was.</summary>
    public long? LastShownTime { get; init; }

    /// <summary>The order's status as Feishu numbers it; null where Feishu showed no such order, or no status.</summary>
    public int? Status { get; init; }

    /// <summary>Whether it was read in this generation of the ledger; a new or restored ledger is a new generation. A ledger
    /// answers it, whatever is recorded.</summary>
    public bool IsCurrent { get; init; } = true;
}
