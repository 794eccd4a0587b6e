using System.Management.Automation;

namespace FeishuHire.Commands;

/// <summary>Opens a connection to Feishu Hire for this runspace and returns it. A part of the credentials that is not given
/// is taken from the environment; nothing is asked for, so that a scheduled task never waits for somebody.</summary>
[Cmdlet(
    VerbsCommunications.Connect,
    "FeishuHire",
    HelpUri = HelpPages.Root + "Connect-FeishuHire.md")]
[OutputType(typeof(FeishuHireConnection))]
public sealed class ConnectFeishuHireCommand : ConnectionCmdlet
{
    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        ResolvePlaces();
        FeishuHireConnection connection = Await(stop => ConnectionBridge.OpenAsync(this, stop));
        FeishuHireConnection? before = RunspaceConnections.Current;
        RunspaceConnections.Current = connection;
        if (before is not null)
        {
            // Nobody else would close it, and its ledger could be neither moved nor restored.
            ConnectionBridge.Close(before);
        }

        foreach (string warning in ConnectionBridge.LedgerWarnings(connection))
        {
            WriteWarning(warning);
        }

        WriteObject(connection);
    }
}
