using System.Management.Automation;

namespace FeishuHire.Commands;

/// <summary>Closes a connection: its sockets, its tokens and its copies of the secrets. Does nothing where there is none, so
/// that it can stand in a finally block.</summary>
[Cmdlet(
    VerbsCommunications.Disconnect,
    "FeishuHire",
    HelpUri = HelpPages.Root + "Disconnect-FeishuHire.md")]
public sealed class DisconnectFeishuHireCommand : FeishuHireCmdlet
{
    /// <summary>The connection; this runspace's unless given.</summary>
    [Parameter(
        Position = 0,
        ValueFromPipeline = true)]
    public FeishuHireConnection? Connection { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        FeishuHireConnection? connection = Connection ?? RunspaceConnections.Current;
        if (connection is null)
        {
            return;
        }

        ConnectionBridge.Close(connection);
        if (ReferenceEquals(connection, RunspaceConnections.Current))
        {
            RunspaceConnections.Current = null;
        }
    }
}
