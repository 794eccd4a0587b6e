using System.Collections.Generic;

namespace FeishuHire;

/// <summary>The end of one background-check order: what a call of cancel carries.</summary>
/// <remarks>Field rules: the page 终止背调订单.</remarks>
public sealed class BgCheckCancellation
{
    /// <summary>Makes an empty one.</summary>
    public BgCheckCancellation()
        : this(new BgCheckProgress { Kind = BgCheckDeliveryKind.Cancel })
    {
    }

    internal BgCheckCancellation(BgCheckProgress update) => Update = update;

    /// <summary>background_check_id: Feishu's order id, digits only. Text, because it does not fit a double.</summary>
    public string? BackgroundCheckId { get => Update.BackgroundCheckId; set => Update.BackgroundCheckId = value; }

    /// <summary>The tenant that owns the order, for store apps whose connection names none.</summary>
    public string? TenantKey { get => Update.TenantKey; set => Update.TenantKey = value; }

    /// <summary>Where the row came from.</summary>
    public BgCheckSource? Source { get => Update.Source; set => Update.Source = value; }

    /// <summary>The row's other columns, by title, kept for the result files.</summary>
    public IDictionary<string, string?> Properties { get => Update.Properties; set => Update.Properties = value; }

    /// <summary>What is delivered.</summary>
    internal BgCheckProgress Update { get; }

    /// <summary>The order; error views print it.</summary>
    public override string ToString() => Update.ToString();
}
