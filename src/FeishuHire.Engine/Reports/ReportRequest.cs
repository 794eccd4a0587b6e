using System;

namespace FeishuHire.Engine.Reports;

/// <summary>What a report is made of, beside the ledger.</summary>
public sealed record ReportRequest
{
    /// <summary>The ledger's world; null where it holds several.</summary>
    public string? Realm { get; init; }

    /// <summary>The name of the ledger's file without its folder; null for one in memory.</summary>
    public string? LedgerName { get; init; }

    /// <summary>From when on deliveries and runs are shown: Unix milliseconds; null for the last 30 days. What waits is shown
    /// whatever its age.</summary>
    public long? Since { get; init; }

    /// <summary>The zone of all times on the page.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>The clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
