using System;
using ExcelDataReader;

namespace FeishuHire.Engine.Files.Xls;

/// <summary>The rows of an .xls sheet.</summary>
internal sealed class BiffRows : IRowSource
{
    private readonly BiffBook _book;
    private readonly IExcelDataReader _reader;

    private readonly int _sheet;

    internal BiffRows(BiffBook book, int sheet)
    {
        _book = book;
        _sheet = sheet;
        _reader = book.Reader;
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
        if (!_reader.Read())
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
            string text => text.Length == 0 ? null : text,
            DateTime time => SerialDate.Round(time),
            int number => (double)number,
            TimeSpan span => SerialDate.ToDateTime(span.TotalDays, is1904: false),
            object other => other,
            null => _book.Errors.At(_sheet, _reader.Depth, column),
        };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // The book stays open for the next pass.
    }
}
