using System.Management.Automation;
using FeishuHire.Delivery;

namespace FeishuHire.Commands;

/// <summary>Ends background-check orders in Feishu Hire: each once, and never while nobody knows what became of a stage.</summary>
[Cmdlet(
    VerbsLifecycle.Stop,
    "BgCheckOrder",
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.High,
    HelpUri = HelpPages.Root + "Stop-BgCheckOrder.md")]
[OutputType(typeof(BgCheckDelivery))]
public sealed class StopBgCheckOrderCommand : SendingCmdlet
{
    private protected override BgCheckDeliveryKind Kind => BgCheckDeliveryKind.Cancel;
}
