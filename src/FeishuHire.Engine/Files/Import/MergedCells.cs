using System;
using FeishuHire.Columns;

namespace FeishuHire.Engine.Files.Import;

/// <summary>Cells of merged areas: the value stands in the first cell alone. Ids, names, times, roles and tenants are filled
/// down; of a result or a report nobody knows which row it belongs to.</summary>
internal sealed class MergedCells
{
    private readonly ColumnRole[] _roles;
    private readonly object?[] _last;
    private readonly long[] _lastRow;
    private readonly bool[] _isFilled;

    internal MergedCells(ColumnRole[] roles)
    {
        _roles = roles;
        _last = new object?[roles.Length];
        _lastRow = new long[roles.Length];
        _isFilled = Array.ConvertAll(roles, static role => role.Field is not (null or ProgressField.Result or ProgressField.ReportName
            or ProgressField.ReportUrl or ProgressField.ReportUrlType or ProgressField.ReportFile));
    }

    /// <summary>The value of a cell.</summary>
    /// <param name="rows">The sheet, at the cell's row.</param>
    /// <param name="column">The cell's column.</param>
    /// <param name="cell">What stands in the cell itself.</param>
    /// <param name="title">The column's title.</param>
    /// <param name="fault">Set where the value cannot be known.</param>
    internal object? Fill(IRowSource rows, int column, object? cell, string title, ref FileFault? fault)
    {
        if (cell is not null)
        {
            (_last[column], _lastRow[column]) = (cell, rows.Row);
            return cell;
        }

        // Where nothing stands above there is nothing to fill in, and where nothing has to be here nothing is amiss.
        if ((!IsRequired(column) && _last[column] is null) || rows.MergedInto(column) is not (long row, int first))
        {
            return null;
        }

        if (first == column && row == _lastRow[column] && _isFilled[column])
        {
            return _last[column];
        }

        if (row == _lastRow[column] || first != column)
        {
            fault ??= new FileFault(Errors.FileFaultKey.MergedCells, "Column", title);
        }

        return null;
    }

    private bool IsRequired(int column) =>
        _roles[column].Field is ProgressField.BackgroundCheckId or ProgressField.StageId or ProgressField.StageName or ProgressField.StageTime;
}
