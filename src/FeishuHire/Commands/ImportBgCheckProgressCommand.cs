using System;
using System.Collections;
using System.Collections.Generic;
using System.Diagnostics;
using System.Management.Automation;
using FeishuHire.Completion;
using FeishuHire.Errors;
using FeishuHire.Files;
using FeishuHire.Rows;
using FeishuHire.Text;

namespace FeishuHire.Commands;

/// <summary>Reads stage updates from CSV and Excel files as they are: whatever their character set, titles, sequence and
/// times; every row that can be read comes out, also one that breaks rules.</summary>
[Cmdlet(
    VerbsData.Import,
    "BgCheckProgress",
    DefaultParameterSetName = "Path",
    HelpUri = HelpPages.Root + "Import-BgCheckProgress.md")]
[OutputType(typeof(BgCheckProgress))]
public sealed class ImportBgCheckProgressCommand : FeishuHireCmdlet
{
    private const int ActivityId = 7301;

    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private ImportSettings? _settings;
    private long _nextProgress = 1000;
    private bool _showsProgress;

    /// <summary>Files: .csv .tsv .txt .xlsx .xls; wildcards.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = "Path")]
    public string[] Path { get; set; } = [];

    /// <summary>Files by their exact names; takes what Get-ChildItem gives.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "LiteralPath")]
    [Alias("PSPath", "LP")]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>The character set of texts: a name such as gb18030, a code page, or an Encoding. Found out when not given.</summary>
    [Parameter]
    public object? Encoding { get; set; }

    /// <summary>What parts the cells of texts. Found out when not given.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Delimiter { get; set; }

    /// <summary>The sheet, by name or by number (the first visible tab is 1); the first that has the columns when not given.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(WorksheetCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Worksheet { get; set; }

    /// <summary>The row of the titles; the first near the top whose titles are known when not given.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? HeaderRow { get; set; }

    /// <summary>Fields by title, e.g. @{ 'Order No' = 'BackgroundCheckId' }.</summary>
    [Parameter]
    public IDictionary? ColumnMap { get; set; }

    /// <summary>The time zone of times without an offset: a TimeZoneInfo, a Windows or IANA name, or an offset like +08:00.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(TimeZoneCompleter))]
    public object? TimeZone { get; set; }

    /// <summary>The culture of times such as 11/2/2026, which are refused without one.</summary>
    [Parameter]
    public object? Culture { get; set; }

    /// <summary>A file that turns the vendor's order numbers into order ids: its first column has the title of the numbers,
    /// the others are background_check_id and, optionally, tenant_key.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? OrderMap { get; set; }

    /// <summary>The fields that stage ids are made of where the file has none, e.g. StageName,StageTime.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? StageIdFrom { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        // The zone that Update-BgCheckProgress would use: its times come from here.
        TimeZoneInfo zone = Read(TimeZone, nameof(TimeZone), ArgumentKey.TimeZone, TimeZoneArgument.Read) ?? TimeZoneArgument.Default(RunspaceConnections.Current);
        _settings = new ImportSettings
        {
            Encoding = Read(Encoding, nameof(Encoding), ArgumentKey.Encoding, FileArguments.Encoding),
            Delimiter = (char?)Read(Delimiter, nameof(Delimiter), ArgumentKey.Delimiter, static given => (object?)FileArguments.Delimiter(given)),
            Worksheet = Worksheet,
            HeaderRow = HeaderRow,
            ColumnMap = ReadColumnMap(),
            TimeZone = zone,
            Culture = Read(Culture, nameof(Culture), ArgumentKey.Culture, FileArguments.Culture),
            OrderMap = OrderMap is null ? null : LoadOrderMap(OrderMap),
            StageIdFrom = ReadStageIdFrom(),
        };
        WriteVerbose(Texts.OfRuns.SayInOrder("Zone", zone.Id));
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        bool isLiteral = ParameterSetName == "LiteralPath";
        foreach (string path in isLiteral ? LiteralPath : Path)
        {
            IReadOnlyList<string> files = FilePaths.Resolve(this, path, isLiteral, out BgCheckError? error);
            if (error is not null)
            {
                WriteFailure(error, path);
            }

            foreach (string file in files)
            {
                Import(file);
            }
        }
    }

    private void Import(string file)
    {
        var events = new ImportEvents(WriteVerbose, WriteWarning, share => ShowProgress(file, share));
        using IEnumerator<ImportedRow> rows = FileImport.Read(file, _settings!, events, StopToken).GetEnumerator();
        while (MoveNext(rows, file))
        {
            if (rows.Current.Error is BgCheckError error)
            {
                WriteFailure(error, file);
            }
            else
            {
                WriteObject(rows.Current.Row);
            }
        }

        if (_showsProgress)
        {
            _showsProgress = false;
            WriteProgress(new ProgressRecord(ActivityId, file, file) { RecordType = ProgressRecordType.Completed });
        }
    }

    /// <summary>Goes on to the next row; what is wrong with the file is an error of the file, and the next file is read.</summary>
    private bool MoveNext(IEnumerator<ImportedRow> rows, string file)
    {
        try
        {
            return rows.MoveNext();
        }
        catch (FeishuHireException failure)
        {
            WriteError(ErrorRecords.Of(failure, file));
            return false;
        }
        catch (OperationCanceledException) when (StopToken.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }

    private void ShowProgress(string file, double share)
    {
        if (_watch.ElapsedMilliseconds >= _nextProgress)
        {
            _nextProgress = _watch.ElapsedMilliseconds + 500;
            _showsProgress = true;
            int percent = (int)Math.Min(100, share * 100);
            WriteProgress(new ProgressRecord(ActivityId, Texts.OfFiles.Say(FileFaultKey.ReadingActivity), System.IO.Path.GetFileName(file)) { PercentComplete = percent });
        }
    }

    private object LoadOrderMap(string path)
    {
        IReadOnlyList<string> files = FilePaths.Resolve(this, path, isLiteral: true, out BgCheckError? error);
        if (error is not null)
        {
            ThrowFailure(ArgumentErrors.Within(error, nameof(OrderMap)), path);
        }

        try
        {
            return FileImport.LoadOrderMap(files[0], StopToken);
        }
        catch (FeishuHireException failure)
        {
            ThrowFailure(ArgumentErrors.Within(failure.Error, nameof(OrderMap)), path);
            throw;
        }
    }

    /// <summary>A parameter as its reader understands it; null where it was not given.</summary>
    private TValue? Read<TGiven, TValue>(TGiven? given, string parameter, string key, Func<TGiven, TValue?> read)
        where TGiven : class
        where TValue : class
    {
        TValue? value = given is null ? null : read(given);
        if (given is not null && value is null)
        {
            ThrowBadParameter(parameter, given, key);
        }

        return value;
    }

    private Dictionary<string, ProgressField>? ReadColumnMap()
    {
        string? bad = null;
        Dictionary<string, ProgressField>? map = ColumnMap is null ? null : FileArguments.ColumnMap(ColumnMap, out bad);
        if (bad is not null)
        {
            ThrowBadParameter(nameof(ColumnMap), bad, ArgumentKey.ColumnMap, ("Fields", FileArguments.FieldNames(ofStageId: false)));
        }

        return map;
    }

    private List<ProgressField> ReadStageIdFrom()
    {
        string? bad = null;
        List<ProgressField> fields = StageIdFrom is null ? [] : FileArguments.StageIdFrom(StageIdFrom, out bad);
        if (bad is not null)
        {
            ThrowBadParameter(nameof(StageIdFrom), bad, ArgumentKey.StageIdFrom, ("Fields", FileArguments.FieldNames(ofStageId: true)));
        }

        return fields;
    }
}
