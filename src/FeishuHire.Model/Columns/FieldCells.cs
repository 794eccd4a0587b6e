using System;
using System.Collections;
using System.Collections.Generic;
using FeishuHire.Errors;
using FeishuHire.Text;
using FeishuHire.Values;

namespace FeishuHire.Columns;

/// <summary>The cells of one row, sorted to the fields they stand for. One instance serves one row after another.</summary>
/// <param name="properties">Gives the properties of an object inside a cell.</param>
internal sealed class FieldCells(Func<object, IEnumerable<KeyValuePair<string, object?>>?> properties)
{
    private static readonly int Fields = Enum.GetValues(typeof(ProgressField)).Length;

    private readonly Cell[] _cells = new Cell[Fields];
    private readonly List<(string Title, object? Value, ColumnKind Kind)> _own = [];
    private bool _hasStatus;
    private bool _hasSourceRow;

    /// <summary>Columns that are not part of the update, by title; null for none.</summary>
    internal RowProperties? Others { get; private set; }

    /// <summary>Columns that contradict each other; null for none.</summary>
    internal List<BgCheckViolation>? Conflicts { get; private set; }

    /// <summary>Whether any cell held something.</summary>
    internal bool AnyValue { get; private set; }

    /// <summary>How many titles stand for a field.</summary>
    internal int Known { get; private set; }

    /// <summary>The time as an earlier reading kept it.</summary>
    internal object? TimeText { get; private set; }

    /// <summary>Whether the row is an update that was exported or serialized: the titles TimeZone, Fault and Source are its
    /// members then, and any sheet's own columns otherwise.</summary>
    internal bool IsUpdate { get; private set; }

    /// <summary>Whether the row was read from a result file as it stands, by something that leaves its marks on.</summary>
    internal bool IsMarked => _hasStatus && _hasSourceRow;

    /// <summary>What such a row says of its titles, or null.</summary>
    internal string? RecordedMap => Others is not null && Others.TryGetValue(ResultTitles.Map, out string? map) ? map : null;

    internal object? this[ProgressField field] => _cells[(int)field].Value;

    internal void Clear()
    {
        Array.Clear(_cells, 0, _cells.Length);
        Others = null;
        Conflicts = null;
        AnyValue = false;
        Known = 0;
        TimeText = null;
        IsUpdate = false;
        _own.Clear();
        _hasStatus = false;
        _hasSourceRow = false;
    }

    internal void Add(string title, object? value, ColumnRole role)
    {
        bool empty = TextCell.IsEmpty(value);
        AnyValue |= !empty;
        if (role.Field is ProgressField field)
        {
            Known++;
            if (!empty)
            {
                AddField(field, new(title, value, role.Kind));
            }
        }
        else if (role.Kind == ColumnKind.TimeText)
        {
            TimeText = value;
            IsUpdate = true;
        }
        else if (role.Kind is ColumnKind.TimeZone or ColumnKind.Fault or ColumnKind.Source)
        {
            _own.Add((title, value, role.Kind));
        }
        else if (role.Kind != ColumnKind.Properties || !AddProperties(value))
        {
            _hasStatus |= title == ResultTitles.Status && ResultTitles.IsStatus(value as string);
            _hasSourceRow |= title == ResultTitles.SourceRow && ResultTitles.IsSourceRow(value as string);
            AddOther(title, value);
        }
    }

    /// <summary>Takes the marks of result files off every cell, as the import of files does.</summary>
    internal void TakeMarksOff()
    {
        for (int i = 0; i < _cells.Length; i++)
        {
            if (_cells[i].Value is string text)
            {
                _cells[i] = _cells[i] with { Value = CellGuard.TakeOff(text) };
            }
        }

        foreach (string title in new List<string>(Others!.Keys))
        {
            Others[title] = Others[title] is string text ? CellGuard.TakeOff(text) : null;
        }
    }

    /// <summary>Ends the row: a member of an update that is none here is a column like others.</summary>
    internal void End()
    {
        if (!IsUpdate && !IsMarked)
        {
            // What programs write for nothing is nothing; in what this module wrote itself, nothing is empty.
            for (int i = 0; i < _cells.Length; i++)
            {
                if (_cells[i].Value is string { Length: < 12 } text && NothingWord.Is(text))
                {
                    _cells[i] = _cells[i] with { Value = null };
                }
            }
        }

        foreach ((string title, object? value, ColumnKind _) in _own)
        {
            if (!IsUpdate)
            {
                AddOther(title, value);
            }
        }
    }

    /// <summary>A member of an update that was exported or serialized, or null.</summary>
    internal object? Own(ColumnKind kind) => IsUpdate ? _own.Find(cell => cell.Kind == kind).Value : null;

    internal void Override(ProgressField field, object? value) => _cells[(int)field] = new(null, value, ColumnKind.Mapped);

    private void AddField(ProgressField field, Cell cell)
    {
        ref Cell first = ref _cells[(int)field];
        if (first.Title is null)
        {
            first = cell;
            return;
        }

        if (first.Kind == cell.Kind)
        {
            AddSecond(field, first, cell);
        }
        else if (first.Kind == ColumnKind.Mapped)
        {
            AddOther(cell.Title!, cell.Value);
        }
        else
        {
            AddOther(first.Title, first.Value);
            first = cell;
        }
    }

    /// <summary>Equal cells are one; of different ones the first counts, both are named, and the second is kept aside.</summary>
    private void AddSecond(ProgressField field, Cell first, Cell second)
    {
        if (TextCell.Read(first.Value) == TextCell.Read(second.Value))
        {
            return;
        }

        AddOther(second.Title!, second.Value);
        (Conflicts ??= []).Add(Texts.OfRules.Violation(
            ErrorId.InvalidField, ColumnMatcher.ApiName(field), RuleKey.ColumnConflict, ("Title", first.Title!), ("OtherTitle", second.Title!)));
    }

    /// <summary>The columns of an update that was serialized or exported: a dictionary, or its JSON text.</summary>
    private bool AddProperties(object? value)
    {
        if (value is IDictionary entries)
        {
            foreach (DictionaryEntry entry in entries)
            {
                AddOther(TextCell.Text(entry.Key), entry.Value);
            }

            return true;
        }

        if (value is not (null or string) && properties(value) is { } members)
        {
            foreach (KeyValuePair<string, object?> member in members)
            {
                AddOther(member.Key, member.Value);
            }

            return true;
        }

        if (value is not string { Length: > 1 } text || text[0] != '{' || !JsonText.TryRead(text, out object? parsed))
        {
            return TextCell.IsEmpty(value);
        }

        foreach (KeyValuePair<string, object?> column in (List<KeyValuePair<string, object?>>)parsed!)
        {
            AddOther(column.Key, column.Value);
        }

        return true;
    }

    private void AddOther(string title, object? value)
    {
        Others ??= new();
        string name = title;
        for (int i = 2; Others.ContainsKey(name); i++)
        {
            name = title + " (" + i + ")";
        }

        Others.Add(name, TextCell.Read(value));
    }

    private readonly record struct Cell(string? Title, object? Value, ColumnKind Kind);
}
