using System;

namespace FeishuHire.Delivery;

/// <summary>What Update-BgCheckProgress was asked for, free of the engine's types.</summary>
internal sealed record DeliverySettings
{
    internal string RunId { get; init; } = string.Empty;

    internal int ThrottleLimit { get; init; }

    internal int MaxRetry { get; init; }

    internal bool HoldOrder { get; init; }

    internal bool NudgeEqualTimes { get; init; }

    internal bool AllowFutureTime { get; init; }

    internal bool NoReorder { get; init; }

    internal bool RetryRejected { get; init; }

    internal TimeSpan? MaxDuration { get; init; }

    /// <summary>The folder for result files, a full path; null for none.</summary>
    internal string? ResultPath { get; init; }

    internal bool WhatIf { get; init; }
}
