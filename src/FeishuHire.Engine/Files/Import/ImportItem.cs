using FeishuHire.Errors;

namespace FeishuHire.Engine.Files.Import;

/// <summary>What a file gives next: an update, or the error of a line that cannot be read.</summary>
/// <param name="Row">The update, or null.</param>
/// <param name="Error">The error, or null.</param>
public readonly record struct ImportItem(BgCheckProgress? Row, BgCheckError? Error);
