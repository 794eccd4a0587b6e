using System;
using System.Collections.Generic;

namespace FeishuHire.Engine.Delivery;

/// <summary>How a run delivers. The defaults are those of Update-BgCheckProgress.</summary>
public sealed record DeliveryOptions
{
    /// <summary>The most calls under way at once, 1 to 256.</summary>
    public int ThrottleLimit { get; init; } = 16;

    /// <summary>Further tries after a failed one, 0 to 100; 0 is one try.</summary>
    public int MaxRetry { get; init; } = 5;

    /// <summary>Whether a failed stage keeps the later stages of its order back.</summary>
    public bool HoldOrder { get; init; } = true;

    /// <summary>Whether equal times of one order are sent one millisecond apart rather than refused.</summary>
    public bool NudgeEqualTimes { get; init; } = true;

    /// <summary>Whether times ahead of the server's clock are sent.</summary>
    public bool AllowFutureTime { get; init; }

    /// <summary>Whether rows are sent as they come instead of waiting until the input has ended.</summary>
    public bool NoReorder { get; init; }

    /// <summary>Whether what was refused in the last 24 hours is sent again.</summary>
    public bool RetryRejected { get; init; }

    /// <summary>When to stop starting calls; null for never.</summary>
    public TimeSpan? MaxDuration { get; init; }

    /// <summary>Rules only: nothing is sent or output, and the ledger is only read.</summary>
    public bool DryRun { get; init; }

    /// <summary>Orders are read back and the ledger is settled by what they show; nothing is sent, and nothing is remembered of
    /// rows that are not shown.</summary>
    public bool SettleOnly { get; init; }

    /// <summary>Whether no row is sent or remembered as open.</summary>
    internal bool SendsNothing => DryRun || SettleOnly;

    /// <summary>With <see cref="NoReorder"/>: rows that wait at most before the pipeline is slowed.</summary>
    public int Window { get; init; } = 1_000;

    /// <summary>Whether orders are not read back.</summary>
    public bool NoReadBack { get; init; }

    /// <summary>For how long what was told, and has not changed, is not told again; zero for always.</summary>
    public TimeSpan QuietFor { get; init; }

    /// <summary>Order ids that look as if a spreadsheet had rounded them, and are right all the same.</summary>
    public IReadOnlyCollection<string> AcceptedIds { get; init; } = [];
}
