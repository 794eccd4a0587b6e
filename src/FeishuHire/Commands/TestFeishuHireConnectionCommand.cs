using System.Collections;
using System.Linq;
using System.Management.Automation;
using FeishuHire.Delivery;
using FeishuHire.Errors;
using FeishuHire.Text;

namespace FeishuHire.Commands;

/// <summary>Looks at everything that a delivery needs, from the shell to Feishu's permission, and says of each how it stands and
/// what to do. Sends no progress and makes no ledger.</summary>
[Cmdlet(
    VerbsDiagnostic.Test,
    "FeishuHireConnection",
    HelpUri = HelpPages.Root + "Test-FeishuHireConnection.md")]
[OutputType(typeof(FeishuHireCheck), typeof(bool))]
public sealed class TestFeishuHireConnectionCommand : ConnectionCmdlet
{
    /// <summary>The connection to look at, instead of what one would be opened with. Without any of these: the runspace's own,
    /// where one is open.</summary>
    [Parameter]
    public FeishuHireConnection? Connection { get; set; }

    /// <summary>The folder that results are to go to.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ResultPath { get; set; }

    /// <summary>Only whether nothing has failed.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        ResolvePlaces();
        string[] given = [.. MyInvocation.BoundParameters.Keys.Where(IsOfConnect)];
        if (Connection is not null && given.Length > 0)
        {
            ThrowBadParameter(given[0], null, ArgumentKey.BesideConnection);
        }

        FeishuHireConnection? connection = Connection ?? (given.Length == 0 ? RunspaceConnections.Current : null);
        if (connection is { Handle: null })
        {
            ThrowFailure(new BgCheckError(ErrorId.NotConnected), null);
        }

        string? results = PlaceOf(ResultFolder.Resolve, ResultPath);
        bool failed = false;
        foreach (FeishuHireCheck check in DoctorBridge.Look(this, connection, results, Shell(), Await))
        {
            failed |= check.Status == FeishuHireCheckStatus.Failed;
            if (!Quiet)
            {
                WriteObject(check);
            }
        }

        if (Quiet)
        {
            WriteObject(!failed);
        }
    }

    private string Shell()
    {
        object? version = (SessionState.PSVariable.GetValue("PSVersionTable") as IDictionary)?["PSVersion"];
        return $"{version ?? Host.Version} {SessionState.PSVariable.GetValue("PSEdition")}";
    }

    private static bool IsOfConnect(string parameter) => typeof(ConnectionCmdlet).GetProperty(parameter)?.DeclaringType == typeof(ConnectionCmdlet);
}
