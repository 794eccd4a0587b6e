using System.Collections.Generic;
using FeishuHire.Columns;
using FeishuHire.Errors;
using FeishuHire.Values;

namespace FeishuHire.Engine.Results;

/// <summary>The columns of one result file that are no part of an update, in the order in which rows first had them.</summary>
internal sealed class FurtherColumns
{
    /// <summary>Hashtables with ever new keys must not make a file of ever more columns: what is beyond goes into one, as
    /// JSON, which reading takes apart again.</summary>
    internal const int Most = 250;

    private const string Untitled = "Column";
    private static readonly string Rest = nameof(BgCheckProgress.Properties);
    private static readonly string RestNormalized = ColumnMatcher.Normalize(Rest);

    private readonly Dictionary<string, int> _places = new(System.StringComparer.Ordinal);

    /// <summary>Their titles.</summary>
    internal List<string> Titles { get; } = [];

    /// <summary>Finds or makes the columns of a row, and gives its cells in them; the row may have fewer than there are titles.</summary>
    internal List<string> Cells(BgCheckProgress row)
    {
        var cells = new List<string>(Titles.Count);
        if (row.Properties.Count == 0)
        {
            return cells;
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

        return cells;
    }

    private static void Put(List<string> cells, int place, string cell)
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

        return Titles.Count < Most && ColumnMatcher.Normalize(title) != RestNormalized ? Add(title) : null;
    }

    private int PlaceOfRest() => _places.TryGetValue(Rest, out int place) ? place : Add(Rest);

    private int Add(string title)
    {
        _places.Add(title, Titles.Count);
        Titles.Add(title);
        return Titles.Count - 1;
    }

    /// <summary>A title that would be taken for one of the file's own columns is numbered. Not so where it contradicts that
    /// column: the file must not be read again before somebody has decided between the two.</summary>
    private static string TitleOf(string title, BgCheckProgress row)
    {
        string name = title.Trim().Length == 0 ? Untitled : title;
        bool taken = ResultColumns.IsOutcome(name) || (ColumnMatcher.Match(name) is ProgressField field && !IsContradicted(row, field));
        return taken ? name + " (2)" : name;
    }

    private static bool IsContradicted(BgCheckProgress row, ProgressField field)
    {
        if (row.ReadViolations is { Count: > 0 } findings)
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
