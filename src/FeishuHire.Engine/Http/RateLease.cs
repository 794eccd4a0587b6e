using System;
using System.Threading;

namespace FeishuHire.Engine.Http;

/// <summary>The right to make one call. It counts from the moment it was granted, and comes back one window after its end.</summary>
internal sealed class RateLease
{
    private readonly RateLimiter _budget;
    private int _ended;

    internal RateLease(RateLimiter budget, long grantedAt)
    {
        _budget = budget;
        GrantedAt = grantedAt;
    }

    /// <summary>The budget's clock, milliseconds, when it was granted.</summary>
    internal long GrantedAt { get; }

    /// <summary>The call was answered or has timed out: the server cannot see it later than now.</summary>
    internal void End() => EndAt(_budget.Now);

    /// <summary>The call was given up before its timeout: the server may still see it until then.</summary>
    /// <param name="timeout">The call's timeout.</param>
    internal void Abandon(TimeSpan timeout) => EndAt(Math.Max(_budget.Now, GrantedAt + (long)timeout.TotalMilliseconds));

    /// <summary>No call was made: the permit is free at once.</summary>
    internal void Return()
    {
        if (Interlocked.Exchange(ref _ended, 1) == 0)
        {
            _budget.Return();
        }
    }

    private void EndAt(long time)
    {
        if (Interlocked.Exchange(ref _ended, 1) == 0)
        {
            _budget.End(time);
        }
    }
}
