using System;
using System.Collections.Generic;

namespace FeishuHire.Columns;

/// <summary>Finds the layout of rows that come one by one and say no more than their own titles: rows with the same titles
/// share one.</summary>
internal sealed class LayoutRecorder
{
    private ColumnLayout _last = new([]);
    private List<LayoutColumn>? _other;
    private int _count;

    /// <summary>Begins a row.</summary>
    internal void Begin()
    {
        _other = null;
        _count = 0;
    }

    /// <summary>Takes the next column of the row.</summary>
    internal void Add(string title, ColumnRole role)
    {
        if (_other is null && (_count >= _last.Columns.Count || !IsSame(_last.Columns[_count], title, role)))
        {
            _other = FirstOfLast();
        }

        _other?.Add(new LayoutColumn(title, role));
        _count++;
    }

    /// <summary>The layout of the row.</summary>
    internal ColumnLayout End()
    {
        if (_other is null && _count < _last.Columns.Count)
        {
            _other = FirstOfLast();
        }

        return _other is null ? _last : _last = new ColumnLayout(_other);
    }

    private static bool IsSame(LayoutColumn column, string title, ColumnRole role) =>
        string.Equals(column.Title, title, StringComparison.Ordinal) && column.Role == role;

    private List<LayoutColumn> FirstOfLast()
    {
        var columns = new List<LayoutColumn>(_last.Columns.Count);
        for (int i = 0; i < _count; i++)
        {
            columns.Add(_last.Columns[i]);
        }

        return columns;
    }
}
