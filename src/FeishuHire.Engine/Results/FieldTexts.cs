using System.Collections.Generic;
using FeishuHire.Values;

namespace FeishuHire.Engine.Results;

/// <summary>The fields of a row as cells: in the row's own words wherever reading these gives the same update again, whoever
/// reads them; else in the API's.</summary>
internal static class FieldTexts
{
    /// <summary>The cells that are not empty.</summary>
    /// <param name="row">The row.</param>
    /// <param name="apart">Whether the file has columns for the parts of a single report.</param>
    internal static IEnumerable<KeyValuePair<ProgressField, string>> Of(BgCheckProgress row, bool apart)
    {
        foreach (KeyValuePair<ProgressField, string> cell in All(row, apart))
        {
            if (cell.Value.Length > 0)
            {
                yield return cell;
            }
        }
    }

    private static IEnumerable<KeyValuePair<ProgressField, string>> All(BgCheckProgress row, bool apart)
    {
        yield return new(ProgressField.BackgroundCheckId, ResultCell.Id(row.BackgroundCheckId));
        yield return new(ProgressField.StageId, ResultCell.Id(row.StageId));
        yield return new(ProgressField.StageName, ResultCell.Text(row.StageName));
        yield return new(ProgressField.StageEnName, ResultCell.Text(row.StageEnName));
        yield return new(row.TimeField, Time(row));
        yield return new(ProgressField.Result, ResultCell.Text(row.Result));
        yield return new(ProgressField.OperatorRole, ResultCell.Text(Role(row)));
        BgCheckReportFileList? list = row.Reports;
        if (apart && list is { Count: 1, Unread: null, ReadViolations: null } && list[0] is { } only && (only.Name ?? only.Url ?? only.UrlType) is not null)
        {
            yield return new(ProgressField.ReportName, ResultCell.Text(only.Name));
            yield return new(ProgressField.ReportUrl, ResultCell.Text(only.Url));
            yield return new(ProgressField.ReportUrlType, ResultCell.Text(UrlType(only)));
        }
        else
        {
            // Several reports, or what could not be read, are one cell.
            yield return new(ProgressField.ReportFile, ResultCell.Text(list?.ToString()));
        }

        yield return new(ProgressField.TenantKey, ResultCell.Text(row.TenantKey));
    }

    private static string Time(BgCheckProgress row)
    {
        if (row.StageTime is BgCheckTime time && row.StageTimeText is { } text)
        {
            // Not so where -TimeZone or -Culture was needed: without them it would be another time, without a word.
            TimeReading again = TimeCell.Read(text, TimeCellOptions.Default);
            if (again.Violation is null && again.Time is BgCheckTime same && same == time && same.Offset == time.Offset)
            {
                return ResultCell.Time(null, text);
            }
        }

        return ResultCell.Time(row.StageTime, row.StageTimeText);
    }

    // A member that somebody set since counts.
    private static string? Role(BgCheckProgress row) =>
        row.OperatorRoleText is { } own && ChoiceCell.ReadRole(own) == row.OperatorRole ? own : row.OperatorRole;

    private static string? UrlType(BgCheckReportFile report) =>
        report.UrlTypeText is { } own && ChoiceCell.ReadUrlType(own) == report.UrlType ? own : report.UrlType;
}
