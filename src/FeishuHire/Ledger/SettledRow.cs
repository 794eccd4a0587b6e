using System;
using System.Collections.Generic;
using FeishuHire.Columns;
using FeishuHire.Errors;
using FeishuHire.Rules;
using FeishuHire.Values;

namespace FeishuHire.Ledger;

/// <summary>A row that somebody settles by hand.</summary>
/// <param name="Row">The row.</param>
/// <param name="SentTime">The time it was sent with, where the row says so, as deliveries do.</param>
internal sealed record SettledRow(BgCheckProgress Row, BgCheckTime? SentTime)
{
    private const string SentTimeTitle = "SENTTIME";

    /// <summary>Takes a row, and the sent time from its further columns.</summary>
    internal static SettledRow Of(BgCheckProgress row, TimeCellOptions times)
    {
        foreach (KeyValuePair<string, string?> column in row.Properties)
        {
            if (string.Equals(ColumnMatcher.Normalize(column.Key), SentTimeTitle, StringComparison.OrdinalIgnoreCase))
            {
                return new SettledRow(row, TimeCell.Read(column.Value, times).Time);
            }
        }

        return new SettledRow(row, null);
    }

    /// <summary>Nobody has said when the stage was reached.</summary>
    internal static BgCheckError TimeMissing() => RowRules.ToError([RowRules.Missing(ColumnMatcher.ApiName(ProgressField.StageTime))]);

    /// <summary>What is wrong with the ids, or with a time that is there and cannot be read; null where nothing is.</summary>
    internal BgCheckError? Check()
    {
        List<BgCheckViolation>? found = [.. RowRules.CheckIds(Row)];
        RowRules.WasUnreadable(Row, ProgressField.StageTime, ref found);
        return found is { Count: > 0 } ? RowRules.ToError(found) : null;
    }
}
