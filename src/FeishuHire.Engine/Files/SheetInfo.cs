namespace FeishuHire.Engine.Files;

/// <summary>A sheet of a workbook.</summary>
/// <param name="Name">The name on its tab.</param>
/// <param name="Part">The package part with its cells.</param>
/// <param name="IsHidden">Whether its tab is hidden: read only when the user names it.</param>
internal sealed record SheetInfo(string Name, string Part, bool IsHidden);
