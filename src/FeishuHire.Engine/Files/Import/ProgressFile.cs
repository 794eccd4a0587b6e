using System;
using System.Collections.Generic;
using System.Threading;
using FeishuHire.Engine.Files.Csv;
using FeishuHire.Engine.Files.Titles;
using FeishuHire.Errors;
using FeishuHire.Text;

namespace FeishuHire.Engine.Files.Import;

/// <summary>A file of stage updates. Read twice: first for an index, which tells the sequence of the rows; then row by row,
/// report rows of one stage joined and the stages of an order in rising time. A file that is in sequence already, of
/// whatever length, is streamed without an index.</summary>
public sealed class ProgressFile : IDisposable
{
    /// <summary>Rows that are indexed before it is known that they need not be.</summary>
    private const int EagerRows = 1 << 16;

    /// <summary>Rows remembered at once in a file that is out of sequence, about 50 MB.</summary>
    private const int MostWaiting = 50_000;

    private readonly OpenTable _table;
    private readonly int _mostWaiting;
    private readonly int _eagerRows;
    private TableOptions _options;
    private SheetTitles? _titles;
    private int _sheet;

    private ProgressFile(OpenTable table, TableOptions options, int eagerRows, int mostWaiting)
    {
        _table = table;
        _options = options;
        _eagerRows = eagerRows;
        _mostWaiting = mostWaiting;
    }

    /// <summary>The file.</summary>
    public string Path => _table.Path;

    /// <summary>The sheet that is read; empty for a text.</summary>
    public string Sheet => _table.Book.Sheets[_sheet].Name;

    /// <summary>The row of the titles, as the user sees it.</summary>
    public long HeaderRow => _titles!.Row;

    /// <summary>The titles of its columns, by the API's field names.</summary>
    public IReadOnlyDictionary<string, string> ColumnTitles => _titles!.ByApiName();

    /// <summary>The character set of a text, e.g. gb18030; null for a workbook.</summary>
    public string? Charset => (_table.Book as TextBook)?.Charset.Name;

    /// <summary>What parts the cells of a text; null for a workbook.</summary>
    public char? Delimiter => (_table.Book as TextBook)?.Delimiter;

    /// <summary>Told now and then how far reading is, from 0 to 1 over both passes; on the thread that reads.</summary>
    public Action<double>? Progressed { get; set; }

    /// <summary>Blank rows that were skipped.</summary>
    public long BlankRows { get; private set; }

    /// <summary>Passes over the file so far, for tests.</summary>
    internal int Passes { get; private set; }

    /// <summary>Opens a file, finds its sheet and its titles.</summary>
    /// <param name="path">The file's path in the file system.</param>
    /// <param name="options">How to read it.</param>
    /// <param name="cancellation">Ends a long read.</param>
    /// <exception cref="FeishuHireException">A file error, ColumnsNotFound or ColumnDuplicated: before any row.</exception>
    public static ProgressFile Open(string path, TableOptions options, CancellationToken cancellation) =>
        Open(path, options, cancellation, EagerRows, MostWaiting);

    internal static ProgressFile Open(string path, TableOptions options, CancellationToken cancellation, int eagerRows, int mostWaiting)
    {
        var file = new ProgressFile(OpenTable.Open(path, options, cancellation), options, eagerRows, mostWaiting);
        try
        {
            file.FindTitles();
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Reads the file.</summary>
    /// <param name="cancellation">Ends it at any row.</param>
    /// <exception cref="FeishuHireException">A file error: the file is damaged, or was changed meanwhile.</exception>
    public IEnumerable<ImportItem> Read(CancellationToken cancellation)
    {
        RowIndex? index = Index(cancellation);
        return index is null ? Stream(cancellation) : Reorder(EmissionPlan.Make(index), cancellation);
    }

    /// <inheritdoc/>
    public void Dispose() => _table.Dispose();

    private TablePass Pass(CancellationToken cancellation)
    {
        bool isIndexing = Passes++ == 0;
        return new TablePass(_table, _sheet, _titles!, _options, share => Progressed?.Invoke(isIndexing ? share / 2 : 0.5 + (share / 2)), cancellation);
    }

    private void FindTitles()
    {
        SheetTitles? best = null;
        foreach (int sheet in _table.Sheets(_options.Worksheet))
        {
            TableOptions options = OptionsOf(sheet);
            var rules = new TitleRules(options);
            SheetTitles? titles = _table.Guard(() =>
            {
                using IRowSource rows = _table.Book.Open(sheet);
                return TitleFinder.Find(rows, rules, _options.HeaderRow);
            });
            if (titles?.Missing.Count == 0)
            {
                foreach (KeyValuePair<ProgressField, List<int>> same in rules.Duplicates(titles))
                {
                    throw TitleErrors.Duplicated(Path, titles, same);
                }

                _options = options;
                _titles = titles;
                _sheet = sheet;
                return;
            }

            best = best is null || titles?.Known > best.Known ? titles : best;
        }

        throw best is null && _options.HeaderRow is int row
            ? new FeishuHireException(ArgumentErrors.Bad("HeaderRow", row, ArgumentKey.HeaderRow, ("File", Path)).With("File", Path))
            : TitleErrors.NotFound(Path, best, new TitleRules(_options).Required);
    }

    private TableOptions OptionsOf(int sheet) => _table.Guard(() =>
    {
        using IRowSource rows = _table.Book.Open(sheet);
        return RecordedMap.Add(rows, _options);
    });

    /// <summary>The index of a file that has to be reordered; null for one that is in sequence.</summary>
    private RowIndex? Index(CancellationToken cancellation)
    {
        var watch = new InOrderWatch();
        RowIndex? index = new();
        for (bool isFirst = true; ; isFirst = false)
        {
            using var pass = Pass(cancellation);
            while (pass.Read())
            {
                RowKey key = RowKey.Of(pass.Convert());
                watch.Add(key);
                if (isFirst && !watch.Holds && index is null)
                {
                    break;
                }

                index?.Add(key);
                if (isFirst && watch.Holds && index?.Count > _eagerRows)
                {
                    index = null;
                }
            }

            _table.EnsureUnchanged();
            if (watch.Holds || index is not null)
            {
                return watch.Holds ? null : index;
            }

            // Out of sequence, noticed too late: once more from the start, with an index.
            index = new();
        }
    }

    private IEnumerable<ImportItem> Stream(CancellationToken cancellation)
    {
        var waiting = new List<BgCheckProgress>();
        RowKey last = default;
        using var pass = Pass(cancellation);
        while (pass.Read())
        {
            BgCheckProgress? row = pass.Convert();
            RowKey key = RowKey.Of(row);
            if (key.Stage == 0 || key != last)
            {
                foreach (BgCheckProgress update in waiting)
                {
                    yield return new ImportItem(update, null);
                }

                waiting.Clear();
            }

            last = key;
            if (pass.Error is not null)
            {
                yield return new ImportItem(null, pass.Error);
            }
            else if (row is not null)
            {
                ReorderBuffer.Join(waiting, row);
            }
            else
            {
                BlankRows++;
            }
        }

        _table.EnsureUnchanged();
        foreach (BgCheckProgress update in waiting)
        {
            yield return new ImportItem(update, null);
        }
    }

    private IEnumerable<ImportItem> Reorder(EmissionPlan plan, CancellationToken cancellation)
    {
        var unit = new List<BgCheckProgress>();
        for (int next = 0, passes = 0; next < plan.Count; passes++)
        {
            var buffer = new ReorderBuffer(plan, next, _mostWaiting);
            using var pass = Pass(cancellation);
            for (int row = 0; !buffer.IsDone && pass.Read(); row++)
            {
                if (passes == 0 && pass.Error is not null)
                {
                    yield return new ImportItem(null, pass.Error);
                }

                if (!buffer.Wants(row))
                {
                    continue;
                }

                BgCheckProgress? progress = pass.Convert();
                BlankRows += progress is null && pass.Error is null ? 1 : 0;
                buffer.Add(row, progress);
                while (buffer.TryTake(unit))
                {
                    foreach (BgCheckProgress update in unit)
                    {
                        yield return new ImportItem(update, null);
                    }
                }
            }

            _table.EnsureUnchanged();
            if (!buffer.IsDone)
            {
                throw FileErrors.Make(ErrorId.FileBusy, Path, new FileFault(FileFaultKey.ChangedWhileRead));
            }

            next = buffer.Next;
        }
    }
}
