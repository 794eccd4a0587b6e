using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Management.Automation;
using FeishuHire.Columns;
using FeishuHire.Completion;
using FeishuHire.Errors;
using FeishuHire.Ledger;
using FeishuHire.Rows;
using FeishuHire.Text;

namespace FeishuHire.Commands;

/// <summary>Settles stages by hand, also such as the ledger never saw: what Feishu has (a baseline, a stage found on its
/// card), what it has not, and what is never to be sent. The ledger remembers who did it and when.</summary>
[Cmdlet(
    VerbsCommon.Set,
    "BgCheckDelivery",
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.Medium,
    HelpUri = HelpPages.Root + "Set-BgCheckDelivery.md")]
[OutputType(typeof(BgCheckDelivery))]
public sealed class SetBgCheckDeliveryCommand : LedgerCmdlet
{
    private const int AtOnce = 1_000;

    private readonly List<SettledRow> _waiting = [];
    private TypedFields? _typed;
    private RowReader? _reader;
    private long _row;

    /// <summary>A BgCheckProgress, a BgCheckDelivery or any row: its titles are matched by name.</summary>
    [Parameter(
        Position = 0,
        ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    /// <summary>background_check_id, for every row.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(LedgerIdCompleter))]
    public string? BackgroundCheckId { get; set; }

    /// <summary>stage_id, for every row.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(LedgerIdCompleter))]
    public string? StageId { get; set; }

    /// <summary>stage_time, for every row: needed for Delivered where the ledger does not know it.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public object? StageTime { get; set; }

    /// <summary>The tenant, where rows carry it.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? TenantKey { get; set; }

    /// <summary>Delivered: Feishu has it. NotSent: Feishu has it not, send it. Abandoned: it is never to be sent.</summary>
    [Parameter(Mandatory = true)]
    [ValidateSet("Delivered", "NotSent", "Abandoned")]
    public string Status { get; set; } = string.Empty;

    /// <summary>Writes the stages as they now stand.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        RequireRealm();

        // Only what the command line bound is here now; what the pipeline binds later is read from the row itself.
        _typed = TypedFields.Of(MyInvocation.BoundParameters);
        _reader = new RowReader(new RowReaderOptions { Time = Times, Overrides = _typed.Values, ObjectProperties = RowCells.OfNested });
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (InputObject?.BaseObject is IList list and not byte[])
        {
            foreach (object? item in list)
            {
                Take(item is null ? null : PSObject.AsPSObject(item));
            }
        }
        else if (InputObject is not null || _typed!.Count > 0)
        {
            Take(InputObject);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => Flush();

    private void Take(PSObject? item)
    {
        var source = new BgCheckSource(null, ++_row);
        if (Read(item, source) is not { } row)
        {
            return;
        }

        var settled = SettledRow.Of(row, Times);

        // What the ledger holds can be settled whatever its ids look like: a row without one holds its order too.
        if (settled.Check() is { } error && !Desk.Knows(settled))
        {
            WriteFailure(error.With("Order", row.BackgroundCheckId).With("Stage", row.StageId).With("Where", row.Source?.ToString()), row);
            return;
        }

        if (ShouldProcess(Texts.OfRuns.SayInOrder("ShouldProcessTarget", row.BackgroundCheckId, row.StageId), Texts.OfRuns.SayInOrder("SettleAction", Status)))
        {
            _waiting.Add(settled);
            if (_waiting.Count == AtOnce)
            {
                Flush();
            }
        }
    }

    private BgCheckProgress? Read(PSObject? item, BgCheckSource source)
    {
        if (item is null)
        {
            return _reader!.ReadOverrides(source);
        }

        if (item.BaseObject is BgCheckProgress progress)
        {
            return _reader!.Prepare(progress);
        }

        RowReading reading = _reader!.Read(RowCells.Of(item), source);
        if (reading.KnownColumns == 0 && _typed!.Count == 0)
        {
            WriteFailure(
                new BgCheckError(ErrorId.ColumnsNotFound).With("Expected", "background_check_id, stage_id, stage_time")
                    .With("Row", _row.ToString(CultureInfo.InvariantCulture)),
                item);
            return null;
        }

        return reading.Progress;
    }

    private void Flush()
    {
        if (_waiting.Count == 0)
        {
            return;
        }

        SettledRow[] rows = [.. _waiting];
        _waiting.Clear();
        List<(BgCheckDelivery? Delivery, BgCheckError? Error)> settled = Await(_ => Desk.SettleAsync(rows, StatusOf(Status)));
        for (int i = 0; i < rows.Length; i++)
        {
            BgCheckProgress row = rows[i].Row;
            if (settled[i].Error is { } error)
            {
                WriteFailure(error.With("Order", row.BackgroundCheckId).With("Stage", row.StageId).With("Where", row.Source?.ToString()), row);
            }
            else if (PassThru)
            {
                WriteObject(settled[i].Delivery);
            }
        }
    }
}
