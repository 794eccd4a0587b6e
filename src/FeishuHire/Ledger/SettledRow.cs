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
/// <param name="Kind">What was sent, where the row says so, as deliveries do; else a stage.</param>
internal sealed record SettledRow(BgCheckProgress Row, BgCheckTime? SentTime, BgCheckDeliveryKind Kind)
{
    private const string SentTimeTitle = "SENTTIME";
    private const string KindTitle = "KIND";

    /// <summary>Takes a row, and what its further columns say.</summary>
    internal static SettledRow Of(BgCheckProgress row, TimeCellOptions times)
    {
        BgCheckTime? sent = null;
        BgCheckDeliveryKind kind = default;
        foreach (KeyValuePair<string, string?> column in row.Properties)
        {
            string title = ColumnMatcher.Normalize(column.Key).ToUpperInvariant();
            if (title == SentTimeTitle)
            {
                sent = TimeCell.Read(column.Value, times).Time;
            }
            else if (title == KindTitle)
            {
                _ = Enum.TryParse(column.Value, ignoreCase: true, out kind);
            }
        }

        return new SettledRow(row, sent, kind);
    }

    /// <summary>Nobody has said when the stage was reached.</summary>
    internal static BgCheckError TimeMissing() => RowRules.ToError([RowRules.Missing(ProgressField.StageTime)]);

    /// <summary>What is wrong with the ids, or with a time that is there and cannot be read; null where nothing is.</summary>
    internal BgCheckError? Check()
    {
        List<BgCheckViolation>? found = [.. RowRules.CheckIds(Row)];
        RowRules.WasUnreadable(Row, ProgressField.StageTime, ref found);
        return found is { Count: > 0 } ? RowRules.ToError(found) : null;
    }
}
