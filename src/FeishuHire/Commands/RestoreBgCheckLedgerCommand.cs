using System;
using System.Globalization;
using System.Management.Automation;
using System.Threading.Tasks;
using FeishuHire.Files;
using FeishuHire.Ledger;
using FeishuHire.Text;

namespace FeishuHire.Commands;

/// <summary>Puts a backup of Backup-BgCheckLedger in the place of a ledger, key included.</summary>
[Cmdlet(
    VerbsData.Restore,
    "BgCheckLedger",
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.High,
    HelpUri = HelpPages.Root + "Restore-BgCheckLedger.md")]
public sealed class RestoreBgCheckLedgerCommand : FeishuHireCmdlet
{
    /// <summary>The backup.</summary>
    [Parameter(
        Mandatory = true,
        Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = string.Empty;

    /// <summary>The ledger's file, there or not; else the connection's ledger, else FEISHU_LEDGER_PATH, else the default place.</summary>
    [Parameter]
    public string? LedgerPath { get; set; }

    /// <summary>Replaces also a ledger that has newer entries than the backup, or that cannot be read.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        string source = GetUnresolvedProviderPathFromPSPath(Path);
        string? named = PlaceOf(PlacePath.Ledger, LedgerPath) ?? RunspaceConnections.Current?.LedgerPath;
        string ledger = Await(_ => Task.FromResult(LedgerSession.Locate(named)));
        if (!ShouldProcess(ledger, Texts.OfRuns.SayInOrder("RestoreAction", source)))
        {
            return;
        }

        long madeAt = Await(_ => Task.FromResult(LedgerSession.Restore(source, ledger, Force)));
        var made = new BgCheckTime(DateTimeOffset.FromUnixTimeMilliseconds(madeAt).ToLocalTime());
        WriteWarning(Texts.OfRuns.SayInOrder("Restored", made.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), ledger));
    }
}
