using System;
using System.Collections.Generic;
using FeishuHire.Errors;
using FeishuHire.Text;
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
    private readonly ProgressField _time;
    private ColumnRoles _roles;
    private string? _recordedMap;
    private string? _zoneName;
    private TimeCellOptions? _zone;

    /// <summary>Makes a reader.</summary>
    /// <param name="options">How rows are read.</param>
    public RowReader(RowReaderOptions options)
    {
        _options = options;
        _cells = new FieldCells(options.ObjectProperties ?? ObjectProperties.Of);
        _time = new BgCheckProgress { Kind = options.Kind }.TimeField;
        _roles = new ColumnRoles(options.ColumnMap, options.Kind);
        _overrides = options.Overrides ?? NoOverrides;
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
            SetTime(copy, copy.StageTimeText, copy.TimeZone);
        }

        foreach (KeyValuePair<ProgressField, object?> typed in _overrides)
        {
            Set(copy, typed.Key, typed.Value);
        }

        OverrideReports(copy);
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

        Set(row, ProgressField.BackgroundCheckId, _cells[ProgressField.BackgroundCheckId]);
        Set(row, ProgressField.StageId, _cells[ProgressField.StageId]);
        Set(row, ProgressField.StageName, _cells[ProgressField.StageName]);
        Set(row, ProgressField.StageEnName, _cells[ProgressField.StageEnName]);
        SetTime(
            row,
            TimeObject.Read(_cells[_time], _options.ObjectProperties) ?? (_overrides.ContainsKey(_time) ? null : _cells.TimeText),
            _overrides.ContainsKey(_time) ? null : row.TimeZone);
        Set(row, ProgressField.Result, _cells[ProgressField.Result]);
        Set(row, ProgressField.OperatorRole, _cells[ProgressField.OperatorRole]);
        Set(row, ProgressField.TenantKey, _cells[ProgressField.TenantKey]);
        BuildReports(row);
        if (_cells.Conflicts is not null)
        {
            AddConflicts(row, _cells.Conflicts);
        }

        return row;
    }

    private void BuildReports(BgCheckProgress row)
    {
        // A list typed on the command line replaces the row's reports, those of its columns too.
        bool typedList = _overrides.ContainsKey(ProgressField.ReportFile);
        BgCheckReportFile? own = ReportFileReader.FromColumns(
            Report(ProgressField.ReportName), Report(ProgressField.ReportUrl), Report(ProgressField.ReportUrlType));
        object? several = _cells[ProgressField.ReportFile];
        if (several is not null)
        {
            BgCheckReportFileList list = ReportFileReader.Read(several, _options.ObjectProperties);
            row.ReportFile = own is null ? list : With(own, list);
        }
        else if (own is not null)
        {
            row.ReportFile.Add(own);
        }

        object? Report(ProgressField field) => typedList && !_overrides.ContainsKey(field) ? null : _cells[field];
    }

    private static BgCheckReportFileList With(BgCheckReportFile own, BgCheckReportFileList list)
    {
        for (int i = list.Count - 1; i >= 0; i--)
        {
            if (ReportFileReader.Same(list[i], own))
            {
                list.RemoveAt(i);
            }
        }

        list.Insert(0, own);
        return list;
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

    private void Set(BgCheckProgress row, ProgressField field, object? value)
    {
        switch (field)
        {
            case ProgressField.BackgroundCheckId:
                row.BackgroundCheckId = IdCell.Read(value);
                CheckIsNoDate(row, field, value);
                break;
            case ProgressField.StageId:
                row.StageId = IdCell.Read(value);
                CheckIsNoDate(row, field, value);
                break;
            case ProgressField.StageName:
                row.StageName = TextCell.ReadLine(value);
                break;
            case ProgressField.StageEnName:
                row.StageEnName = TextCell.ReadLine(value);
                break;
            case ProgressField.StageTime or ProgressField.ResultTime:
                SetTime(row, TimeObject.Read(value, _options.ObjectProperties), null);
                break;
            case ProgressField.Result:
                row.Result = TextCell.ReadLine(value);
                break;
            case ProgressField.OperatorRole:
                row.OperatorRole = ChoiceCell.ReadRole(value);
                row.OperatorRoleText = ChoiceCell.OwnWords(value, row.OperatorRole);
                break;
            case ProgressField.TenantKey:
                row.TenantKey = TextCell.Read(value) is string tenant ? CellText.DropInvisible(tenant) : null;
                break;
        }
    }

    /// <summary>An id such as 3-1 that a spreadsheet took for a day.</summary>
    private static void CheckIsNoDate(BgCheckProgress row, ProgressField field, object? value)
    {
        if (value is DateTime or DateTimeOffset)
        {
            row.AddReadViolation(Texts.OfRules.Violation(ErrorId.DamagedId, ColumnMatcher.ApiName(field), RuleKey.IdIsDate));
        }
    }

    /// <summary>Reads the time by the row's own zone, unless the user named one.</summary>
    private void SetTime(BgCheckProgress row, object? value, string? ownZone)
    {
        TimeCellOptions? options = ownZone is null || _options.IsZoneGiven ? _options.Time : OfZone(ownZone);
        string? text = TextCell.Read(value);
        TimeReading reading = options is null ? default : TimeCell.Read(value, options);
        row.StageTime = reading.Time;
        row.StageTimeText = text;
        row.TimeZone = options is null ? ownZone : reading.IsByZone ? options.Zone.Id : null;
        if (reading.Violation is not null)
        {
            row.AddReadViolation(reading.Violation with { Field = ColumnMatcher.ApiName(_time) });
        }
        else if (options is null && text is not null)
        {
            row.AddReadViolation(Texts.OfRules.Violation(ErrorId.StageTimeUnreadable, ColumnMatcher.ApiName(_time), RuleKey.TimeZoneUnknown, ("Zone", ownZone)));
        }
    }

    private TimeCellOptions? OfZone(string name)
    {
        if (name != _zoneName)
        {
            TimeZoneInfo? zone = name == _options.Time.Zone.Id ? _options.Time.Zone : (_options.FindZone ?? TimeZoneText.Parse)(name);
            _zone = zone is null ? null : _options.Time with { Zone = zone };
            _zoneName = name;
        }

        return _zone;
    }

    /// <summary>What an update that was exported or serialized says beside its fields.</summary>
    private BgCheckProgress Serialized(BgCheckSource? source) => new()
    {
        Kind = _options.Kind,
        Source = SourceObject.Read(_cells.Own(ColumnKind.Source), _options.ObjectProperties) ?? source,
        TimeZone = TextCell.Read(_cells.Own(ColumnKind.TimeZone)),
        Fault = TextCell.Read(_cells.Own(ColumnKind.Fault)),
    };

    /// <summary>On an update that has its reports already: a typed list replaces them; a typed name, link or type changes
    /// the first one, or makes one.</summary>
    private void OverrideReports(BgCheckProgress copy)
    {
        if (_overrides.TryGetValue(ProgressField.ReportFile, out object? list))
        {
            copy.ReportFile = ReportFileReader.Read(list, _options.ObjectProperties);
        }

        bool name = _overrides.TryGetValue(ProgressField.ReportName, out object? typedName);
        bool url = _overrides.TryGetValue(ProgressField.ReportUrl, out object? typedUrl);
        bool urlType = _overrides.TryGetValue(ProgressField.ReportUrlType, out object? typedType);
        if (!name && !url && !urlType)
        {
            return;
        }

        BgCheckReportFile? old = copy.ReportFile.Count > 0 && list is null ? copy.ReportFile[0] : null;
        BgCheckReportFile? report = ReportFileReader.FromColumns(
            name ? typedName : old?.Name, url ? typedUrl : old?.Url, urlType ? typedType : old?.UrlType);
        if (old is not null)
        {
            copy.ReportFile.RemoveAt(0);
        }

        if (report is not null)
        {
            copy.ReportFile.Insert(0, report);
        }
    }
}
