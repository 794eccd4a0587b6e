using System;
using System.Collections.Generic;
using System.Globalization;
using FeishuHire.Values;

namespace FeishuHire.Columns;

/// <summary>What a row of a result file (failed.csv and its like) says of itself.</summary>
internal static class ResultTitles
{
    internal const string Status = "delivery_status";
    internal const string SourceRow = "source_row";

    /// <summary>The column with the fields of those titles of the input that needed -ColumnMap, as a JSON object.</summary>
    internal const string Map = "column_map";

    internal static bool IsStatus(string? value) => Enum.TryParse(value, out BgCheckDeliveryStatus _);

    internal static bool IsSourceRow(string? value) => long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out _);

    /// <summary>Adds what a row says about its own titles to what the user says, which counts more.</summary>
    /// <param name="given">What the user says, or null.</param>
    /// <param name="recorded">The cell of <see cref="Map"/>, or null.</param>
    /// <param name="kind">What the rows are.</param>
    /// <param name="has">Whether the table has a title; left out, it has all that it speaks of.</param>
    internal static IReadOnlyDictionary<string, ProgressField>? MapOf(IReadOnlyDictionary<string, ProgressField>? given, string? recorded, BgCheckDeliveryKind kind, Func<string, bool>? has = null)
    {
        if (recorded is null || !JsonText.TryRead(recorded, out object? value) || value is not List<KeyValuePair<string, object?>> columns)
        {
            return given;
        }

        var map = new Dictionary<string, ProgressField>(StringComparer.Ordinal);
        foreach (KeyValuePair<string, ProgressField> column in given ?? map)
        {
            map[column.Key] = column.Value;
        }

        foreach (KeyValuePair<string, object?> column in columns)
        {
            if (column.Value is string name && ColumnMatcher.Match(name, kind) is ProgressField field && !map.ContainsKey(column.Key) && !map.ContainsValue(field) && has?.Invoke(column.Key) != false)
            {
                map.Add(column.Key, field);
            }
        }

        return map;
    }
}
