using System;
using System.Collections.Generic;
using System.Globalization;
using FeishuHire.Columns;
using FeishuHire.Errors;

namespace FeishuHire.Engine.Results;

/// <summary>The columns that every result file begins with: the update in the API's names, then what became of it.</summary>
internal static class ResultColumns
{
    private const string Status = "delivery_status";
    private const string SourceRow = "source_row";

    private static readonly string[] Outcome =
        [Status, "error_id", "error_code", "error_message", "log_id", "sent_time", "source_file", SourceRow];

    /// <summary>All of them, in order.</summary>
    internal static readonly IReadOnlyList<string> Titles =
    [
        ColumnMatcher.ApiName(ProgressField.BackgroundCheckId),
        ColumnMatcher.ApiName(ProgressField.StageId),
        ColumnMatcher.ApiName(ProgressField.StageName),
        ColumnMatcher.ApiName(ProgressField.StageEnName),
        ColumnMatcher.ApiName(ProgressField.StageTime),
        ColumnMatcher.ApiName(ProgressField.Result),
        ColumnMatcher.ApiName(ProgressField.OperatorRole),
        ColumnMatcher.ApiName(ProgressField.ReportName),
        ColumnMatcher.ApiName(ProgressField.ReportUrl),
        ColumnMatcher.ApiName(ProgressField.ReportUrlType),
        ColumnMatcher.ApiName(ProgressField.ReportFile),
        ColumnMatcher.ApiName(ProgressField.TenantKey),
        .. Outcome,
    ];

    /// <summary>The cells of a row.</summary>
    internal static List<string> Cells(BgCheckProgress row, RowOutcome outcome)
    {
        var cells = new List<string>(Titles.Count)
        {
            ResultCell.Id(row.BackgroundCheckId),
            ResultCell.Id(row.StageId),
            ResultCell.Text(row.StageName),
            ResultCell.Text(row.StageEnName),
            ResultCell.Time(row.StageTime, row.StageTimeText),
            ResultCell.Text(row.Result),
            ResultCell.Text(row.OperatorRole),
        };
        AddReports(cells, row);
        cells.Add(ResultCell.Text(row.TenantKey));
        cells.Add(outcome.Status.ToString());
        cells.Add(ResultCell.Text(outcome.Error?.Id));
        cells.Add(ResultCell.Number(outcome.Code));
        cells.Add(outcome.Error is { } error ? ResultCell.Text(ErrorText.FullMessage(error, CultureInfo.CurrentUICulture)) : string.Empty);
        cells.Add(ResultCell.Text(outcome.LogId));
        cells.Add(ResultCell.Time(outcome.SentTime, null));
        cells.Add(ResultCell.Text(row.Source?.File));
        cells.Add(ResultCell.Number(row.Source?.Row ?? 0));
        return cells;
    }

    /// <summary>Whether a row was read from a result file: the columns of the last outcome are then not the user's own.</summary>
    internal static bool HasOutcome(IDictionary<string, string?> properties) =>
        properties.TryGetValue(Status, out string? status) && Enum.TryParse(status, out BgCheckDeliveryStatus _)
        && properties.TryGetValue(SourceRow, out string? row) && long.TryParse(row, NumberStyles.None, CultureInfo.InvariantCulture, out _);

    /// <summary>Whether a title is one of the outcome's.</summary>
    internal static bool IsOutcome(string title) => Array.IndexOf(Outcome, title) >= 0;

    /// <summary>One report has columns of its own, as most exports have it; several, or what could not be read, are one cell.</summary>
    private static void AddReports(List<string> cells, BgCheckProgress row)
    {
        BgCheckReportFileList? list = row.Reports;
        if (list is { Count: 1, Unread: null, ReadViolations: null } && list[0] is { } only && (only.Name ?? only.Url ?? only.UrlType) is not null)
        {
            cells.Add(ResultCell.Text(only.Name));
            cells.Add(ResultCell.Text(only.Url));
            cells.Add(ResultCell.Text(only.UrlType));
            cells.Add(string.Empty);
            return;
        }

        cells.Add(string.Empty);
        cells.Add(string.Empty);
        cells.Add(string.Empty);
        cells.Add(ResultCell.Text(list?.ToString()));
    }
}
