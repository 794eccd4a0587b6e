namespace FeishuHire.Sandbox;

/// <summary>A request as it came in.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path, without query.</param>
/// <param name="Body">The body's bytes; null where it was larger than any real call.</param>
/// <param name="LogId">X-Tt-Logid of the answer to come.</param>
internal sealed record Incoming(string Method, string Path, byte[]? Body, string LogId)
{
    /// <summary>The query, with its question mark, or empty.</summary>
    internal string Query { get; init; } = string.Empty;

    internal string? ContentType { get; init; }

    internal string? Authorization { get; init; }

    internal string? UserAgent { get; init; }

    /// <summary>The client's port: tells one connection from another.</summary>
    internal int ClientPort { get; init; }
}
