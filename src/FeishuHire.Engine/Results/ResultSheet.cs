using System.Collections.Generic;
using System.Linq;
using FeishuHire.Columns;
using FeishuHire.Values;

namespace FeishuHire.Engine.Results;

/// <summary>The columns of one result file: those of the input that its first row comes from, in their order and under their
/// titles; required fields and others of the row that have no column there, under the API's names; what became of the row; and what turns up later. Rows
/// of another input go into the same columns, field by field: a file with two columns for one field could not be read.</summary>
internal sealed class ResultSheet
{
    private readonly List<string> _titles = [];
    private readonly Dictionary<ProgressField, int> _fields = [];
    private readonly FurtherColumns _further;
    private readonly BgCheckDeliveryKind _kind;
    private int _outcome;
    private string? _map;

    /// <summary>The columns for updates that come from no table.</summary>
    /// <param name="kind">What the updates are.</param>
    internal ResultSheet(BgCheckDeliveryKind kind)
    {
        _kind = kind;
        _further = new FurtherColumns(_titles, kind);
        foreach (ProgressField field in ResultColumns.FieldsOf(kind))
        {
            AddField(field);
        }

        AddOutcome();
    }

    /// <summary>The columns for a table.</summary>
    /// <param name="first">Its first row.</param>
    /// <param name="layout">Its columns.</param>
    internal ResultSheet(BgCheckProgress first, ColumnLayout layout)
    {
        _kind = first.Kind;
        _further = new FurtherColumns(_titles, _kind);
        AddOwn(layout.Columns);
        HashSet<ProgressField> needed =
        [
            // There must be a place to put in what is missing.
            .. ColumnTitles.Required(_kind),
            .. FieldTexts.Of(first, HasReportsApart).Select(cell => cell.Key),
        ];
        foreach (ProgressField field in ResultColumns.FieldsOf(_kind))
        {
            if (needed.Contains(field) && !_fields.ContainsKey(field))
            {
                AddField(field);
            }
        }

        AddOutcome();
    }

    /// <summary>The titles as they stand in the file.</summary>
    internal IReadOnlyList<string> Titles => _titles;

    private bool HasReportsApart =>
        !_fields.ContainsKey(ProgressField.ReportFile) || _fields.ContainsKey(ProgressField.ReportName) || _fields.ContainsKey(ProgressField.ReportUrl);

    /// <summary>The cells of a row; columns that are missing are made.</summary>
    internal List<string> Cells(BgCheckProgress row, RowOutcome outcome)
    {
        var cells = new List<string>(_titles.Count);
        foreach (KeyValuePair<ProgressField, string> cell in FieldTexts.Of(row, HasReportsApart))
        {
            FurtherColumns.Put(cells, _fields.TryGetValue(cell.Key, out int place) ? place : AddField(cell.Key), cell.Value);
        }

        string[] told = ResultColumns.OutcomeOf(row, outcome);
        for (int i = 0; i < told.Length; i++)
        {
            FurtherColumns.Put(cells, _outcome + i, told[i]);
        }

        if (_map is not null)
        {
            FurtherColumns.Put(cells, _outcome + told.Length, ResultCell.Text(_map));
        }

        _further.Put(row, cells);
        return cells;
    }

    private void AddOwn(IReadOnlyList<LayoutColumn> columns)
    {
        bool again = ResultColumns.IsResultFile(columns.Select(column => column.Title));
        RowProperties? map = null;
        for (int i = 0; i < columns.Count; i++)
        {
            (string title, ColumnRole role) = columns[i];
            if (role.Field is ProgressField field)
            {
                if (!_fields.ContainsKey(field) && IsFirst(columns, i, field))
                {
                    Add(field, OwnTitle(title, role, field));
                    if (role.Kind == ColumnKind.Mapped)
                    {
                        (map ??= new())[title] = ColumnMatcher.ApiName(field);
                    }
                }
            }
            else if (role.Kind == ColumnKind.Other && !(again && ResultColumns.IsOutcome(title)))
            {
                _further.AddOwn(title);
            }
        }

        _map = map?.ToString();
    }

    /// <summary>Whether a column is the one that counts: of those that stand for one field, the one that the user named.</summary>
    private static bool IsFirst(IReadOnlyList<LayoutColumn> columns, int place, ProgressField field) =>
        columns[place].Role.Kind == ColumnKind.Mapped
        || !columns.Any(column => column.Role.Field == field && column.Role.Kind == ColumnKind.Mapped);

    // A mark that the title needs in a spreadsheet may make another title of it.
    private string OwnTitle(string title, ColumnRole role, ProgressField field)
    {
        string shown = ResultCell.Text(title);
        return role.Kind == ColumnKind.Mapped || ColumnMatcher.Match(shown, _kind) == field ? shown : ColumnMatcher.ApiName(field);
    }

    private int AddField(ProgressField field) => Add(field, ColumnMatcher.ApiName(field));

    private int Add(ProgressField field, string title)
    {
        _fields.Add(field, _titles.Count);
        _titles.Add(title);
        return _titles.Count - 1;
    }

    private void AddOutcome()
    {
        _outcome = _titles.Count;
        _titles.AddRange(ResultColumns.Outcome);
        if (_map is not null)
        {
            _titles.Add(ResultColumns.Map);
        }
    }
}
