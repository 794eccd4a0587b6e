using System;
using System.Threading;

namespace FeishuHire.Engine.Delivery;

/// <summary>The server's time, as its Date headers tell it: a row is in the future where the server says so.</summary>
/// <param name="clock">This computer's clock.</param>
public sealed class ServerClock(TimeProvider clock)
{
    internal static readonly TimeSpan WarnFrom = TimeSpan.FromMinutes(2);

    private long _offset;
    private int _warned;

    /// <summary>Unix milliseconds at the server, now.</summary>
    public long Now => clock.GetUtcNow().ToUnixTimeMilliseconds() + Interlocked.Read(ref _offset);

    /// <summary>Takes a Date header.</summary>
    /// <returns>The skew, the first time that it is worth a warning; else null.</returns>
    internal TimeSpan? Observe(DateTimeOffset? serverDate)
    {
        if (serverDate is not { } date)
        {
            return null;
        }

        TimeSpan skew = date - clock.GetUtcNow();
        bool far = skew.Duration() > WarnFrom;
        // A Date header has whole seconds: below that the local clock is the better one.
        Interlocked.Exchange(ref _offset, skew.Duration() > TimeSpan.FromSeconds(2) ? (long)skew.TotalMilliseconds : 0);
        return far && Interlocked.Exchange(ref _warned, 1) == 0 ? skew : null;
    }
}
