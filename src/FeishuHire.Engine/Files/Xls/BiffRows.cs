using System;
using ExcelDataReader;
using FeishuHire.Engine.Files.Xlsx;

namespace FeishuHire.Engine.Files.Xls;

/// <summary>The rows of an .xls sheet.</summary>
internal sealed class BiffRows : IRowSource
{
    private readonly BiffBook _book;
    private readonly IExcelDataReader _reader;

    private readonly int _sheet;
    private readonly Func<bool> _read;

    internal BiffRows(BiffBook book, int sheet)
    {
        _book = book;
        _sheet = sheet;
        _reader = book.Reader;
        _read = _reader.Read;
    }

    /// <inheritdoc/>
    public long Row { get; private set; }

    /// <inheritdoc/>
    public int CellCount { get; private set; }

    /// <inheritdoc/>
    public FileFault? Fault => null;

    /// <inheritdoc/>
    public long Position => _book.Position;

    /// <inheritdoc/>
    public bool Read()
    {
        if (!BiffBook.Ask(_read))
        {
            CellCount = 0;
            return false;
        }

        Row = _reader.Depth + 1;
        CellCount = Math.Min(_reader.FieldCount, TableLimits.Columns);
        return true;
    }

    /// <inheritdoc/>
    public object? Cell(int column)
    {
        if (column >= CellCount)
        {
            return null;
        }

        return _reader.GetValue(column) switch
        {
            string text when text.Length > 0 => text,
            DateTime time => SerialDate.Round(time),
            int number => Number(number, column),
            double number => Number(number, column),
            TimeSpan span => SerialDate.ToDateTime(span.TotalDays, is1904: false),
            object other when other is not string => other,
            _ => _book.Errors.At(_sheet, _reader.Depth, column),
        };
    }

    /// <summary>A number, or the date that its format makes of it where the reader does not know that: a built-in one of
    /// Chinese, Japanese, Korean or Thai systems, or the day of the week; or the text that it makes of it.</summary>
    private object Number(double number, int column)
    {
        int format = _reader.GetNumberFormatIndex(column);
        if (format is <= 8 or (>= 11 and <= 22))
        {
            return number;
        }

        string? code = _reader.GetNumberFormatString(column) is { } given and not ("" or "General") ? given : null;
        bool isDate = code is null ? DateFormat.IsBuiltInDate(format) : DateFormat.IsDate(code);
        return isDate && SerialDate.ToDateTime(number, _book.Errors.Is1904) is DateTime time ? time : ShownNumber.Show(number, ShownNumber.Pattern(format, code));
    }

    /// <inheritdoc/>
    public (long Row, int Column)? MergedInto(int column)
    {
        foreach (CellRange area in _reader.MergeCells ?? [])
        {
            if (_reader.Depth >= area.FromRow && _reader.Depth <= area.ToRow && column >= area.FromColumn && column <= area.ToColumn)
            {
                return _reader.Depth == area.FromRow && column == area.FromColumn ? null : (area.FromRow + 1, area.FromColumn);
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // The book stays open for the next pass.
    }
}
