using System.Globalization;
using System.Management.Automation;
using FeishuHire.Text;

namespace FeishuHire.Commands;

/// <summary>Makes the ledger forget stages that have long been settled. Each order keeps its last delivered time and
/// a mark of each delivered stage, so that none is sent again; what is without an outcome stays.</summary>
[Cmdlet(
    VerbsCommon.Remove,
    "BgCheckDelivery",
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.Medium,
    HelpUri = HelpPages.Root + "Remove-BgCheckDelivery.md")]
public sealed class RemoveBgCheckDeliveryCommand : LedgerCmdlet
{
    /// <summary>Stages whose state last changed before this time.</summary>
    [Parameter(
        Mandatory = true,
        Position = 0)]
    public object? Before { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        RequireRealm();
        long before = ReadTime(Before, nameof(Before)) ?? 0;
        string shown = new BgCheckTime(before, Times.Zone.GetUtcOffset(System.DateTimeOffset.FromUnixTimeMilliseconds(before))).ToString(null, CultureInfo.InvariantCulture);
        if (!ShouldProcess(Desk.Path ?? "-", Texts.OfRuns.SayInOrder("PurgeAction", shown)))
        {
            return;
        }

        (int removed, int kept) = Await(_ => Desk.PurgeAsync(before));
        WriteVerbose(Texts.OfRuns.SayInOrder("Purged", removed));
        if (kept > 0)
        {
            WriteWarning(Texts.OfRuns.SayInOrder("PurgeKept", kept));
        }
    }
}
