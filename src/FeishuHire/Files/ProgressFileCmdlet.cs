using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Management.Automation;
using System.Text;
using FeishuHire.Completion;
using FeishuHire.Errors;
using FeishuHire.Files;
using FeishuHire.Rows;
using FeishuHire.Text;

namespace FeishuHire;

/// <summary>What the cmdlets that read files share: how files are read, which are opened, and that all are opened before the
/// first row.</summary>
public abstract class ProgressFileCmdlet : FeishuHireCmdlet
{
    private protected const string FromPath = "Path";
    private protected const string FromLiteralPath = "LiteralPath";

    private readonly List<(BgCheckError Error, string Path)> _unreadable = [];
    private FileImport? _files;

    /// <summary>What the rows are: Progress, stages of orders; Result, final results.</summary>
    [Parameter]
    [ValidateSet("Progress", "Result")]
    public string Kind { get; set; } = nameof(BgCheckDeliveryKind.Progress);

    /// <summary>The character set of texts: a name such as gb18030, a code page, or an Encoding. Found out when not given.</summary>
    [Parameter(ParameterSetName = FromPath)]
    [Parameter(ParameterSetName = FromLiteralPath)]
    [ArgumentCompleter(typeof(EncodingCompleter))]
    public object? Encoding { get; set; }

    /// <summary>What parts the cells of texts. Found out when not given.</summary>
    [Parameter(ParameterSetName = FromPath)]
    [Parameter(ParameterSetName = FromLiteralPath)]
    [ValidateNotNullOrEmpty]
    public string? Delimiter { get; set; }

    /// <summary>The sheet, by name or by number (the first visible tab is 1); the first that has the columns when not given.</summary>
    [Parameter(ParameterSetName = FromPath)]
    [Parameter(ParameterSetName = FromLiteralPath)]
    [ArgumentCompleter(typeof(WorksheetCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Worksheet { get; set; }

    /// <summary>The row of the titles; the first near the top whose titles are known when not given.</summary>
    [Parameter(ParameterSetName = FromPath)]
    [Parameter(ParameterSetName = FromLiteralPath)]
    [ValidateRange(1, int.MaxValue)]
    public int? HeaderRow { get; set; }

    /// <summary>Fields by title, e.g. @{ 'Order No' = 'BackgroundCheckId' }.</summary>
    [Parameter(ParameterSetName = FromPath)]
    [Parameter(ParameterSetName = FromLiteralPath)]
    public IDictionary? ColumnMap { get; set; }

    /// <summary>The time zone of times without an offset: a TimeZoneInfo, a Windows or IANA name, or an offset like +08:00.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(TimeZoneCompleter))]
    public object? TimeZone { get; set; }

    /// <summary>The culture of times such as 11/2/2026, which are refused without one.</summary>
    [Parameter(ParameterSetName = FromPath)]
    [Parameter(ParameterSetName = FromLiteralPath)]
    [ArgumentCompleter(typeof(CultureCompleter))]
    public object? Culture { get; set; }

    /// <summary>A file that turns the vendor's order numbers into order ids: its first column has the title of the numbers,
    /// the others are background_check_id and, optionally, tenant_key.</summary>
    [Parameter(ParameterSetName = FromPath)]
    [Parameter(ParameterSetName = FromLiteralPath)]
    [ValidateNotNullOrEmpty]
    public string? OrderMap { get; set; }

    /// <summary>The fields that stage ids are made of where the file has none, e.g. StageName,StageTime.</summary>
    [Parameter(ParameterSetName = FromPath)]
    [Parameter(ParameterSetName = FromLiteralPath)]
    [ArgumentCompleter(typeof(StageIdFromCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? StageIdFrom { get; set; }

    /// <summary>Reads the other files where one cannot be read; without it nothing is read then.</summary>
    [Parameter(ParameterSetName = FromPath)]
    [Parameter(ParameterSetName = FromLiteralPath)]
    public SwitchParameter SkipUnreadable { get; set; }

    internal BgCheckDeliveryKind RowKind => Kind.Equals(nameof(BgCheckDeliveryKind.Result), StringComparison.OrdinalIgnoreCase) ? BgCheckDeliveryKind.Result : BgCheckDeliveryKind.Progress;

    /// <summary>The zone of times without an offset.</summary>
    private protected TimeZoneInfo Zone { get; private set; } = TimeZoneInfo.Utc;

    /// <summary>Files that could not be opened, with their errors.</summary>
    private protected IReadOnlyList<(BgCheckError Error, string Path)> Unreadable => _unreadable;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        // The zone that Update-BgCheckProgress would use: its times come from here.
        Zone = Read(TimeZone, nameof(TimeZone), ArgumentKey.TimeZone, TimeZoneArgument.Read) ?? TimeZoneArgument.Default(RunspaceConnections.Current);
        WriteVerbose(Texts.OfRuns.SayInOrder("Zone", Zone.Id));
        if (ParameterSetName is FromPath or FromLiteralPath)
        {
            string? map = OrderMap is null ? null : ResolveOrderMap(OrderMap);
            try
            {
                _files = new FileImport(this, Zone, map, StopToken);
            }
            catch (FeishuHireException failure)
            {
                ThrowFailure(ArgumentErrors.Within(failure.Error, nameof(OrderMap)), OrderMap);
            }
        }
    }

    /// <summary>Opens files by path; those that cannot be opened are kept for the end.</summary>
    private protected void Open(string[] paths)
    {
        bool isLiteral = ParameterSetName == FromLiteralPath;
        foreach (string path in paths)
        {
            IReadOnlyList<string> files = FilePaths.Resolve(this, path, isLiteral, out BgCheckError? error);
            if (error is not null)
            {
                _unreadable.Add((error, path));
            }

            foreach (string file in files)
            {
                Open(file);
            }
        }
    }

    /// <summary>The rows of a file that was opened, as they stand.</summary>
    /// <param name="file">Its place among those that were opened.</param>
    /// <param name="events">Told what an import says beside its rows.</param>
    /// <exception cref="FeishuHireException">A file error after the first row of a file.</exception>
    private protected IEnumerable<BgCheckProgress> Rows(int file, ImportEvents events) => _files!.Read(file, events, StopToken);

    /// <summary>How many files were opened.</summary>
    private protected int FileCount => _files?.Count ?? 0;

    /// <summary>The path of a file that was opened.</summary>
    private protected string PathOf(int file) => _files!.PathOf(file);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            _files?.Dispose();
        }
    }

    internal Encoding? ReadEncoding() => Read(Encoding, nameof(Encoding), ArgumentKey.Encoding, FileArguments.Encoding);

    internal char? ReadDelimiter() => (char?)Read(Delimiter, nameof(Delimiter), ArgumentKey.Delimiter, static given => (object?)FileArguments.Delimiter(given));

    internal CultureInfo? ReadCulture() => Read(Culture, nameof(Culture), ArgumentKey.Culture, FileArguments.Culture);

    internal IReadOnlyDictionary<string, ProgressField>? ReadColumnMap()
    {
        string? bad = null;
        Dictionary<string, ProgressField>? map = ColumnMap is null ? null : FileArguments.ColumnMap(ColumnMap, RowKind, out bad);
        if (bad is not null)
        {
            ThrowBadParameter(nameof(ColumnMap), bad, ArgumentKey.ColumnMap, ("Fields", string.Join(", ", FileArguments.FieldNames(RowKind, ofStageId: false))));
        }

        return map;
    }

    internal IReadOnlyList<ProgressField> ReadStageIdFrom()
    {
        string? bad = null;
        List<ProgressField> fields = StageIdFrom is null ? [] : FileArguments.StageIdFrom(StageIdFrom, out bad);
        if (bad is not null)
        {
            ThrowBadParameter(nameof(StageIdFrom), bad, ArgumentKey.StageIdFrom, ("Fields", string.Join(", ", FileArguments.FieldNames(BgCheckDeliveryKind.Progress, ofStageId: true))));
        }

        return fields;
    }

    private void Open(string file)
    {
        if (FileImport.IsCompanion(file))
        {
            WriteVerbose(Texts.OfFiles.Say(FileFaultKey.PassedOver, ("File", file)));
            return;
        }

        try
        {
            _files!.Open(file, StopToken);
        }
        catch (FeishuHireException failure)
        {
            _unreadable.Add((failure.Error, file));
        }
        catch (OperationCanceledException) when (StopToken.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }

    private string ResolveOrderMap(string path)
    {
        IReadOnlyList<string> files = FilePaths.Resolve(this, path, isLiteral: true, out BgCheckError? error);
        if (error is not null)
        {
            ThrowFailure(ArgumentErrors.Within(error, nameof(OrderMap)), path);
        }

        return files[0];
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
}
