using System;
using FeishuHire.Errors;

namespace FeishuHire.Engine.Http;

/// <summary>The answer to one call, judged by HTTP status and code.</summary>
/// <param name="Verdict">What it came to.</param>
public sealed record CallResult(CallVerdict Verdict)
{
    /// <summary>What to tell the user; null only where the call was accepted.</summary>
    public BgCheckError? Error { get; init; }

    /// <summary>The answer's code; null without a readable answer.</summary>
    public int? Code { get; init; }

    /// <summary>X-Tt-Logid, else log_id of the body, else X-Request-Id.</summary>
    public string? LogId { get; init; }

    /// <summary>How long the server asks to wait, where it throttles; null where it names no time.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The server's Date header, or null.</summary>
    public DateTimeOffset? ServerDate { get; init; }
}
