namespace FeishuHire.Engine.Files.Xlsx;

/// <summary>The namespaces of a workbook's own elements. Others, in extension lists, may have the same local names and mean
/// something else.</summary>
internal static class MainNamespace
{
    /// <summary>Whether it is the one of transitional or of strict workbooks.</summary>
    internal static bool Is(string uri) =>
        uri is "http://schemas.openxmlformats.org/spreadsheetml/2006/main" or "http://purl.oclc.org/ooxml/spreadsheetml/main";
}
