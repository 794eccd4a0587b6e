using System.Collections.Generic;
using System.Management.Automation;
using System.Threading.Tasks;
using FeishuHire.Completion;
using FeishuHire.Delivery;
using FeishuHire.Ledger;
using FeishuHire.Text;

namespace FeishuHire.Commands;

/// <summary>Asks Feishu what it has and settles the ledger by that: the baseline of the first day or after a lost ledger, and
/// the way out of unknown outcomes. Sends nothing.</summary>
[Cmdlet(
    VerbsData.Sync,
    "BgCheckDelivery",
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.Medium,
    HelpUri = HelpPages.Root + "Sync-BgCheckDelivery.md")]
[OutputType(typeof(BgCheckDelivery))]
public sealed class SyncBgCheckDeliveryCommand : DeliveryCmdlet
{
    private bool _hasRow;

    /// <summary>stage_id, for every row, or a script block.</summary>
    [Parameter]
    public object? StageId { get; set; }

    /// <summary>stage_name, for every row, or a script block.</summary>
    [Parameter]
    public object? StageName { get; set; }

    /// <summary>stage_en_name, for every row, or a script block.</summary>
    [Parameter]
    public object? StageEnName { get; set; }

    /// <summary>stage_time, for every row: a date, Unix milliseconds, text, or a script block.</summary>
    [Parameter]
    public object? StageTime { get; set; }

    /// <summary>result, for every row, or a script block.</summary>
    [Parameter]
    public object? Result { get; set; }

    /// <summary>operator_role, for every row: Vendor or Administrator, or a script block.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(OperatorRoleCompleter))]
    public object? OperatorRole { get; set; }

    /// <summary>report_name of one report, for every row, or a script block.</summary>
    [Parameter]
    public object? ReportName { get; set; }

    /// <summary>report_url of that report, or a script block.</summary>
    [Parameter]
    public object? ReportUrl { get; set; }

    /// <summary>report_url_type of that report: Download or Preview, or a script block.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ReportUrlTypeCompleter))]
    public object? ReportUrlType { get; set; }

    /// <summary>Reports: objects of New-BgCheckReportFile, hashtables, objects with the API's or our names, or a script block.</summary>
    [Parameter]
    public object? ReportFile { get; set; }

    /// <summary>The time zone of times without an offset: a TimeZoneInfo, a Windows or IANA name, or an offset like +08:00.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(TimeZoneCompleter))]
    public object? TimeZone { get; set; }

    internal override bool SettlesOnly => true;

    private protected override object? GivenZone => TimeZone;

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        // Without input: all of whose outcome nobody knows. An input that turned out empty asks for nothing.
        bool hasInput = MyInvocation.ExpectingInput || MyInvocation.BoundParameters.ContainsKey(nameof(InputObject));
        if (hasInput && !_hasRow)
        {
            WriteVerbose(Texts.OfRuns.SayInOrder("NoRowToSettle"));
        }
        else if (!hasInput && !HasTypedRow)
        {
            FeishuHireConnection? connection = Connection ?? RunspaceConnections.Current;
            Await(_ => Task.FromResult(UnknownOutcomes(connection))).ForEach(Take);
        }

        base.EndProcessing();
    }

    private protected override void Take(PSObject? item)
    {
        _hasRow = true;
        if (item?.BaseObject is BgCheckDelivery { BackgroundCheckId.Length: > 0 } delivery)
        {
            Take(delivery);
        }
        else
        {
            base.Take(item);
        }
    }

    /// <summary>An entry of the ledger knows what was sent: its order says the rest.</summary>
    private void Take(BgCheckDelivery delivery)
    {
        if (IsRehearsal || AsksFor(new BgCheckProgress { BackgroundCheckId = delivery.BackgroundCheckId, StageId = delivery.StageId }))
        {
            Name(delivery.BackgroundCheckId, delivery.TenantKey);
        }
    }

    private static List<BgCheckDelivery> UnknownOutcomes(FeishuHireConnection? connection)
    {
        using var ledger = LedgerSession.Open(connection, null);
        return [.. ledger.Read(new LedgerFilter { Status = BgCheckDeliveryStatus.Uncertain })];
    }
}
