using System.Management.Automation;
using FeishuHire.Completion;
using FeishuHire.Ledger;
using FeishuHire.Values;

namespace FeishuHire.Commands;

/// <summary>Shows what the ledger remembers, as it reads it: what was delivered, and what is stuck, since when, why, and what
/// to do about it.</summary>
[Cmdlet(
    VerbsCommon.Get,
    "BgCheckDelivery",
    HelpUri = HelpPages.Root + "Get-BgCheckDelivery.md")]
[OutputType(typeof(BgCheckDelivery))]
public sealed class GetBgCheckDeliveryCommand : LedgerCmdlet
{
    /// <summary>The view of stages that need action: one below the other, with the remedy.</summary>
    private const string NeedsActionView = "FeishuHire.BgCheckDelivery#NeedsAction";

    private long? _since;

    /// <summary>Stages of this order.</summary>
    [Parameter(
        Position = 0,
        ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(LedgerIdCompleter))]
    public string? BackgroundCheckId { get; set; }

    /// <summary>Stages with this stage_id.</summary>
    [Parameter(
        Position = 1,
        ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(LedgerIdCompleter))]
    public string? StageId { get; set; }

    /// <summary>Stages in this state.</summary>
    [Parameter]
    [ValidateSet("Delivered", "Rejected", "NotSent", "Uncertain", "Abandoned", "Sending", "Held", "Waiting")]
    public string? Status { get; set; }

    /// <summary>Stages whose state changed at or after this time.</summary>
    [Parameter]
    public object? Since { get; set; }

    /// <summary>What somebody has to see to, the oldest first: refused, held, not tried, or without an outcome.</summary>
    [Parameter]
    public SwitchParameter NeedsAction { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _since = ReadTime(Since, nameof(Since));
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var filter = new LedgerFilter
        {
            OrderId = IdCell.Read(BackgroundCheckId),
            StageId = IdCell.Read(StageId),
            Status = Status is null ? null : StatusOf(Status),
            Since = _since,
            NeedsAction = NeedsAction,
        };
        try
        {
            foreach (BgCheckDelivery delivery in Desk.Read(filter))
            {
                WriteObject(Shown(delivery));
                if (Stopping)
                {
                    return;
                }
            }
        }
        catch (FeishuHireException failure)
        {
            ThrowTerminatingError(ErrorRecords.Of(failure, null));
        }
    }

    private object Shown(BgCheckDelivery delivery)
    {
        if (!NeedsAction)
        {
            return delivery;
        }

        PSObject shown = PSObject.AsPSObject(delivery);
        shown.TypeNames.Insert(0, NeedsActionView);
        return shown;
    }
}
