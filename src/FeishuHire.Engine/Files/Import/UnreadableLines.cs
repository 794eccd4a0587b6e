using System;
using System.Collections.Generic;
using System.Text;
using FeishuHire.Columns;
using FeishuHire.Engine.Files.Csv;
using FeishuHire.Engine.Files.Titles;
using FeishuHire.Errors;
using FeishuHire.Text;
using FeishuHire.Values;

namespace FeishuHire.Engine.Files.Import;

/// <summary>Lines that cannot be read become rows with a fault, which carry the ids that can be read in them: their orders
/// have to wait.</summary>
internal sealed class UnreadableLines
{
    private const int LeastIdDigits = 15;
    private const int MostIdDigits = 20;

    private readonly string _path;
    private readonly SheetTitles _titles;
    private readonly OrderMap? _map;
    private readonly BgCheckDeliveryKind _kind;
    private readonly ColumnLayout _layout;
    private readonly int _width;

    internal UnreadableLines(string path, SheetTitles titles, TableOptions options, ColumnLayout layout)
    {
        _layout = layout;
        _path = path;
        _titles = titles;
        _map = options.OrderMap;
        _kind = options.Kind;
        _width = Array.FindLastIndex(titles.Titles, static title => title.Length > 0) + 1;
    }

    private int TimeColumn => _titles.ColumnOf(_kind == BgCheckDeliveryKind.Result ? ProgressField.ResultTime : ProgressField.StageTime);

    /// <summary>The row of the current line, which the reader could not part.</summary>
    internal BgCheckProgress Of(IRowSource rows, FileFault fault)
    {
        if (rows is ITextRows text)
        {
            string[] parts = text.Part(text.Lines()[0]);
            return Make(rows.Row, fault, parts, Trusted(parts));
        }

        var cells = new string[rows.CellCount];
        for (int i = 0; i < cells.Length; i++)
        {
            cells[i] = IdCell.Read(rows.Cell(i)) ?? string.Empty;
        }

        return Make(rows.Row, fault, cells, cells.Length);
    }

    /// <summary>The rows of a record that could be parted, but is none; null for a good one.</summary>
    /// <param name="text">The rows, at the record.</param>
    internal List<BgCheckProgress>? Find(ITextRows text)
    {
        if (text.EndsWithFile && text.CellCount < _width && (text.CellCount > 1 || text.Cell(0) is not null))
        {
            string[] parts = text.Part(text.Lines()[0]);
            var fault = new FileFault(FileFaultKey.CutOff, ("Count", text.CellCount), ("Titles", _width));
            return [Make(text.Row, fault, parts, Math.Min(Trusted(parts), parts.Length - 1))];
        }

        return text.SpansLines ? Swallowed(text) : null;
    }

    /// <summary>The fault of a last line that ends in its time, and earlier than the times before it do; null for every other:
    /// a day without its hour is a time too, and would go out as midnight.</summary>
    /// <param name="text">The rows, at the record.</param>
    /// <param name="time">Its time, as written.</param>
    /// <param name="before">That of the row before.</param>
    internal FileFault? CutWithinTime(ITextRows text, string? time, string? before) =>
        text.EndsWithFile && time is not null && before is not null && text.CellCount == TimeColumn + 1 && Shape(before) is var whole && Shape(time) is var shape
        && shape.Length > 1 && shape.Length < whole.Length && whole.StartsWith(shape, StringComparison.Ordinal)
            ? new FileFault(FileFaultKey.CutOffTime)
            : null;

    /// <summary>A quote that was opened by mistake runs on to the next one, over whole rows. What of it is a note and what a
    /// row nobody can tell, so that none of its lines counts as a row.</summary>
    private List<BgCheckProgress>? Swallowed(ITextRows text)
    {
        string[] lines = text.Lines();
        bool swallows = false;
        for (int i = 1; i < lines.Length && !swallows; i++)
        {
            string[] parts = text.Part(lines[i]);
            swallows = IsRecord(parts, EndOfQuote(parts));
        }

        if (!swallows)
        {
            return null;
        }

        long first = text.Row;
        text.CountLines();
        var fault = new FileFault(FileFaultKey.QuoteSwallows, ("From", first), ("To", text.Row));
        var rows = new List<BgCheckProgress>();
        for (int i = 0; i < lines.Length; i++)
        {
            string[] parts = text.Part(lines[i]);
            if (i == 0 || IsRecord(parts, parts.Length))
            {
                rows.Add(Make(first + i, fault, parts, Trusted(parts)));
            }
        }

        return rows;
    }

    /// <summary>The cell of a line in which the quote closes: what stands before it was inside, what follows is the rest
    /// of the record that the cell belongs to.</summary>
    private static int EndOfQuote(string[] parts)
    {
        int end = Array.FindIndex(parts, static part => (part.Length - part.Replace("\"", string.Empty).Length) % 2 == 1);
        return end < 0 ? parts.Length : end;
    }

    /// <summary>An order id in its own column, or as many cells as titles with a time in its own: no note looks so by chance.</summary>
    /// <param name="parts">The line's cells.</param>
    /// <param name="end">How many of them stand inside the quote.</param>
    private bool IsRecord(string[] parts, int end)
    {
        int id = _titles.ColumnOf(ProgressField.BackgroundCheckId);
        int time = TimeColumn;
        return (parts.Length > 2 && id >= 0 && id < end && AsOrderId(parts[id]) is not null)
            || (parts.Length == _titles.Titles.Length && time >= 0 && time < end && TimeCell.Read(Bare(parts[time]), TimeCellOptions.Default).Time is not null);
    }

    /// <summary>How a time is written, whatever its numbers are and however long.</summary>
    private static string Shape(string time)
    {
        var shape = new StringBuilder();
        for (int i = 0; i < time.Length; i++)
        {
            if (!char.IsDigit(time[i]))
            {
                shape.Append(time[i]);
            }
            else if (i == 0 || !char.IsDigit(time[i - 1]))
            {
                shape.Append('0');
            }
        }

        return shape.ToString();
    }

    private BgCheckProgress Make(long row, FileFault fault, string[] cells, int trusted)
    {
        int stage = _titles.ColumnOf(ProgressField.StageId);
        var unreadable = new BgCheckProgress
        {
            Kind = _kind,
            Source = new BgCheckSource(_path, row),
            Fault = Texts.OfFiles.Say(fault.Key, fault.Facts),
            BackgroundCheckId = OrderId(cells),
            Layout = _layout,
            StageId = stage >= 0 && stage < trusted ? IdCell.Read(Bare(cells[stage])) : null,
        };
        if (_map is not null && _titles.NumberColumn >= 0 && _titles.NumberColumn < cells.Length && unreadable.BackgroundCheckId is null)
        {
            _map.Apply(unreadable, IdCell.Read(Bare(cells[_titles.NumberColumn])));
        }

        return unreadable;
    }

    /// <summary>The order id: in its own column, else wherever one stands; ids look like nothing else in a sheet.</summary>
    private string? OrderId(string[] cells)
    {
        int column = _titles.ColumnOf(ProgressField.BackgroundCheckId);
        if (column >= 0 && column < cells.Length && AsOrderId(cells[column]) is string own)
        {
            return own;
        }

        foreach (string cell in cells)
        {
            if (AsOrderId(cell) is string id)
            {
                return id;
            }
        }

        return null;
    }

    /// <summary>How many cells, from the first, stand in their own columns: those before the first that holds half a quote.</summary>
    private static int Trusted(string[] parts)
    {
        int trusted = 0;
        while (trusted < parts.Length && Bare(parts[trusted]).IndexOf('"') < 0 && (parts[trusted].Split('"').Length & 1) == 1)
        {
            trusted++;
        }

        return trusted;
    }

    private static string Bare(string cell)
    {
        string text = cell.Trim();
        return CellGuard.TakeOff(text.Length > 1 && text[0] == '"' && text[text.Length - 1] == '"' ? text.Substring(1, text.Length - 2) : text);
    }

    private static string? AsOrderId(string cell)
    {
        string? id = IdCell.Read(cell.Trim().Trim('"'));
        return id is { Length: >= LeastIdDigits and <= MostIdDigits } && Array.TrueForAll(id.ToCharArray(), static c => c is >= '0' and <= '9') ? id : null;
    }
}
