using System;
using System.Collections.Generic;
using FeishuHire.Values;

namespace FeishuHire.Columns;

/// <summary>Turns rows of cells into updates: one reader for a whole run, so that titles are looked up once. Every row that
/// holds anything becomes an update; what is wrong with it is for the rules to say. Not for several threads at once.</summary>
public sealed class RowReader
{
    private static readonly ProgressField[] AllFields = (ProgressField[])Enum.GetValues(typeof(ProgressField));

    private static readonly Dictionary<ProgressField, object?> NoOverrides = [];

    private readonly RowReaderOptions _options;
    private readonly FieldCells _cells;
    private readonly LayoutRecorder _layout = new();
    private readonly IReadOnlyDictionary<ProgressField, object?> _overrides;
    private readonly FieldWriter _fields;
    private readonly RowReports _reports;
    private ColumnRoles _roles;
    private string? _recordedMap;

    /// <summary>Makes a reader.</summary>
    /// <param name="options">How rows are read.</param>
    public RowReader(RowReaderOptions options)
    {
        _options = options;
        _cells = new FieldCells(options.ObjectProperties ?? ObjectProperties.Of);
        _roles = new ColumnRoles(options.ColumnMap, options.Kind);
        _overrides = options.Overrides ?? NoOverrides;
        _fields = new FieldWriter(options);
        _reports = new RowReports(_overrides, options.ObjectProperties);
    }

    /// <summary>Reads a row.</summary>
    /// <param name="cells">Title and value of each cell, in the order of the columns; values unwrapped of PSObject.</param>
    /// <param name="source">Where the row stands, or null.</param>
    public RowReading Read(IEnumerable<KeyValuePair<string, object?>> cells, BgCheckSource? source)
    {
        Take(cells);
        string? recorded = _cells.IsMarked ? _cells.RecordedMap : null;
        if (recorded != _recordedMap)
        {
            // A result file begins or ends here, whose titles stand for what its rows say.
            _recordedMap = recorded;
            _roles = new ColumnRoles(ResultTitles.MapOf(_options.ColumnMap, recorded, _options.Kind), _options.Kind);
            Take(cells);
        }

        if (_cells.IsMarked)
        {
            _cells.TakeMarksOff();
        }

        BgCheckProgress? row = End(source);
        if (row is not null)
        {
            row.Layout = _layout.End();
        }

        return new(row, _cells.Known);
    }

    /// <summary>What a column is to every row, for a caller that has the same columns throughout.</summary>
    internal ColumnRole RoleOf(string title) => _roles.Of(title);

    /// <summary>Begins a row that is given cell by cell.</summary>
    internal void Begin() => _cells.Clear();

    /// <summary>Takes a cell of the row.</summary>
    internal void Add(string title, ColumnRole role, object? value) => _cells.Add(title, value, role);

    /// <summary>The row; null when every cell of it is empty.</summary>
    internal BgCheckProgress? End(BgCheckSource? source)
    {
        _cells.End();
        return _cells.AnyValue ? Build(source) : null;
    }

    /// <summary>The update that the overrides alone make, for a command line without a row.</summary>
    /// <param name="source">Where the row stands, or null.</param>
    public BgCheckProgress ReadOverrides(BgCheckSource? source)
    {
        _cells.Clear();
        BgCheckProgress row = Build(source);
        row.TypedFields = AllFields;
        return row;
    }

    /// <summary>Makes an update that was not read from cells ready for the rules: overrides set, ids cleaned, a time that
    /// is there as text only read. The object itself stays as it is; a changed one is a copy.</summary>
    /// <param name="row">An update from the pipeline.</param>
    /// <returns>The same object when nothing had to be changed.</returns>
    public BgCheckProgress Prepare(BgCheckProgress row)
    {
        bool timeUnread = row.StageTime is null && !TextCell.IsEmpty(row.StageTimeText);
        if (_overrides.Count == 0 && !timeUnread && IsClean(row.BackgroundCheckId) && IsClean(row.StageId))
        {
            return row;
        }

        BgCheckProgress copy = row.Copy();
        copy.TypedFields = TypedFields;
        if (!IsClean(copy.BackgroundCheckId))
        {
            copy.BackgroundCheckId = IdCell.Read(copy.BackgroundCheckId);
        }

        if (!IsClean(copy.StageId))
        {
            copy.StageId = IdCell.Read(copy.StageId);
        }

        if (timeUnread)
        {
            _fields.SetTime(copy, copy.StageTimeText, copy.TimeZone);
        }

        foreach (KeyValuePair<ProgressField, object?> typed in _overrides)
        {
            _fields.Set(copy, typed.Key, typed.Value);
        }

        _reports.Override(copy);
        return copy;
    }

    private ICollection<ProgressField>? TypedFields => _overrides.Count == 0 ? null : field ??= [.. _overrides.Keys];

    private void Take(IEnumerable<KeyValuePair<string, object?>> cells)
    {
        Begin();
        _layout.Begin();
        foreach (KeyValuePair<string, object?> cell in cells)
        {
            string title = cell.Key ?? string.Empty;
            ColumnRole role = RoleOf(title);
            _layout.Add(title, role);
            Add(title, role, cell.Value);
        }
    }

    private static bool IsClean(string? id) => id is null || ReferenceEquals(IdCell.Read(id), id);

    private BgCheckProgress Build(BgCheckSource? source)
    {
        foreach (KeyValuePair<ProgressField, object?> typed in _overrides)
        {
            _cells.Override(typed.Key, typed.Value);
        }

        BgCheckProgress row = _cells.IsUpdate ? Serialized(source) : new BgCheckProgress { Kind = _options.Kind, Source = source };
        row.TypedFields = TypedFields;
        if (_cells.Others is not null)
        {
            row.Properties = _cells.Others;
        }

        _fields.Set(row, ProgressField.BackgroundCheckId, _cells[ProgressField.BackgroundCheckId]);
        _fields.Set(row, ProgressField.StageId, _cells[ProgressField.StageId]);
        _fields.Set(row, ProgressField.StageName, _cells[ProgressField.StageName]);
        _fields.Set(row, ProgressField.StageEnName, _cells[ProgressField.StageEnName]);
        bool timeTyped = _overrides.ContainsKey(_fields.Time);
        _fields.SetTime(
            row,
            TimeObject.Read(_cells[_fields.Time], _options.ObjectProperties) ?? (timeTyped ? null : _cells.TimeText),
            timeTyped ? null : row.TimeZone);
        _fields.Set(row, ProgressField.Result, _cells[ProgressField.Result]);
        _fields.Set(row, ProgressField.OperatorRole, _cells[ProgressField.OperatorRole]);
        _fields.Set(row, ProgressField.TenantKey, _cells[ProgressField.TenantKey]);
        _reports.Build(row, _cells);
        if (_cells.Conflicts is not null)
        {
            AddConflicts(row, _cells.Conflicts);
        }

        return row;
    }

    private void AddConflicts(BgCheckProgress row, List<BgCheckViolation> conflicts)
    {
        foreach (BgCheckViolation conflict in conflicts)
        {
            if (ColumnTitles.OfApiName(conflict.Field!) is not ProgressField field || !_overrides.ContainsKey(field))
            {
                row.AddReadViolation(conflict);
            }
        }
    }

    /// <summary>What an update that was exported or serialized says beside its fields.</summary>
    private BgCheckProgress Serialized(BgCheckSource? source) => new()
    {
        Kind = _options.Kind,
        Source = SourceObject.Read(_cells.Own(ColumnKind.Source), _options.ObjectProperties) ?? source,
        TimeZone = TextCell.Read(_cells.Own(ColumnKind.TimeZone)),
        Fault = TextCell.Read(_cells.Own(ColumnKind.Fault)),
    };
}
