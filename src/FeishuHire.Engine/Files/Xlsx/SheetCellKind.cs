namespace FeishuHire.Engine.Files.Xlsx;

/// <summary>A cell's t attribute (ECMA-376 part 1, 18.18.11).</summary>
internal enum SheetCellKind
{
    /// <summary>n, or no attribute: a number, which its format may show as a date.</summary>
    Number,

    /// <summary>s: the number of a shared text.</summary>
    Shared,

    /// <summary>str, a formula's text; inlineStr.</summary>
    Text,

    /// <summary>b.</summary>
    Boolean,

    /// <summary>e.</summary>
    Error,

    /// <summary>A formula whose value is not in the file.</summary>
    Uncalculated,

    /// <summary>d: ISO 8601, in strict workbooks.</summary>
    IsoDate,
}
