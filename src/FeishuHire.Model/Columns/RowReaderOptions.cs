using System;
using System.Collections.Generic;
using FeishuHire.Values;

namespace FeishuHire.Columns;

/// <summary>How rows are read.</summary>
public sealed record RowReaderOptions
{
    /// <summary>What the rows are.</summary>
    public BgCheckDeliveryKind Kind { get; init; }

    /// <summary>How wall-clock times are understood; China Standard Time unless said otherwise.</summary>
    public TimeCellOptions Time { get; init; } = TimeCellOptions.Default;

    /// <summary>Whether the user named the zone of <see cref="Time"/>: it then counts instead of a row's own.</summary>
    public bool IsZoneGiven { get; init; }

    /// <summary>Finds a zone by the name that a row has; left out, the zones that this system knows.</summary>
    public Func<string, TimeZoneInfo?>? FindZone { get; init; }

    /// <summary>Values typed on the command line: each counts instead of the row's own. An empty one empties the field.</summary>
    public IReadOnlyDictionary<ProgressField, object?>? Overrides { get; init; }

    /// <summary>Columns by title that are to stand for a field whatever the matcher says; such a column wins over one that
    /// was only recognised. Titles are compared as <see cref="ColumnMatcher.Normalize"/> gives them.</summary>
    public IReadOnlyDictionary<string, ProgressField>? ColumnMap { get; init; }

    /// <summary>Gives the properties of an object inside a cell (a report as PSCustomObject); null for one that has none;
    /// left out, the object's own description of itself, which a PSCustomObject has as well.</summary>
    public Func<object, IEnumerable<KeyValuePair<string, object?>>?>? ObjectProperties { get; init; }
}
