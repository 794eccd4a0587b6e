using System;
using System.Threading;

namespace FeishuHire.Engine.Http;

/// <summary>The server's time, as the Date headers of its answers tell it, those of tokens included: a row is in the future
/// where the server says so.</summary>
/// <param name="clock">This computer's clock.</param>
public sealed class ServerClock(TimeProvider clock)
{
    /// <summary>The skew from which it is worth a word.</summary>
    internal static readonly TimeSpan WarnFrom = TimeSpan.FromMinutes(2);

    private long _offset;

    /// <summary>Unix milliseconds at the server, now.</summary>
    public long Now => clock.GetUtcNow().ToUnixTimeMilliseconds() + Interlocked.Read(ref _offset);

    /// <summary>How far the server's clock is ahead of this computer's, as far as is known; negative where it is behind.</summary>
    public TimeSpan Skew => TimeSpan.FromMilliseconds(Interlocked.Read(ref _offset));

    /// <summary>Takes a Date header.</summary>
    /// <param name="serverDate">It, or null where there was none.</param>
    internal void Observe(DateTimeOffset? serverDate)
    {
        if (serverDate is { } date)
        {
            // A Date header has whole seconds: below that the local clock is the better one.
            TimeSpan skew = date - clock.GetUtcNow();
            Interlocked.Exchange(ref _offset, skew.Duration() > TimeSpan.FromSeconds(2) ? (long)skew.TotalMilliseconds : 0);
        }
    }
}
