namespace FeishuHire.Columns;

/// <summary>What a column is to a row.</summary>
internal readonly record struct ColumnRole(ProgressField? Field, ColumnKind Kind);

/// <summary>How a column came to its role.</summary>
internal enum ColumnKind
{
    /// <summary>Not part of an update: kept for the results.</summary>
    Other,

    /// <summary>Its title was recognised.</summary>
    Matched,

    /// <summary>The user said which field it stands for.</summary>
    Mapped,

    /// <summary>BgCheckProgress.StageTimeText after Export-Csv: counts where stage_time is empty.</summary>
    TimeText,

    /// <summary>BgCheckProgress.TimeZone after Export-Csv; a column of that name in any other table is none.</summary>
    TimeZone,

    /// <summary>BgCheckProgress.Fault, likewise.</summary>
    Fault,

    /// <summary>BgCheckProgress.Source, likewise.</summary>
    Source,

    /// <summary>BgCheckProgress.Properties after serialization: its entries are columns themselves.</summary>
    Properties,
}
