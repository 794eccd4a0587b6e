using System;
using System.Globalization;

namespace FeishuHire.Engine.Http;

/// <summary>How long a throttling answer asks to wait.</summary>
internal static class RetryAfterReader
{
    // Beyond this a number of seconds is a slip of the server (a date, milliseconds), and a TimeSpan would overflow soon.
    private const double Longest = 366d * 24 * 3600;

    /// <summary>x-ogw-ratelimit-reset in seconds, else Retry-After in seconds or as a date; null where nothing usable is named.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="now">This side's clock, for a date in an answer that has no Date of its own.</param>
    internal static TimeSpan? Read(ApiResponse answer, DateTimeOffset now) =>
        Seconds(answer.RateLimitReset) ?? Seconds(answer.RetryAfter) ?? Until(answer.RetryAfter, answer.Date ?? now);

    private static TimeSpan? Seconds(string? text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out double seconds)
        && seconds is >= 0 and <= Longest
            ? TimeSpan.FromSeconds(seconds)
            : null;

    // A date is the server's: it is measured against the server's clock, which may differ from this machine's.
    private static TimeSpan? Until(string? text, DateTimeOffset now)
    {
        if (!DateTimeOffset.TryParseExact(text, "r", CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces | DateTimeStyles.AssumeUniversal, out DateTimeOffset date))
        {
            return null;
        }

        TimeSpan wait = date - now;
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }
}
