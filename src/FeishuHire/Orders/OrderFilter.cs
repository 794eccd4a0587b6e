namespace FeishuHire.Orders;

/// <summary>Which orders are asked for, free of Engine's types. Times are Unix milliseconds.</summary>
internal sealed record OrderFilter
{
    internal long? CreatedSince { get; init; }

    internal long? CreatedUntil { get; init; }

    internal long? UpdatedSince { get; init; }

    internal long? UpdatedUntil { get; init; }

    internal BgCheckOrderStatus? Status { get; init; }
}
