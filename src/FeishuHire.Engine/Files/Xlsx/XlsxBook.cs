using System.Collections.Generic;
using System.IO;

namespace FeishuHire.Engine.Files.Xlsx;

/// <summary>An .xlsx workbook. Its shared texts and formats are read once, however often its sheets are.</summary>
internal sealed class XlsxBook : ITableBook
{
    private readonly Stream _file;
    private readonly Package _package;
    private SharedStrings? _strings;
    private CellFormats? _formats;

    /// <summary>Opens the workbook.</summary>
    /// <param name="file">The file; stays open.</param>
    /// <exception cref="FileRefusal">FileFormatNotSupported or FileUnreadable.</exception>
    internal XlsxBook(Stream file)
    {
        _file = file;
        _package = Package.Open(file);
        try
        {
            Info = WorkbookInfo.Read(_package);
        }
        catch
        {
            _package.Dispose();
            throw;
        }
    }

    internal WorkbookInfo Info { get; }

    /// <summary>The shared texts.</summary>
    internal SharedStrings Strings => _strings ??= SharedStrings.Read(_package, Info.SharedStringsPart);

    /// <summary>The cell formats.</summary>
    internal CellFormats Formats => _formats ??= CellFormats.Read(_package, Info.StylesPart);

    /// <summary>Bytes of the file used so far.</summary>
    internal long Position => _file.Position;

    /// <inheritdoc/>
    public IReadOnlyList<SheetInfo> Sheets => Info.Sheets;

    /// <inheritdoc/>
    public IRowSource Open(int sheet)
    {
        // Before the sheet: two parts of one file, read in turns, would make it seek back and forth.
        _ = Strings;
        return new SheetRows(this, _package.OpenXml(Sheets[sheet].Part), () => SheetMerges.Read(_package, Sheets[sheet].Part));
    }

    /// <inheritdoc/>
    public void Dispose() => _package.Dispose();
}
