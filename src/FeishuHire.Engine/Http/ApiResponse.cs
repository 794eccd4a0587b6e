using System;

namespace FeishuHire.Engine.Http;

/// <summary>What came back, before anybody judged it.</summary>
internal sealed record ApiResponse
{
    /// <summary>The HTTP status.</summary>
    internal required int Status { get; init; }

    /// <summary>The body, decompressed; empty unless <see cref="State"/> is Whole.</summary>
    internal ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Whether the body is all there.</summary>
    internal BodyState State { get; init; }

    /// <summary>Whether the end of the body was marked (by a length or by chunks) and not merely by a closed connection.</summary>
    internal bool Delimited { get; init; }

    /// <summary>The media type as the server gave it, or null.</summary>
    internal string? ContentType { get; init; }

    /// <summary>X-Tt-Logid.</summary>
    internal string? LogIdHeader { get; init; }

    /// <summary>X-Request-Id.</summary>
    internal string? RequestIdHeader { get; init; }

    /// <summary>x-ogw-ratelimit-reset, as text.</summary>
    internal string? RateLimitReset { get; init; }

    /// <summary>Retry-After, as text.</summary>
    internal string? RetryAfter { get; init; }

    /// <summary>Date.</summary>
    internal DateTimeOffset? Date { get; init; }
}
