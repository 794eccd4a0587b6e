using System;
using FeishuHire.Columns;
using FeishuHire.Engine.Results;
using FeishuHire.Values;

namespace FeishuHire.Engine.Files.Titles;

/// <summary>A result file has the titles of its input; where these needed -ColumnMap, its rows say so in a column of their
/// own, and it is read as its input was.</summary>
internal static class RecordedMap
{
    /// <summary>Adds what a sheet says about its own titles to what the user says, which counts more.</summary>
    /// <param name="rows">The sheet, at its beginning.</param>
    /// <param name="options">What the user says.</param>
    /// <returns>The same options where the sheet says nothing.</returns>
    internal static TableOptions Add(IRowSource rows, TableOptions options)
    {
        if (!rows.Read() || rows.Fault is not null)
        {
            return options;
        }

        string[] titles = Texts(rows);
        int place = Array.IndexOf(titles, ResultColumns.Map);
        return place >= 0 && ResultColumns.IsResultFile(titles) && rows.Read() && rows.Fault is null && TextCell.Read(rows.Cell(place)) is { } text
            ? options with { ColumnMap = ResultTitles.MapOf(options.ColumnMap, text, options.Kind, title => Has(titles, title)) }
            : options;
    }

    private static string[] Texts(IRowSource rows)
    {
        var texts = new string[rows.CellCount];
        for (int i = 0; i < texts.Length; i++)
        {
            texts[i] = TextCell.Read(rows.Cell(i)) ?? string.Empty;
        }

        return texts;
    }

    private static bool Has(string[] titles, string title)
    {
        string plain = ColumnMatcher.Normalize(title);
        return Array.Exists(titles, other => ColumnMatcher.Normalize(other) == plain);
    }
}
