using FeishuHire.Errors;

namespace FeishuHire.Files;

/// <summary>What a file gives next: an update, or the error of a line that cannot be read.</summary>
internal readonly record struct ImportedRow(BgCheckProgress? Row, BgCheckError? Error);
