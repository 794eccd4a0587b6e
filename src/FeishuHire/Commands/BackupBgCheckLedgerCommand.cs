using System.IO;
using System.Management.Automation;
using System.Threading.Tasks;
using FeishuHire.Files;
using FeishuHire.Ledger;
using FeishuHire.Text;

namespace FeishuHire.Commands;

/// <summary>Copies a ledger and its key into one file, whole, while runs go on.</summary>
[Cmdlet(
    VerbsData.Backup,
    "BgCheckLedger",
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.Low,
    HelpUri = HelpPages.Root + "Backup-BgCheckLedger.md")]
[OutputType(typeof(FileInfo))]
public sealed class BackupBgCheckLedgerCommand : FeishuHireCmdlet
{
    /// <summary>The backup's file; an earlier backup there is replaced.</summary>
    [Parameter(
        Mandatory = true,
        Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = string.Empty;

    /// <summary>A ledger's file; else the connection's ledger, else FEISHU_LEDGER_PATH, else the default place.</summary>
    [Parameter]
    public string? LedgerPath { get; set; }

    /// <summary>The connection whose ledger it is, instead of this runspace's own.</summary>
    [Parameter]
    public FeishuHireConnection? Connection { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        string target = GetUnresolvedProviderPathFromPSPath(Path);
        string? ledger = PlaceOf(PlacePath.Ledger, LedgerPath);
        FeishuHireConnection? connection = Connection ?? RunspaceConnections.Current;
        using LedgerSession session = Await(_ => Task.FromResult(LedgerSession.Open(connection, ledger)));
        if (ShouldProcess(session.Path ?? "-", Texts.OfRuns.SayInOrder("BackupAction", target)))
        {
            WriteObject(Await(async _ =>
            {
                await session.BackupAsync(target).ConfigureAwait(false);
                return new FileInfo(target);
            }));
        }
    }
}
