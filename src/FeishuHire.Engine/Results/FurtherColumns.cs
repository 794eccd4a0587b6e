using System.Collections.Generic;
using FeishuHire.Columns;
using FeishuHire.Errors;
using FeishuHire.Values;

namespace FeishuHire.Engine.Results;

/// <summary>The columns of one result file that are no part of an update: the input's own, then what rows have beside them,
/// in the order in which it turns up.</summary>
/// <param name="titles">The titles of the file, to which it adds.</param>
/// <param name="kind">What the rows are.</param>
internal sealed class FurtherColumns(List<string> titles, BgCheckDeliveryKind kind)
{
    /// <summary>Hashtables with ever new keys must not make a file of ever more columns: what is beyond goes into one, as
    /// JSON, which reading takes apart again.</summary>
    internal const int Most = 250;

    private const string Untitled = "Column";
    private static readonly string Rest = nameof(BgCheckProgress.Properties);
    private static readonly string RestNormalized = ColumnMatcher.Normalize(Rest);

    private readonly Dictionary<string, int> _places = new(System.StringComparer.Ordinal);

    /// <summary>Makes the place of a column of the input, before any row has a cell in it.</summary>
    internal void AddOwn(string title)
    {
        string name = title;
        for (int i = 2; _places.ContainsKey(name); i++)
        {
            // As reading tells columns of one title apart.
            name = title + " (" + ResultCell.Number(i) + ")";
        }

        PlaceOf(TitleOf(name, null));
    }

    /// <summary>Puts the row's cells into their columns; makes those that are missing.</summary>
    internal void Put(BgCheckProgress row, List<string> cells)
    {
        if (row.Properties.Count == 0)
        {
            return;
        }

        bool again = ResultColumns.HasOutcome(row.Properties);
        RowProperties? rest = null;
        foreach (KeyValuePair<string, string?> column in row.Properties)
        {
            if (again && ResultColumns.IsOutcome(column.Key))
            {
                continue;
            }

            string title = TitleOf(column.Key, row);
            if (PlaceOf(title) is int place)
            {
                Put(cells, place, ResultCell.Text(column.Value));
            }
            else
            {
                (rest ??= new())[title] = column.Value;
            }
        }

        if (rest is not null)
        {
            Put(cells, PlaceOfRest(), ResultCell.Text(rest.ToString()));
        }
    }

    /// <summary>Puts a cell into a column.</summary>
    internal static void Put(List<string> cells, int place, string cell)
    {
        while (cells.Count <= place)
        {
            cells.Add(string.Empty);
        }

        cells[place] = cell;
    }

    private int? PlaceOf(string title)
    {
        if (_places.TryGetValue(title, out int place))
        {
            return place;
        }

        return _places.Count < Most && ColumnMatcher.Normalize(title) != RestNormalized ? Add(title) : null;
    }

    private int PlaceOfRest() => _places.TryGetValue(Rest, out int place) ? place : Add(Rest);

    private int Add(string title)
    {
        _places.Add(title, titles.Count);
        titles.Add(ResultCell.Text(title));
        return titles.Count - 1;
    }

    /// <summary>A title that would be taken for one of the file's own columns is numbered. Not so where it contradicts that
    /// column: the file must not be read again before somebody has decided between the two.</summary>
    private string TitleOf(string title, BgCheckProgress? row)
    {
        string name = title.Trim().Length == 0 ? Untitled : title;
        bool taken = ResultColumns.IsOutcome(name) || (ColumnMatcher.Match(name, kind) is ProgressField field && !IsContradicted(row, field));
        return taken ? name + " (2)" : name;
    }

    private static bool IsContradicted(BgCheckProgress? row, ProgressField field)
    {
        if (row?.ReadViolations is { Count: > 0 } findings)
        {
            foreach (BgCheckViolation finding in findings)
            {
                if (finding.ErrorId == ErrorId.InvalidField && finding.Field == ColumnMatcher.ApiName(field))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
