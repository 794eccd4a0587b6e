using System.Linq;

namespace FeishuHire.Columns;

/// <summary>What the user calls a field of a row.</summary>
internal static class ColumnNames
{
    /// <summary>The title of the field's column as it stands in the sheet; the parameter, e.g. -StageTime, where the value was
    /// typed; null where neither is known.</summary>
    /// <param name="row">The row.</param>
    /// <param name="field">The API's name of the field.</param>
    internal static string? Of(BgCheckProgress row, string? field)
    {
        if (field is null || ColumnTitles.OfApiName(field) is not ProgressField known)
        {
            return null;
        }

        // A sheet with one report a row has no column of the list.
        return IsTyped(row, known) ? "-" + known : TitleOf(row, known) ?? (known == ProgressField.ReportFile ? TitleOf(row, ProgressField.ReportUrl) : null);
    }

    private static string? TitleOf(BgCheckProgress row, ProgressField field) =>
        row.Layout?.Columns.FirstOrDefault(column => column.Role.Field == field).Title;

    /// <summary>Whether the field's value came, or would have to come, from the command line.</summary>
    internal static bool IsTyped(BgCheckProgress row, ProgressField field) => row.TypedFields?.Contains(field) == true;
}
