using FeishuHire.Errors;

namespace FeishuHire.Rows;

/// <summary>What an object of the pipeline gave.</summary>
/// <param name="Row">The update, which may break rules; null for an empty row.</param>
/// <param name="Error">Why the object is no row at all, or null.</param>
internal readonly record struct RowTaken(BgCheckProgress? Row, BgCheckError? Error);
