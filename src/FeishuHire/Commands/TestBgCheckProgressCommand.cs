using System;
using System.Collections.Generic;
using System.Globalization;
using System.Management.Automation;
using FeishuHire.Checks;
using FeishuHire.Completion;
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
    DefaultParameterSetName = "Rows",
    HelpUri = HelpPages.Root + "Test-BgCheckProgress.md")]
[OutputType(typeof(BgCheckProblem), typeof(BgCheckPlan), typeof(bool))]
public sealed class TestBgCheckProgressCommand : FeishuHireCmdlet
{
    private readonly Dictionary<string, long> _byId = new(StringComparer.Ordinal);
    private readonly ProblemMaker _problems = new();
    private readonly ProblemOrder _order = new();
    private RowIntake? _intake;
    private CheckRun? _run;
    private LinkChecks? _links;
    private TimeZoneInfo? _zone;
    private bool _anyFileFailed;
    private long _count;
    private long _errors;

    /// <summary>Files, as Import-BgCheckProgress takes them; wildcards.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "Path")]
    public string[] Path { get; set; } = [];

    /// <summary>Files by their exact names.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "LiteralPath")]
    [Alias("PSPath", "LP")]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>Rows, as Update-BgCheckProgress takes them.</summary>
    [Parameter(ValueFromPipeline = true, ParameterSetName = "Rows")]
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

    /// <summary>The time zone of times without an offset: a TimeZoneInfo, a Windows or IANA name, or an offset like +08:00.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(TimeZoneCompleter))]
    public object? TimeZone { get; set; }

    /// <summary>Asks each different link of a report once whether it answers and, for downloads, is a PDF.</summary>
    [Parameter]
    public SwitchParameter CheckReportUrl { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        FeishuHireConnection? connection = RunspaceConnections.Current;
        if (TimeZone is null)
        {
            _zone = TimeZoneArgument.Default(connection);
        }
        else
        {
            _zone = TimeZoneArgument.Read(TimeZone);
            if (_zone is null)
            {
                ThrowBadParameter(nameof(TimeZone), TimeZone, ArgumentKey.TimeZone);
            }
        }

        _intake = new RowIntake(_zone is null ? TimeCellOptions.Default : new TimeCellOptions(_zone));
        _links = CheckReportUrl ? new LinkChecks() : null;
        string? ledger = LedgerPath is null ? null : GetUnresolvedProviderPathFromPSPath(LedgerPath);
        _run = Await(_ => CheckRun.OpenAsync(connection, ledger));
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName != "Rows")
        {
            TakeFiles(ParameterSetName == "LiteralPath");
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

    private void TakeFiles(bool isLiteral)
    {
        foreach (string path in isLiteral ? LiteralPath : Path)
        {
            IReadOnlyList<string> files = FilePaths.Resolve(this, path, isLiteral, out BgCheckError? error);
            if (error is not null)
            {
                _anyFileFailed = true;
                WriteFailure(error, path);
            }

            foreach (string file in files)
            {
                Guard(() => TakeFile(file), file);
            }
        }
    }

    private void TakeFile(string file)
    {
        var events = new ImportEvents(WriteVerbose, WriteWarning, static _ => { }, titles => _problems.Learn(file, titles));
        foreach (ImportedRow item in FileImport.Read(file, new ImportSettings { TimeZone = _zone }, events, StopToken))
        {
            if (item.Error is BgCheckError error)
            {
                _run!.CountUnreadable();
                Report(null, SourceOf(file, error), error);
            }
            else
            {
                Judge(item.Row!);
            }
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

    private static BgCheckSource? SourceOf(string file, BgCheckError error) =>
        error.Facts.TryGetValue("Row", out string? row) && long.TryParse(row, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? new BgCheckSource(file, number) : null;

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
