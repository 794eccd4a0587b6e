using System;
using System.Management.Automation;
using FeishuHire.Delivery;
using FeishuHire.Engine.Delivery;

namespace FeishuHire.Commands;

/// <summary>Reports stages of background-check orders to Feishu Hire: each stage once, in order, within the rate limits.</summary>
[Cmdlet(
    VerbsData.Update,
    "BgCheckProgress",
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.Medium,
    HelpUri = HelpPages.Root + "Update-BgCheckProgress.md")]
[OutputType(typeof(BgCheckDelivery))]
public sealed partial class UpdateBgCheckProgressCommand : SendingCmdlet
{
    private protected override object? GivenZone => TimeZone;

    private protected override DeliveryOptions AddTo(DeliveryOptions options) => base.AddTo(options) with
    {
        NudgeEqualTimes = EqualStageTime.Equals("Nudge", StringComparison.OrdinalIgnoreCase),
        AllowFutureTime = AllowFutureTime,
        NoReorder = NoReorder,
    };
}
