using System.Management.Automation;
using FeishuHire.Errors;

namespace FeishuHire.Commands;

/// <summary>Stops the sandbox. Calls under way lose their connection; what it received is gone.</summary>
[Cmdlet(
    VerbsLifecycle.Stop,
    "FeishuHireSandbox",
    HelpUri = HelpPages.Root + "Stop-FeishuHireSandbox.md")]
public sealed class StopFeishuHireSandboxCommand : FeishuHireCmdlet
{
    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (!SandboxHost.Stop())
        {
            ThrowFailure(new BgCheckError(ErrorId.SandboxNotRunning), null);
        }
    }
}
