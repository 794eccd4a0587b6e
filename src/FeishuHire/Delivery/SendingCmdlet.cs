using System;
using System.Management.Automation;
using FeishuHire.Engine.Delivery;

namespace FeishuHire.Delivery;

/// <summary>What the cmdlets share that send updates.</summary>
public abstract class SendingCmdlet : DeliveryCmdlet
{
    /// <summary>The most calls under way at once.</summary>
    [Parameter]
    [ValidateRange(1, 256)]
    public int ThrottleLimit { get; set; } = 16;

    /// <summary>Further tries after one that failed in passing; 0 is one try.</summary>
    [Parameter]
    [ValidateRange(0, 100)]
    public int MaxRetry { get; set; } = 5;

    /// <summary>HoldOrder keeps back what has to wait for an earlier update of its order; Continue sends it.</summary>
    [Parameter]
    [ValidateSet("HoldOrder", "Continue")]
    public string OnFailure { get; set; } = "HoldOrder";

    /// <summary>Sends without reading orders back first.</summary>
    [Parameter]
    public SwitchParameter NoReadBack { get; set; }

    /// <summary>For how long what was told, and has not changed, is not told again: a TimeSpan or a number of seconds.</summary>
    [Parameter]
    public object? QuietFor { get; set; }

    /// <summary>Sends again what Feishu refused within the last 24 hours.</summary>
    [Parameter]
    public SwitchParameter RetryRejected { get; set; }

    private protected override DeliveryOptions AddTo(DeliveryOptions options) => base.AddTo(options) with
    {
        ThrottleLimit = ThrottleLimit,
        MaxRetry = MaxRetry,
        HoldOrder = OnFailure.Equals("HoldOrder", StringComparison.OrdinalIgnoreCase),
        RetryRejected = RetryRejected,
        QuietFor = Duration(QuietFor, nameof(QuietFor)) ?? TimeSpan.Zero,
        NoReadBack = NoReadBack,
    };
}
