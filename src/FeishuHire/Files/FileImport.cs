using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading;
using FeishuHire.Engine.Files;
using FeishuHire.Engine.Files.Import;
using FeishuHire.Engine.Files.Csv;
using FeishuHire.Errors;
using FeishuHire.Text;

namespace FeishuHire.Files;

/// <summary>Between the cmdlets and Engine's tables, which load when a method here first runs and not with the import of
/// the module.</summary>
internal static class FileImport
{
    /// <summary>Reads a file; the rows come in the sequence in which they can be sent.</summary>
    /// <exception cref="FeishuHireException">A file error.</exception>
    internal static IEnumerable<ImportedRow> Read(string path, ImportSettings settings, ImportEvents events, CancellationToken cancellation)
    {
        using ProgressFile file = ProgressFile.Open(path, OptionsOf(settings), cancellation);
        file.Progressed = events.Progress;
        events.Verbose(Describe(file));
        events.Titles?.Invoke(file.ColumnTitles);
        bool hasRows = false;
        long withoutOrder = 0;
        foreach (ImportItem item in file.Read(cancellation))
        {
            hasRows = true;
            withoutOrder += settings.OrderMap is not null && item.Row is { BackgroundCheckId: null } ? 1 : 0;
            yield return new ImportedRow(item.Row, item.Error);
        }

        if (!hasRows)
        {
            events.Warning(Texts.OfFiles.Say(FileFaultKey.NoRows, ("File", path), ("Row", file.HeaderRow)));
        }

        if (withoutOrder > 0)
        {
            events.Warning(Texts.OfFiles.Say(FileFaultKey.RowsWithoutOrder, ("File", path), ("Count", withoutOrder)));
        }

        if (file.BlankRows > 0)
        {
            events.Verbose(Texts.OfFiles.Say(FileFaultKey.BlankRows, ("File", path), ("Count", file.BlankRows)));
        }
    }

    /// <summary>Reads an order map.</summary>
    /// <exception cref="FeishuHireException">A file error.</exception>
    internal static object LoadOrderMap(string path, CancellationToken cancellation) => OrderMap.Load(path, cancellation);

    /// <summary>The tabs of a workbook, hidden ones last; none for a text.</summary>
    /// <exception cref="FeishuHireException">A file error.</exception>
    internal static List<string> SheetNames(string path)
    {
        using OpenTable table = OpenTable.Open(path, new TableOptions(), CancellationToken.None);
        return [.. table.Book.Sheets.OrderBy(sheet => sheet.IsHidden).Select(sheet => sheet.Name).Where(name => name.Length > 0)];
    }

    /// <summary>A character set by name; null for an unknown one.</summary>
    internal static Encoding? FindEncoding(string name) => EncodingNames.Find(name);

    private static TableOptions OptionsOf(ImportSettings settings) => new()
    {
        Encoding = settings.Encoding,
        Delimiter = settings.Delimiter,
        Worksheet = settings.Worksheet,
        HeaderRow = settings.HeaderRow,
        ColumnMap = settings.ColumnMap,
        TimeZone = settings.TimeZone,
        Culture = settings.Culture,
        OrderMap = settings.OrderMap as OrderMap,
        StageIdFrom = settings.StageIdFrom,
    };

    private static string Describe(ProgressFile file) => file.Charset is string charset
        ? Texts.OfFiles.Say(FileFaultKey.ReadingText, ("File", file.Path), ("Charset", charset), ("Delimiter", file.Delimiter == '\t' ? "tab" : file.Delimiter.ToString()!), ("Row", file.HeaderRow))
        : Texts.OfFiles.Say(FileFaultKey.ReadingSheet, ("File", file.Path), ("Sheet", file.Sheet), ("Row", file.HeaderRow));
}
