using System.Collections.Generic;
using System.Globalization;
using System.Text;
using FeishuHire.Columns;
using FeishuHire.Errors;
using FeishuHire.Text;

namespace FeishuHire.Engine.Files.Titles;

/// <summary>Explains why the columns of a file cannot be told.</summary>
internal static class TitleErrors
{
    /// <summary>ColumnsNotFound, once for the file: what is missing, what is there, what looks alike.</summary>
    /// <param name="path">The file.</param>
    /// <param name="best">The row that comes nearest, or null.</param>
    /// <param name="expected">What is missing where no row comes near.</param>
    /// <param name="kind">What the rows are.</param>
    internal static FeishuHireException NotFound(string path, SheetTitles? best, IReadOnlyList<string> expected, BgCheckDeliveryKind kind)
    {
        BgCheckError error = FileErrors.Describe(ErrorId.ColumnsNotFound, path)
            .With("Expected", string.Join(", ", best is { Known: > 0 } ? best.Missing : expected));
        var detail = new StringBuilder();
        if (best is null)
        {
            detail.Append(Texts.OfFiles.Say(FileFaultKey.AllTitlesBlank, ("Limit", TableLimits.TitleRows)));
        }
        else
        {
            AppendNearMisses(detail, best, kind);

            // Without one known title the row may be the first of the data: its cells are nobody's business.
            if (best.Known > 0)
            {
                error = error.With("Found", string.Join(", ", Shown(best))).With("Row", best.Row.ToString(CultureInfo.InvariantCulture));
            }
        }

        return new FeishuHireException(detail.Length == 0 ? error : error.With("Detail", detail.ToString()));
    }

    /// <summary>ColumnDuplicated.</summary>
    internal static FeishuHireException Duplicated(string path, SheetTitles titles, KeyValuePair<ProgressField, List<int>> same)
    {
        var columns = new List<string>();
        foreach (int column in same.Value)
        {
            columns.Add((column + 1).ToString(CultureInfo.InvariantCulture) + " (" + titles.Titles[column] + ")");
        }

        var fault = new FileFault(FileFaultKey.ColumnsAlike, [new("Columns", string.Join(", ", columns)), new("Field", ColumnMatcher.ApiName(same.Key))]);
        return new FeishuHireException(FileErrors.Describe(ErrorId.ColumnDuplicated, path, fault).With("Column", ColumnMatcher.ApiName(same.Key)));
    }

    /// <summary>Titles that nearly are known ones, of fields that no other column stands for.</summary>
    internal static IEnumerable<(string Title, string Field)> NearMisses(SheetTitles titles, BgCheckDeliveryKind kind)
    {
        for (int i = 0; i < titles.Titles.Length; i++)
        {
            if (titles.Fields[i] is null && i != titles.NumberColumn && ColumnMatcher.Nearest(titles.Titles[i], kind) is string field && IsFree(titles, field))
            {
                yield return (titles.Titles[i], field);
            }
        }
    }

    private static void AppendNearMisses(StringBuilder detail, SheetTitles titles, BgCheckDeliveryKind kind)
    {
        foreach ((string title, string field) in NearMisses(titles, kind))
        {
            detail.Append(detail.Length == 0 ? string.Empty : " ")
                .Append(Texts.OfFiles.Say(FileFaultKey.NearMiss, ("Title", title), ("Field", field)));
        }
    }

    private static bool IsFree(SheetTitles titles, string field)
    {
        foreach (ProgressField? taken in titles.Fields)
        {
            if (taken is ProgressField known && ColumnMatcher.ApiName(known) == field)
            {
                return false;
            }
        }

        return true;
    }

    private static List<string> Shown(SheetTitles titles)
    {
        var shown = new List<string>();
        foreach (string title in titles.Titles)
        {
            if (title.Length > 0 && shown.Count < 40)
            {
                shown.Add("'" + (title.Length > 60 ? title.Substring(0, 60) + "…" : title) + "'");
            }
        }

        return shown;
    }
}
