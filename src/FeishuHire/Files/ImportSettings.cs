using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace FeishuHire.Files;

/// <summary>How files are to be read, free of the engine's types.</summary>
internal sealed record ImportSettings
{
    internal Encoding? Encoding { get; init; }

    internal char? Delimiter { get; init; }

    internal string? Worksheet { get; init; }

    internal int? HeaderRow { get; init; }

    internal IReadOnlyDictionary<string, ProgressField>? ColumnMap { get; init; }

    internal TimeZoneInfo? TimeZone { get; init; }

    internal CultureInfo? Culture { get; init; }

    /// <summary>What <see cref="FileImport.LoadOrderMap"/> gave.</summary>
    internal object? OrderMap { get; init; }

    internal IReadOnlyList<ProgressField> StageIdFrom { get; init; } = [];
}
