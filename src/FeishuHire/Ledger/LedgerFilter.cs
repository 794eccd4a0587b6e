namespace FeishuHire.Ledger;

/// <summary>Which stages Get-BgCheckDelivery shows; what is null is no condition.</summary>
internal sealed record LedgerFilter
{
    internal string? OrderId { get; init; }

    internal string? StageId { get; init; }

    internal BgCheckDeliveryStatus? Status { get; init; }

    /// <summary>Unix milliseconds.</summary>
    internal long? Since { get; init; }

    internal bool NeedsAction { get; init; }
}
