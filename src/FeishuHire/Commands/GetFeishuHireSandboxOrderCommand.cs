using System.Management.Automation;
using FeishuHire.Errors;
using FeishuHire.Text;

namespace FeishuHire.Commands;

/// <summary>Reads back what the sandbox received: per order its accepted stages and its refused calls.</summary>
[Cmdlet(
    VerbsCommon.Get,
    "FeishuHireSandboxOrder",
    HelpUri = HelpPages.Root + "Get-FeishuHireSandboxOrder.md")]
[OutputType(typeof(FeishuHireSandboxOrder))]
public sealed class GetFeishuHireSandboxOrderCommand : FeishuHireCmdlet
{
    /// <summary>The orders to read; all that anything came for unless given.</summary>
    [Parameter(
        Position = 0,
        ValueFromPipeline = true,
        ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string[]? BackgroundCheckId { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (SandboxHost.Current is null)
        {
            ThrowFailure(new BgCheckError(ErrorId.SandboxNotRunning), null);
        }

        if (BackgroundCheckId is null)
        {
            WriteObject(SandboxHost.ReadOrders(), enumerateCollection: true);
            return;
        }

        foreach (string id in BackgroundCheckId)
        {
            if (SandboxHost.ReadOrder(id) is FeishuHireSandboxOrder order)
            {
                WriteObject(order);
            }
            else
            {
                WriteVerbose(Texts.OfSandbox.Say("NothingReceived", ("Order", id)));
            }
        }
    }
}
