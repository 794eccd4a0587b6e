using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using FeishuHire.Engine.Files.Import;

namespace FeishuHire.Engine.Files;

/// <summary>How the user wants files to be read; what is not said is found out.</summary>
public sealed record TableOptions
{
    /// <summary>What the rows are.</summary>
    public BgCheckDeliveryKind Kind { get; init; }

    /// <summary>The character set of texts; null to find it out.</summary>
    public Encoding? Encoding { get; init; }

    /// <summary>What parts the cells of texts; null to find it out.</summary>
    public char? Delimiter { get; init; }

    /// <summary>The sheet: its name, or its number among the visible tabs, the first is 1; null for the first visible one
    /// that has the columns.</summary>
    public string? Worksheet { get; init; }

    /// <summary>The row of the titles, the first is 1; null for the first one near the top whose titles are known.</summary>
    public int? HeaderRow { get; init; }

    /// <summary>Field by title, for titles that are not known.</summary>
    public IReadOnlyDictionary<string, ProgressField>? ColumnMap { get; init; }

    /// <summary>The zone of times without an offset; null for China Standard Time.</summary>
    public TimeZoneInfo? TimeZone { get; init; }

    /// <summary>The culture of forms such as 11/2/2026; null refuses them.</summary>
    public CultureInfo? Culture { get; init; }

    /// <summary>Turns the vendor's own order numbers into order ids; null where the file has order ids.</summary>
    public OrderMap? OrderMap { get; init; }

    /// <summary>The fields that a stage id is made of where the export has none; empty where it has.</summary>
    public IReadOnlyList<ProgressField> StageIdFrom { get; init; } = [];
}
