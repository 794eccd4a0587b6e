using System;
using System.Collections.Generic;
using System.Globalization;
using FeishuHire.Columns;
using FeishuHire.Engine.Files.Csv;
using FeishuHire.Engine.Files.Titles;
using FeishuHire.Errors;
using FeishuHire.Text;
using FeishuHire.Values;

namespace FeishuHire.Engine.Files.Import;

/// <summary>Turns the rows of a sheet into updates. A row that breaks rules is an update too: whoever tests or sends it
/// judges it.</summary>
internal sealed class RowConverter
{
    private readonly SheetTitles _titles;
    private readonly TableOptions _options;
    private readonly string _path;
    private readonly bool _isText;
    private readonly RowReader _reader;
    private readonly string[] _names;
    private readonly ColumnRole[] _roles;
    private readonly ColumnLayout _layout;
    private readonly UnreadableLines _unreadable;
    private readonly MergedCells _above;
    private readonly Queue<BgCheckProgress> _more = new();
    private string? _timeBefore;

    internal RowConverter(SheetTitles titles, TableOptions options, string path, TableKind kind)
    {
        _titles = titles;
        _options = options;
        _path = path;
        _isText = kind == TableKind.Text;
        _reader = new RowReader(new RowReaderOptions
        {
            Kind = options.Kind,
            Time = options.TimeZone is null && options.Culture is null
                ? TimeCellOptions.Default
                : new TimeCellOptions(options.TimeZone ?? TimeZoneText.ChinaStandardTime, options.Culture),
            ColumnMap = options.ColumnMap,
        });
        _names = new string[titles.Titles.Length];
        for (int i = 0; i < _names.Length; i++)
        {
            _names[i] = titles.Titles[i].Length > 0 ? titles.Titles[i] : Untitled(i);
        }

        _roles = Array.ConvertAll(_names, _reader.RoleOf);
        if (titles.NumberColumn >= 0)
        {
            _roles[titles.NumberColumn] = new ColumnRole(null, ColumnKind.Other);
        }

        var columns = new LayoutColumn[_names.Length];
        for (int i = 0; i < columns.Length; i++)
        {
            columns[i] = new LayoutColumn(_names[i], _roles[i]);
        }

        _layout = new ColumnLayout(columns);
        _above = new MergedCells(_roles);
        _unreadable = new UnreadableLines(path, titles, options, _layout);
    }

    /// <summary>Whether the last row was a total at the foot of the sheet.</summary>
    internal bool WasTotal { get; private set; }

    /// <summary>Further rows that the last one gave: a line that cannot be read may have swallowed others.</summary>
    internal Queue<BgCheckProgress> More => _more;

    /// <summary>The current row as an update; null for a blank one.</summary>
    internal BgCheckProgress? Convert(IRowSource rows)
    {
        if (rows.Fault is FileFault fault)
        {
            return _unreadable.Of(rows, fault);
        }

        if (_isText && rows.CellCount == 1 && IsEndMark(rows.Cell(0)))
        {
            WasTotal = false;
            return null;
        }

        if (rows is ITextRows records && _unreadable.Find(records) is { } lines)
        {
            lines.ForEach(_more.Enqueue);
            return _more.Dequeue();
        }

        _reader.Begin();
        List<BgCheckViolation>? faults = null;
        FileFault? merged = null;
        bool isOwn = _isText;
        int count = _isText ? rows.CellCount : Math.Max(rows.CellCount, _names.Length);
        for (int i = 0; i < count; i++)
        {
            object? cell = rows.Cell(i);
            if (!_isText && i < _names.Length && _roles[i].Field is not null)
            {
                isOwn |= cell is not null;
                cell = _above.Fill(rows, i, cell, _names[i], ref merged);
            }

            if (cell is null)
            {
                continue;
            }

            if (i >= _names.Length)
            {
                AddExtra(i, cell, count, ref faults);
                continue;
            }

            _reader.Add(_names[i], _roles[i], cell is string text ? CellGuard.TakeOff(text) : cell);
        }

        BgCheckProgress? row = _reader.End(null);
        WasTotal = row is not null && TotalLine.Is(row);
        if (row is null || !isOwn || WasTotal)
        {
            return null;
        }

        FileFault? whole = merged ?? (rows is ITextRows line ? _unreadable.CutWithinTime(line, row.StageTimeText, _timeBefore) : null);
        row.Fault = whole is null ? null : Texts.OfFiles.Say(whole.Key, whole.Facts);
        _timeBefore = row.StageTimeText;
        row.Source = new BgCheckSource(_path, rows.Row);
        row.Layout = _layout;
        Complete(row, rows);
        if (faults is not null)
        {
            // After the members were set: setting one takes its findings away.
            faults.ForEach(row.AddReadViolation);
        }

        return row;
    }

    /// <summary>Ctrl-Z alone in its line, with which old programs end a text.</summary>
    private static bool IsEndMark(object? cell) => cell is string text && text.Trim('\u001A').Length == 0;

    private static string Untitled(int column) => "Column " + (column + 1).ToString(CultureInfo.InvariantCulture);

    /// <summary>A cell beyond the last title. In a sheet it is somebody's note; in a text a separator was not quoted, and the
    /// row's cells stand under wrong titles.</summary>
    private void AddExtra(int column, object cell, int count, ref List<BgCheckViolation>? faults)
    {
        if (TextCell.IsEmpty(cell))
        {
            return;
        }

        string title = Untitled(column);
        _reader.Add(title, _reader.RoleOf(title), cell);
        if (_isText && faults?.Exists(static fault => fault.Field is null) != true)
        {
            (faults ??= []).Add(RowFaults.Violation(ErrorId.RowUnreadable, null, new FileFault(
                FileFaultKey.ExtraCells,
                [new("Count", count.ToString(CultureInfo.InvariantCulture)), new("Titles", _names.Length.ToString(CultureInfo.InvariantCulture))])));
        }
    }

    private void Complete(BgCheckProgress row, IRowSource rows)
    {
        if (_options.OrderMap is OrderMap map && _titles.NumberColumn >= 0 && string.IsNullOrEmpty(row.BackgroundCheckId))
        {
            map.Apply(row, IdCell.Read(rows.Cell(_titles.NumberColumn)));
        }

        if (_options.StageIdFrom.Count > 0 && row.Kind == BgCheckDeliveryKind.Progress && string.IsNullOrEmpty(row.StageId))
        {
            row.StageId = StageIdMaker.Make(row, _options.StageIdFrom);
        }
    }
}
