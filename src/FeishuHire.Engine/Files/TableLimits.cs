namespace FeishuHire.Engine.Files;

/// <summary>How much of one thing a file may hold before it is refused by name: far above any honest export, far below
/// what would exhaust the machine.</summary>
internal static class TableLimits
{
    /// <summary>Characters of one record of a text file. An .xlsx cell holds 32,767 at most.</summary>
    internal const int RecordCharacters = 1 << 20;

    /// <summary>Columns of a row; a spreadsheet ends at XFD.</summary>
    internal const int Columns = 16_384;

    /// <summary>Parts in an .xlsx package.</summary>
    internal const int PackageParts = 10_000;

    /// <summary>Bytes of one unpacked part. A million rows of 20 columns stay below it.</summary>
    internal const long PartBytes = 4L << 30;

    /// <summary>How many times larger than packed a part may be once it is larger than <see cref="FreeBytes"/>. Real sheets
    /// reach about 60; a bomb about 1,000.</summary>
    internal const int PackingRatio = 300;

    /// <summary>Unpacked bytes that are never held against a package.</summary>
    internal const long FreeBytes = 64L << 20;

    /// <summary>Characters of one cell.</summary>
    internal const int CellCharacters = 1 << 17;

    /// <summary>Different texts that a workbook may share between cells.</summary>
    internal const int SharedStrings = 16 << 20;

    /// <summary>Bytes of all shared texts together.</summary>
    internal const long SharedStringBytes = 1L << 30;

    /// <summary>Cell formats of a workbook; Excel's own limit is 65,490.</summary>
    internal const int CellFormats = 1 << 17;

    /// <summary>Rows at the top among which the titles are looked for.</summary>
    internal const int TitleRows = 20;
}
