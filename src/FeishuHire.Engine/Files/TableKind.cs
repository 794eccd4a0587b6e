namespace FeishuHire.Engine.Files;

/// <summary>The kinds of file that are read.</summary>
internal enum TableKind
{
    /// <summary>Comma-, tab- or semicolon-separated text.</summary>
    Text,

    /// <summary>Office Open XML workbook.</summary>
    Xlsx,

    /// <summary>Excel 5 to 2003 workbook (BIFF).</summary>
    Xls,
}
