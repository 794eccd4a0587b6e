using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Threading.Tasks;
using FeishuHire.Checks;
using FeishuHire.Errors;
using FeishuHire.Files;
using FeishuHire.Rows;
using FeishuHire.Text;
using FeishuHire.Values;

namespace FeishuHire.Commands;

/// <summary>Says what is wrong with stage updates before anything is sent: the rules of each row, and those across rows,
/// files and days. Uses no network unless it is asked to try the reports' links.</summary>
[Cmdlet(
    VerbsDiagnostic.Test,
    "BgCheckProgress",
    DefaultParameterSetName = FromRows,
    HelpUri = HelpPages.Root + "Test-BgCheckProgress.md")]
[OutputType(typeof(BgCheckProblem), typeof(BgCheckPlan), typeof(bool))]
public sealed class TestBgCheckProgressCommand : ProgressFileCmdlet
{
    private const string FromRows = "Rows";

    private RowIntake? _intake;
    private CheckBridge? _check;
    private bool _anyFileFailed;

    /// <summary>Files, as Import-BgCheckProgress takes them; wildcards.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = FromPath)]
    public string[] Path { get; set; } = [];

    /// <summary>Files by their exact names.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = FromLiteralPath)]
    [Alias("PSPath", "LP")]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>Rows, as Update-BgCheckProgress takes them.</summary>
    [Parameter(ValueFromPipeline = true, ParameterSetName = FromRows)]
    public PSObject? InputObject { get; set; }

    /// <summary>Says only whether all is well: true or false.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <summary>Gives one BgCheckPlan instead of the problems.</summary>
    [Parameter]
    public SwitchParameter Summary { get; set; }

    /// <summary>A ledger's file to compare with; else the connection's, where there is one.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? LedgerPath { get; set; }

    /// <summary>Asks each different link of a report once whether it answers and, for downloads, is a PDF.</summary>
    [Parameter]
    public SwitchParameter CheckReportUrl { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        FeishuHireConnection? connection = RunspaceConnections.Current;
        _intake = new RowIntake(RowKind, new TimeCellOptions(Zone), TimeZone is not null);
        string? ledger = PlaceOf(PlacePath.Ledger, LedgerPath);
        _check = Await(_ => Task.FromResult(CheckBridge.Open(connection, ledger, RowKind, CheckReportUrl)));
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName != FromRows)
        {
            Open(ParameterSetName == FromLiteralPath ? LiteralPath : Path);
        }
        else if (InputObject is not null || MyInvocation.ExpectingInput)
        {
            foreach (PSObject? item in RowIntake.Items(InputObject))
            {
                Take(item);
            }
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        foreach ((BgCheckError error, string path) in Unreadable)
        {
            _anyFileFailed |= !SkipUnreadable;
            WriteFailure(error, path);
        }

        for (int i = 0; i < FileCount; i++)
        {
            int file = i;
            Guard(() => TakeFile(file), PathOf(file));
        }

        Guard(() => _check!.Complete(StopToken), null);
        Await(async stop =>
        {
            await _check!.AskLinksAsync(stop).ConfigureAwait(false);
            return true;
        });
        WriteProblems();
        if (Quiet)
        {
            WriteObject(_check!.Errors == 0 && !_anyFileFailed);
        }
        else if (Summary)
        {
            WriteObject(_check!.Plan());
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            _check?.Dispose();
        }
    }

    private void TakeFile(int file)
    {
        string path = PathOf(file);
        var events = new ImportEvents(WriteVerbose, WriteWarning, static _ => { }, titles => _check!.Learn(path, titles));
        foreach (BgCheckProgress row in Rows(file, events))
        {
            Post(row);
        }
    }

    private void Take(PSObject? item)
    {
        RowTaken taken = _intake!.Take(item, MyInvocation.ExpectingInput);
        if (taken.Row is not { } row)
        {
            WriteVerbose(Texts.OfRuns.SayInOrder("EmptyRow", _intake.Count));
        }
        else if (taken.Error is not null)
        {
            _check!.Refuse(row, taken.Error);
        }
        else
        {
            Guard(() => Post(row), row.Shown);
        }
    }

    private void Post(BgCheckProgress row)
    {
        _check!.Post(row);
        if (_check.IsFull)
        {
            WriteProblems();
        }
    }

    private void WriteProblems()
    {
        IReadOnlyList<BgCheckProblem> problems = _check!.TakeProblems();
        if (!Quiet && !Summary)
        {
            WriteObject(problems, enumerateCollection: true);
        }
    }

    /// <summary>A file that cannot be read is an error of its own, and the next is looked at.</summary>
    private void Guard(Action step, object? target)
    {
        try
        {
            step();
        }
        catch (FeishuHireException failure)
        {
            _anyFileFailed = true;
            WriteError(ErrorRecords.Of(failure, target));
        }
        catch (OperationCanceledException) when (StopToken.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }
}
