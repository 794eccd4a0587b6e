using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using FeishuHire.Columns;
using FeishuHire.Errors;

namespace FeishuHire.Engine.Results;

/// <summary>The columns of result files beside the input's own: what became of a row, and the API's names for updates that
/// come from no table.</summary>
internal static class ResultColumns
{
    /// <summary>The column that says for which fields the input's own columns stand, where -ColumnMap said so: Import needs
    /// no -ColumnMap for the file.</summary>
    internal const string Map = ResultTitles.Map;

    private const string Status = ResultTitles.Status;
    private const string SourceRow = ResultTitles.SourceRow;

    /// <summary>The fields of an update in the order of the API's page.</summary>
    internal static IEnumerable<ProgressField> FieldsOf(BgCheckDeliveryKind kind) => Fields.Where(field => ColumnTitles.Has(kind, field));

    private static readonly ProgressField[] Fields =
    [
        ProgressField.BackgroundCheckId,
        ProgressField.StageId,
        ProgressField.StageName,
        ProgressField.StageEnName,
        ProgressField.StageTime,
        ProgressField.Result,
        ProgressField.ResultTime,
        ProgressField.OperatorRole,
        ProgressField.ReportName,
        ProgressField.ReportUrl,
        ProgressField.ReportUrlType,
        ProgressField.ReportFile,
        ProgressField.TenantKey,
    ];

    /// <summary>What became of a row.</summary>
    internal static readonly IReadOnlyList<string> Outcome =
        [Status, "error_id", "error_code", "error_message", "log_id", "sent_time", "source_file", SourceRow];

    /// <summary>What became of a row, cell by cell.</summary>
    internal static string[] OutcomeOf(BgCheckProgress row, RowOutcome outcome) =>
    [
        outcome.Status.ToString(),
        ResultCell.Text(outcome.Error?.Id),
        ResultCell.Number(outcome.Code),
        outcome.Error is { } error ? ResultCell.Text(ErrorText.FullMessage(error, CultureInfo.CurrentUICulture)) : string.Empty,
        ResultCell.Text(outcome.LogId),
        ResultCell.Time(outcome.SentTime, null),
        ResultCell.Text(row.Source?.File),
        ResultCell.Number(row.Source?.Row ?? 0),
    ];

    /// <summary>Whether a table is a result file.</summary>
    internal static bool IsResultFile(IEnumerable<string> titles)
    {
        bool status = false;
        bool row = false;
        foreach (string title in titles)
        {
            status |= title == Status;
            row |= title == SourceRow;
        }

        return status && row;
    }

    /// <summary>Whether a row was read from a result file: the columns of the last outcome are then not the user's own.</summary>
    internal static bool HasOutcome(IDictionary<string, string?> properties) =>
        properties.TryGetValue(Status, out string? status) && ResultTitles.IsStatus(status)
        && properties.TryGetValue(SourceRow, out string? row) && ResultTitles.IsSourceRow(row);

    /// <summary>Whether a title is one of the outcome's.</summary>
    internal static bool IsOutcome(string title)
    {
        foreach (string own in Outcome)
        {
            if (own == title)
            {
                return true;
            }
        }

        return title == Map;
    }
}
