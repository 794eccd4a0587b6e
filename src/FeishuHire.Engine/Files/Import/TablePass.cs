using System;
using System.Threading;
using FeishuHire.Engine.Files.Titles;
using FeishuHire.Errors;

namespace FeishuHire.Engine.Files.Import;

/// <summary>One pass over the rows below the titles.</summary>
internal sealed class TablePass : IDisposable
{
    private const int RowsBetweenLooks = 4096;

    private readonly OpenTable _table;
    private readonly long _titleRow;
    private readonly Action<double> _progress;
    private readonly CancellationToken _cancellation;
    private readonly IRowSource _rows;
    private readonly Func<bool> _read;
    private readonly Func<BgCheckProgress?> _convert;
    private int _count;

    /// <summary>Begins a pass.</summary>
    /// <param name="table">The file.</param>
    /// <param name="sheet">The sheet's place.</param>
    /// <param name="titles">The titles.</param>
    /// <param name="options">How rows are read.</param>
    /// <param name="progress">Told the share of the file that was read, now and then.</param>
    /// <param name="cancellation">Ends it at any row.</param>
    internal TablePass(OpenTable table, int sheet, SheetTitles titles, TableOptions options, Action<double> progress, CancellationToken cancellation)
    {
        _table = table;
        _titleRow = titles.Row;
        _progress = progress;
        _cancellation = cancellation;
        _rows = table.Guard(() => table.Book.Open(sheet));
        var converter = new RowConverter(titles, options, table.Path, table.Kind);
        _read = _rows.Read;
        _convert = () => converter.Convert(_rows);
    }

    /// <summary>The error of a row that cannot be read; null for a good one.</summary>
    internal BgCheckError? Error { get; private set; }

    /// <summary>Moves to the next row.</summary>
    /// <exception cref="FeishuHireException">A file error.</exception>
    internal bool Read()
    {
        _cancellation.ThrowIfCancellationRequested();
        if (++_count % RowsBetweenLooks == 0)
        {
            _table.EnsureUnchanged();
            _progress(_table.Length == 0 ? 1 : Math.Min(1, (double)_rows.Position / _table.Length));
        }

        while (_table.Guard(_read))
        {
            if (_rows.Row > _titleRow)
            {
                Error = _rows.Fault is FileFault fault ? FileErrors.Describe(ErrorId.RowUnreadable, _table.Path, fault, _rows.Row) : null;
                return true;
            }
        }

        return false;
    }

    /// <summary>The row as an update; null for a blank or unreadable one.</summary>
    internal BgCheckProgress? Convert() => Error is null ? _table.Guard(_convert) : null;

    /// <inheritdoc/>
    public void Dispose() => _rows.Dispose();
}
