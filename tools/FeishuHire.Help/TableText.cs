using System;
using System.Collections.Generic;
using System.Linq;
using Markdig.Extensions.Tables;
using Markdig.Syntax;

namespace FeishuHire.Help;

/// <summary>A table in columns of text; cells that do not fit are broken into lines.</summary>
internal static class TableText
{
    private const int Gap = 2;
    private const int Narrowest = 12;

    /// <summary>Its lines.</summary>
    /// <param name="table">The table; its first row is the header.</param>
    /// <param name="width">Cells to keep within.</param>
    public static IEnumerable<string> Lines(Table table, int width)
    {
        string[][] rows = [.. table.OfType<TableRow>().Select(row => row.OfType<TableCell>().Select(Text).ToArray())];
        int[] widths = Widths(rows, width);
        for (int i = 0; i < rows.Length; i++)
        {
            foreach (string line in Row(rows[i], widths))
            {
                yield return line;
            }

            if (i == 0)
            {
                yield return string.Join(new string(' ', Gap), widths.Select(w => new string('-', w)));
            }
        }
    }

    private static string Text(TableCell cell) => string.Join(' ', cell.OfType<LeafBlock>().Select(PlainText.Of));

    // The widest columns give way first, down to what their header or a word of theirs needs.
    private static int[] Widths(string[][] rows, int width)
    {
        int columns = rows.Max(row => row.Length);
        int[] widths = [.. Enumerable.Range(0, columns).Select(i => Math.Max(1, rows.Max(row => i < row.Length ? CellWidth.Of(row[i]) : 0)))];
        while (widths.Sum() + (Gap * (columns - 1)) > width)
        {
            int widest = Array.IndexOf(widths, widths.Max());
            if (widths[widest] <= Narrowest)
            {
                break;
            }

            widths[widest]--;
        }

        return widths;
    }

    private static IEnumerable<string> Row(string[] cells, int[] widths)
    {
        string[][] parts = [.. widths.Select((w, i) => i < cells.Length ? Layout.Wrap(cells[i], w).ToArray() : [""])];
        for (int line = 0; line < parts.Max(p => p.Length); line++)
        {
            yield return string.Join(new string(' ', Gap), widths.Select((w, i) => Layout.Pad(line < parts[i].Length ? parts[i][line] : "", w))).TrimEnd();
        }
    }
}
