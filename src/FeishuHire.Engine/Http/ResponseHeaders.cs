using System.Collections.Generic;
using System.Net.Http;
using System.Net.Http.Headers;

namespace FeishuHire.Engine.Http;

/// <summary>Takes from an answer's headers what judging it needs.</summary>
internal static class ResponseHeaders
{
    private const int LongestId = 128;

    internal static ApiResponse Read(HttpResponseMessage response) => new()
    {
        Status = (int)response.StatusCode,
        State = BodyState.Cut,
        Delimited = response.Content.Headers.ContentLength is not null || response.Headers.TransferEncodingChunked == true,
        ContentType = response.Content.Headers.ContentType?.MediaType,
        LogIdHeader = CleanId(First(response.Headers, "X-Tt-Logid")),
        RequestIdHeader = CleanId(First(response.Headers, "X-Request-Id")),
        RateLimitReset = First(response.Headers, "x-ogw-ratelimit-reset"),
        RetryAfter = First(response.Headers, "Retry-After"),
        Date = response.Headers.Date,
    };

    /// <summary>An id as it may stand in a message: visible ASCII, of a sane length; else null.</summary>
    internal static string? CleanId(string? id)
    {
        string text = id?.Trim() ?? string.Empty;
        if (text.Length is 0 or > LongestId)
        {
            return null;
        }

        foreach (char c in text)
        {
            if (c is <= ' ' or > '~')
            {
                return null;
            }
        }

        return text;
    }

    private static string? First(HttpResponseHeaders headers, string name)
    {
        if (headers.TryGetValues(name, out IEnumerable<string>? values))
        {
            foreach (string value in values)
            {
                return value;
            }
        }

        return null;
    }
}
