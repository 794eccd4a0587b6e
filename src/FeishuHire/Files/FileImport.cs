using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading;
using FeishuHire.Engine.Files;
using FeishuHire.Engine.Files.Csv;
using FeishuHire.Engine.Files.Import;
using FeishuHire.Errors;
using FeishuHire.Text;

namespace FeishuHire.Files;

/// <summary>Between the cmdlets and Engine's tables, which load when a method here first runs and not with the import of
/// the module. Files are opened first, all of them, and read afterwards.</summary>
internal sealed class FileImport : IDisposable
{
    private readonly TableOptions _options;
    private readonly List<ProgressFile> _files = [];

    /// <summary>Takes the options of a cmdlet.</summary>
    /// <param name="cmdlet">The cmdlet, its parameters bound.</param>
    /// <param name="zone">The zone of times without an offset.</param>
    /// <param name="orderMap">The file of -OrderMap, or null.</param>
    /// <param name="cancellation">Ends a long read.</param>
    /// <exception cref="FeishuHireException">A file error of the order map.</exception>
    internal FileImport(ProgressFileCmdlet cmdlet, TimeZoneInfo zone, string? orderMap, CancellationToken cancellation)
    {
        _options = new TableOptions
        {
            Kind = cmdlet.RowKind,
            Encoding = cmdlet.ReadEncoding(),
            Delimiter = cmdlet.ReadDelimiter(),
            Worksheet = cmdlet.Worksheet,
            HeaderRow = cmdlet.HeaderRow,
            ColumnMap = cmdlet.ReadColumnMap(),
            TimeZone = zone,
            Culture = cmdlet.ReadCulture(),
            OrderMap = orderMap is null ? null : OrderMap.Load(orderMap, cancellation),
            StageIdFrom = cmdlet.ReadStageIdFrom(),
        };
    }

    /// <summary>The files that were opened, in order.</summary>
    internal int Count => _files.Count;

    /// <summary>Whether a file is what an office program or a system puts beside a workbook: its lock, its shadow.</summary>
    internal static bool IsCompanion(string path)
    {
        string name = System.IO.Path.GetFileName(path);
        return name.StartsWith("~$", StringComparison.Ordinal) || name.StartsWith("._", StringComparison.Ordinal) || name.StartsWith(".~lock.", StringComparison.Ordinal);
    }

    /// <summary>Opens a file and finds its titles.</summary>
    /// <exception cref="FeishuHireException">A file error.</exception>
    internal void Open(string path, CancellationToken cancellation) => _files.Add(ProgressFile.Open(path, _options, cancellation));

    /// <summary>The path of a file that was opened.</summary>
    internal string PathOf(int file) => _files[file].Path;

    /// <summary>Reads a file, one row a line of it, and closes it.</summary>
    /// <exception cref="FeishuHireException">A file error.</exception>
    internal IEnumerable<BgCheckProgress> Read(int place, ImportEvents events, CancellationToken cancellation)
    {
        using ProgressFile file = _files[place];
        file.Progressed = events.Progress;
        events.Verbose(Describe(file));
        events.Titles?.Invoke(file.ColumnTitles);
        bool hasRows = false;
        long withoutOrder = 0;
        foreach (BgCheckProgress row in file.Read(cancellation))
        {
            hasRows = true;
            withoutOrder += _options.OrderMap is not null && row is { BackgroundCheckId: null, Fault: null } ? 1 : 0;
            yield return row;
        }

        foreach (string warning in file.Warnings)
        {
            events.Warning(warning);
        }

        if (!hasRows)
        {
            events.Warning(Texts.OfFiles.Say(FileFaultKey.NoRows, ("File", file.Path), ("Row", file.HeaderRow)));
        }

        if (withoutOrder > 0)
        {
            events.Warning(Texts.OfFiles.Say(FileFaultKey.RowsWithoutOrder, ("File", file.Path), ("Count", withoutOrder)));
        }

        if (file.BlankRows > 0)
        {
            events.Verbose(Texts.OfFiles.Say(FileFaultKey.BlankRows, ("File", file.Path), ("Count", file.BlankRows)));
        }
    }

    /// <summary>The tabs of a workbook, hidden ones last; none for a text.</summary>
    /// <exception cref="FeishuHireException">A file error.</exception>
    internal static List<string> SheetNames(string path)
    {
        using OpenTable table = OpenTable.Open(path, new TableOptions(), CancellationToken.None);
        return [.. table.Book.Sheets.OrderBy(sheet => sheet.IsHidden).Select(sheet => sheet.Name).Where(name => name.Length > 0)];
    }

    /// <summary>A character set by name; null for an unknown one.</summary>
    internal static Encoding? FindEncoding(string name) => EncodingNames.Find(name);

    /// <inheritdoc/>
    public void Dispose() => _files.ForEach(static file => file.Dispose());

    private static string Describe(ProgressFile file) => file.Charset is string charset
        ? Texts.OfFiles.Say(FileFaultKey.ReadingText, ("File", file.Path), ("Charset", charset), ("Delimiter", Named(file.Delimiter)), ("Row", file.HeaderRow))
        : Texts.OfFiles.Say(FileFaultKey.ReadingSheet, ("File", file.Path), ("Sheet", file.Sheet), ("Row", file.HeaderRow));

    private static string? Named(char? separator) => separator switch
    {
        ',' => Texts.OfFiles.Say(FileFaultKey.SeparatorComma),
        '\t' => Texts.OfFiles.Say(FileFaultKey.SeparatorTab),
        ';' => Texts.OfFiles.Say(FileFaultKey.SeparatorSemicolon),
        '|' => Texts.OfFiles.Say(FileFaultKey.SeparatorBar),
        _ => separator?.ToString(),
    };
}
