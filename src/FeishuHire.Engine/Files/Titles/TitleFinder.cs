using System.Collections.Generic;

namespace FeishuHire.Engine.Files.Titles;

/// <summary>Finds the row of titles at the top of a sheet, under whatever banner stands above it.</summary>
internal static class TitleFinder
{
    /// <summary>Reads down to the row of titles, and stops on it.</summary>
    /// <param name="rows">The sheet, at its beginning.</param>
    /// <param name="rules">What titles stand for.</param>
    /// <param name="headerRow">The row that the user named, or null.</param>
    /// <returns>The titles; incomplete ones, of the row that comes nearest, where no row has all that are required; null
    /// where the sheet has no row there.</returns>
    internal static SheetTitles? Find(IRowSource rows, TitleRules rules, int? headerRow)
    {
        SheetTitles? best = null;
        int seen = 0;
        while ((headerRow is not null || seen < TableLimits.TitleRows) && rows.Read())
        {
            if (headerRow > rows.Row)
            {
                continue;
            }

            if (headerRow < rows.Row)
            {
                return null;
            }

            seen++;
            if (rows.Fault is null)
            {
                SheetTitles titles = rules.Read(rows);
                if (titles.Missing.Count == 0 || headerRow is not null)
                {
                    return HasText(titles.Titles) ? titles : null;
                }

                best = IsBetter(titles, best) ? titles : best;
            }
        }

        return best;
    }

    /// <summary>More known titles; among rows without any, the first that is not blank.</summary>
    private static bool IsBetter(SheetTitles titles, SheetTitles? best) =>
        HasText(titles.Titles) && (best is null || titles.Known > best.Known);

    private static bool HasText(IEnumerable<string> titles)
    {
        foreach (string title in titles)
        {
            if (title.Length > 0)
            {
                return true;
            }
        }

        return false;
    }
}
