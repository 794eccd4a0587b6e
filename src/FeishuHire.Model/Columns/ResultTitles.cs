using System;
using System.Globalization;

namespace FeishuHire.Columns;

/// <summary>The two columns that tell a row of a result file (failed.csv and its like) from any other.</summary>
internal static class ResultTitles
{
    internal const string Status = "delivery_status";
    internal const string SourceRow = "source_row";

    internal static bool IsStatus(string? value) => Enum.TryParse(value, out BgCheckDeliveryStatus _);

    internal static bool IsSourceRow(string? value) => long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out _);
}
