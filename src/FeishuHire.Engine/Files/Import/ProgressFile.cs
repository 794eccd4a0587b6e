using System;
using System.Collections.Generic;
using System.Threading;
using FeishuHire.Engine.Files.Csv;
using FeishuHire.Engine.Files.Titles;
using FeishuHire.Errors;
using FeishuHire.Text;

namespace FeishuHire.Engine.Files.Import;

/// <summary>A file of stage updates, read in one pass: one update a row, as the sheet stands. Order, joining and twins are the
/// business of whoever tests or sends them.</summary>
public sealed class ProgressFile : IDisposable
{
    private const int RowsBetweenLooks = 4096;

    private readonly OpenTable _table;
    private readonly List<string> _warnings = [];
    private TableOptions _options;
    private SheetTitles? _titles;
    private int _sheet;

    private ProgressFile(OpenTable table, TableOptions options)
    {
        _table = table;
        _options = options;
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

    /// <summary>Told now and then how far reading is, from 0 to 1; on the thread that reads.</summary>
    public Action<double>? Progressed { get; set; }

    /// <summary>What somebody should look at, in the user's language: a column that is nearly known, a second sheet like this
    /// one, a total that was passed over.</summary>
    public IReadOnlyList<string> Warnings => _warnings;

    /// <summary>Blank rows that were skipped.</summary>
    public long BlankRows { get; private set; }

    /// <summary>Opens a file, finds its sheet and its titles.</summary>
    /// <param name="path">The file's path in the file system.</param>
    /// <param name="options">How to read it.</param>
    /// <param name="cancellation">Ends a long read.</param>
    /// <exception cref="FeishuHireException">A file error, ColumnsNotFound or ColumnDuplicated: before any row.</exception>
    public static ProgressFile Open(string path, TableOptions options, CancellationToken cancellation)
    {
        var file = new ProgressFile(OpenTable.Open(path, options, cancellation), options);
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

    /// <summary>Reads the file. A line that cannot be read is an update with a <see cref="BgCheckProgress.Fault"/> and the ids
    /// that can be read in it.</summary>
    /// <param name="cancellation">Ends it at any row.</param>
    /// <exception cref="FeishuHireException">A file error: the file is damaged, or was changed meanwhile.</exception>
    public IEnumerable<BgCheckProgress> Read(CancellationToken cancellation)
    {
        using IRowSource rows = _table.Guard(() => _table.Book.Open(_sheet));
        var converter = new RowConverter(_titles!, _options, Path, _table.Kind);
        Func<bool> read = rows.Read;
        Func<BgCheckProgress?> convert = () => converter.Convert(rows);
        for (int count = 1; _table.Guard(read); count++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (count % RowsBetweenLooks == 0)
            {
                _table.EnsureUnchanged();
                Progressed?.Invoke(_table.Length == 0 ? 1 : Math.Min(1, (double)rows.Position / _table.Length));
            }

            if (rows.Row <= HeaderRow)
            {
                continue;
            }

            if (_table.Guard(convert) is BgCheckProgress row)
            {
                yield return row;
                while (converter.More.Count > 0)
                {
                    yield return converter.More.Dequeue();
                }
            }
            else if (converter.WasTotal)
            {
                _warnings.Add(Texts.OfFiles.Say(FileFaultKey.TotalRows, ("File", Path), ("Row", rows.Row)));
            }
            else
            {
                BlankRows++;
            }
        }

        _table.EnsureUnchanged();
    }

    /// <inheritdoc/>
    public void Dispose() => _table.Dispose();

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
                Warn();
                return;
            }

            best = best is null || titles?.Known > best.Known ? titles : best;
        }

        throw best is null && _options.HeaderRow is int row
            ? new FeishuHireException(ArgumentErrors.Bad("HeaderRow", row, ArgumentKey.HeaderRow, ("File", Path)).With("File", Path))
            : TitleErrors.NotFound(Path, best, new TitleRules(_options).Required, _options.Kind);
    }

    private void Warn()
    {
        foreach ((string title, string field) in TitleErrors.NearMisses(_titles!, _options.Kind))
        {
            _warnings.Add(Texts.OfFiles.Say(FileFaultKey.NearMissOptional, ("File", Path), ("Title", title), ("Field", field)));
        }

        if (_options.Worksheet is not null || _table.Kind == TableKind.Text)
        {
            return;
        }

        foreach (int other in _table.Sheets(null))
        {
            if (other > _sheet && HasTitles(other))
            {
                _warnings.Add(Texts.OfFiles.Say(FileFaultKey.OtherSheet, ("File", Path), ("Sheet", Sheet), ("Other", _table.Book.Sheets[other].Name)));
            }
        }
    }

    private bool HasTitles(int sheet)
    {
        try
        {
            return _table.Guard(() =>
            {
                using IRowSource rows = _table.Book.Open(sheet);
                return TitleFinder.Find(rows, new TitleRules(_options), _options.HeaderRow)?.Missing.Count == 0 && rows.Read();
            });
        }
        catch (FeishuHireException)
        {
            return false; // A sheet that is not read need not be readable.
        }
    }

    private TableOptions OptionsOf(int sheet) => _table.Guard(() =>
    {
        using IRowSource rows = _table.Book.Open(sheet);
        return RecordedMap.Add(rows, _options);
    });
}
