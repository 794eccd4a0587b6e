using System;
using System.Collections.Generic;
using FeishuHire.Columns;

namespace FeishuHire.Engine.Files.Titles;

/// <summary>A row of titles, and what they stand for.</summary>
internal sealed class SheetTitles
{
    internal SheetTitles(long row, string[] titles, ProgressField?[] fields)
    {
        Row = row;
        Titles = titles;
        Fields = fields;
    }

    /// <summary>The row as the user sees it.</summary>
    internal long Row { get; }

    /// <summary>The titles, one a column; a column without one is called by its number.</summary>
    internal string[] Titles { get; }

    /// <summary>The field of each column; null for one that is kept for the results only.</summary>
    internal ProgressField?[] Fields { get; }

    /// <summary>The column of the vendor's own order numbers, or -1.</summary>
    internal int NumberColumn { get; init; } = -1;

    /// <summary>How many titles were recognised.</summary>
    internal int Known { get; init; }

    /// <summary>Required columns that are not among them, as the user knows them.</summary>
    internal IReadOnlyList<string> Missing { get; init; } = [];

    /// <summary>The column of a field, or -1.</summary>
    internal int ColumnOf(ProgressField field) => Array.IndexOf(Fields, field);

    /// <summary>The recognised titles, by the API's field names.</summary>
    internal Dictionary<string, string> ByApiName()
    {
        var titles = new Dictionary<string, string>(StringComparer.Ordinal);
        for (int i = 0; i < Fields.Length; i++)
        {
            if (Fields[i] is ProgressField field && !titles.ContainsKey(ColumnMatcher.ApiName(field)))
            {
                titles.Add(ColumnMatcher.ApiName(field), Titles[i]);
            }
        }

        return titles;
    }
}
