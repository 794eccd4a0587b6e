using System;
using System.Collections.Generic;
using System.Linq;
using FeishuHire.Columns;
using FeishuHire.Engine.Files.Import;
using FeishuHire.Values;

namespace FeishuHire.Engine.Files.Titles;

/// <summary>Tells what a row of titles stands for, under the user's options.</summary>
internal sealed class TitleRules
{
    private readonly TableOptions _options;
    private readonly ColumnRoles _roles;

    internal TitleRules(TableOptions options)
    {
        _options = options;
        _roles = new ColumnRoles(options.ColumnMap, options.Kind);
    }

    /// <summary>The columns that a file must have, as the user knows them.</summary>
    internal IReadOnlyList<string> Required => Missing([], [], -1);

    /// <summary>Whether a text is a title that stands for something.</summary>
    internal bool IsKnown(string title)
    {
        string plain = ColumnMatcher.Normalize(title);
        return plain.Length > 0 && (plain == _options.OrderMap?.NumberTitle || _roles.Of(title).Field is not null);
    }

    /// <summary>Reads the current row as titles.</summary>
    internal SheetTitles Read(IRowSource rows)
    {
        var titles = new string[rows.CellCount];
        var fields = new ProgressField?[titles.Length];
        int number = -1;
        int known = 0;
        for (int i = 0; i < titles.Length; i++)
        {
            string title = TextCell.Read(rows.Cell(i)) ?? string.Empty;
            string plain = ColumnMatcher.Normalize(title);
            if (number < 0 && plain.Length > 0 && plain == _options.OrderMap?.NumberTitle)
            {
                // The vendor's numbers, even under a title that otherwise stands for order ids.
                number = i;
                known++;
            }
            else
            {
                fields[i] = plain.Length == 0 ? null : _roles.Of(title).Field;
            }

            known += fields[i] is null ? 0 : 1;
            titles[i] = title;
        }

        return new SheetTitles(rows.Row, titles, fields) { NumberColumn = number, Known = known, Missing = Missing(titles, fields, number) };
    }

    /// <summary>Fields with more than one column; a column that the user mapped counts, one that was only recognised beside
    /// it does not.</summary>
    internal IEnumerable<KeyValuePair<ProgressField, List<int>>> Duplicates(SheetTitles titles)
    {
        var columns = new Dictionary<ProgressField, List<int>>();
        for (int i = 0; i < titles.Fields.Length; i++)
        {
            if (titles.Fields[i] is ProgressField field && (IsMapped(titles.Titles[i]) || !HasMapped(field)))
            {
                if (!columns.TryGetValue(field, out List<int>? same))
                {
                    columns[field] = same = [];
                }

                same.Add(i);
            }
        }

        foreach (KeyValuePair<ProgressField, List<int>> field in columns)
        {
            if (field.Value.Count > 1)
            {
                yield return field;
            }
        }
    }

    private bool IsMapped(string title) => _roles.Of(title).Kind == ColumnKind.Mapped;

    private bool HasMapped(ProgressField field) => _options.ColumnMap?.Values.Contains(field) == true;

    private List<string> Missing(string[] titles, ProgressField?[] fields, int number)
    {
        var missing = new List<string>();
        foreach (ProgressField field in ColumnTitles.Required(_options.Kind))
        {
            bool isOptional = (field == ProgressField.StageId && _options.StageIdFrom.Count > 0)
                || (field == ProgressField.BackgroundCheckId && _options.OrderMap is not null);
            if (!isOptional && Array.IndexOf(fields, field) < 0 && !HasMapped(field))
            {
                missing.Add(ColumnMatcher.ApiName(field));
            }
        }

        if (_options.OrderMap is OrderMap map && number < 0 && Array.IndexOf(fields, ProgressField.BackgroundCheckId) < 0)
        {
            missing.Add(map.ShownTitle);
        }

        AddMissingMapped(titles, missing);
        return missing;
    }

    /// <summary>A slip in -ColumnMap must not leave a column out in silence.</summary>
    private void AddMissingMapped(string[] titles, List<string> missing)
    {
        if (_options.ColumnMap is not { Count: > 0 } map)
        {
            return;
        }

        var present = new HashSet<string>(StringComparer.Ordinal);
        foreach (string title in titles)
        {
            present.Add(ColumnMatcher.Normalize(title));
        }

        foreach (KeyValuePair<string, ProgressField> column in map)
        {
            if (!present.Contains(ColumnMatcher.Normalize(column.Key)))
            {
                missing.Add(column.Key);
            }
        }
    }
}
