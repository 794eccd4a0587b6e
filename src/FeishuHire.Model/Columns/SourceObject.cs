using System;
using System.Collections.Generic;
using System.Globalization;
using FeishuHire.Values;

namespace FeishuHire.Columns;

/// <summary>A row's source as a serializer leaves it: an object with its members.</summary>
internal static class SourceObject
{
    /// <summary>Reads it.</summary>
    /// <param name="value">The cell.</param>
    /// <param name="properties">Gives an object's properties; left out, its own description of itself.</param>
    /// <returns>Null for anything else.</returns>
    internal static BgCheckSource? Read(object? value, Func<object, IEnumerable<KeyValuePair<string, object?>>?>? properties)
    {
        if (value is BgCheckSource source)
        {
            return source;
        }

        string? file = null;
        long row = 0;
        long lastRow = 0;
        foreach (KeyValuePair<string, object?> member in value is null or string ? [] : (properties ?? ObjectProperties.Of)(value) ?? [])
        {
            switch (member.Key)
            {
                case nameof(BgCheckSource.File):
                    file = TextCell.Read(member.Value);
                    break;
                case nameof(BgCheckSource.Row):
                    row = Number(member.Value);
                    break;
                case nameof(BgCheckSource.LastRow):
                    lastRow = Number(member.Value);
                    break;
            }
        }

        return row > 0 ? new BgCheckSource(file, row, Math.Max(row, lastRow)) : null;
    }

    private static long Number(object? value) =>
        long.TryParse(TextCell.Read(value), NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : 0;
}
