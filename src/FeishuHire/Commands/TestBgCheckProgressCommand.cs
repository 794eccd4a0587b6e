using System;
using System.Collections.Generic;
using System.Management.Automation;
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

    private readonly Dictionary<string, long> _byId = new(StringComparer.Ordinal);
    private readonly ProblemMaker _problems = new();
    private readonly ProblemOrder _order = new();
    private RowIntake? _intake;
    private CheckRun? _run;
    private LinkChecks? _links;
    private bool _anyFileFailed;
    private long _count;
    private long _errors;

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
        _intake = new RowIntake(new TimeCellOptions(Zone), TimeZone is not null);
        _links = CheckReportUrl ? new LinkChecks() : null;
        string? ledger = PlaceOf(PlacePath.Ledger, LedgerPath);
        _run = Await(_ => CheckRun.OpenAsync(connection, ledger));
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

        Guard(() => Report(_run!.Complete(StopToken)), null);
        if (_links is not null)
        {
            foreach (BgCheckProblem problem in Await(token => _links.AskAsync(_problems, token)))
            {
                Write(problem);
            }
        }

        WriteObject(_order.TakeAll(), enumerateCollection: true);
        if (Quiet)
        {
            WriteObject(_errors == 0 && !_anyFileFailed);
        }
        else if (Summary)
        {
            WriteObject(_run!.Plan(_byId, _count));
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            _run?.Dispose();
        }
    }

    private void TakeFile(int file)
    {
        string path = PathOf(file);
        var events = new ImportEvents(WriteVerbose, WriteWarning, static _ => { }, titles => _problems.Learn(path, titles));
        foreach (BgCheckProgress row in Rows(file, events))
        {
            Judge(row);
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
            _run!.CountUnreadable();
            Report(row, row.Source, taken.Error);
        }
        else
        {
            Guard(() => Judge(row), row);
        }
    }

    private void Judge(BgCheckProgress row)
    {
        _links?.Add(row);
        Report(_run!.Post(row));
    }

    private void Report(IEnumerable<(BgCheckProgress Row, BgCheckError Error)> failed)
    {
        foreach ((BgCheckProgress row, BgCheckError error) in failed)
        {
            Report(row, row.Source, error);
        }
    }

    private void Report(BgCheckProgress? row, BgCheckSource? source, BgCheckError error)
    {
        foreach (BgCheckProblem problem in _problems.Of(row, source, error))
        {
            Write(problem);
        }
    }

    private void Write(BgCheckProblem problem)
    {
        _count++;
        _errors += problem.Severity == "Error" ? 1 : 0;
        _byId[problem.ErrorId] = _byId.TryGetValue(problem.ErrorId, out long count) ? count + 1 : 1;
        if (!Quiet && !Summary)
        {
            _order.Add(problem);
            if (_order.IsFull)
            {
                WriteObject(_order.TakeAll(), enumerateCollection: true);
            }
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
