namespace FeishuHire.Errors;

/// <summary>One entry of the catalogue. Its texts are the resources <c>{Id}</c> (what happened) and <c>{Id}_Remedy</c>.</summary>
/// <param name="Id">The error id, one of <see cref="ErrorId"/>.</param>
/// <param name="Category">The name of PowerShell's ErrorCategory, e.g. ObjectNotFound.</param>
/// <param name="Scope">How far the failure reaches.</param>
/// <param name="Holds">Whether the order's later rows wait: true where repair or an answer can still save the row.</param>
public sealed record ErrorEntry(string Id, string Category, ErrorScope Scope, bool Holds);
