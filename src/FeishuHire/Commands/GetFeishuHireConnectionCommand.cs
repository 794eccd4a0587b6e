using System.Management.Automation;
using FeishuHire.Errors;

namespace FeishuHire.Commands;

/// <summary>Shows this runspace's connection; no secret is in it.</summary>
[Cmdlet(
    VerbsCommon.Get,
    "FeishuHireConnection",
    HelpUri = HelpPages.Root + "Get-FeishuHireConnection.md")]
[OutputType(typeof(FeishuHireConnection))]
public sealed class GetFeishuHireConnectionCommand : FeishuHireCmdlet
{
    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (RunspaceConnections.Current is { Handle: not null } connection)
        {
            WriteObject(connection);
            return;
        }

        // Not terminating, so that a script may ask: if (-not (Get-FeishuHireConnection -ErrorAction Ignore)) { … }
        WriteFailure(new BgCheckError(ErrorId.NotConnected), null);
    }
}
