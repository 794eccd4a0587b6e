using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;

namespace FeishuHire.Engine.Http;

/// <summary>The rate limiters that all runs and connections of this process share, per clock (one in production, one a test).</summary>
internal sealed class RateLimiters
{
    private static readonly ConditionalWeakTable<TimeProvider, RateLimiters> PerClock = new();

    private readonly Dictionary<string, RateLimiter> _limiters = new(StringComparer.Ordinal);
    private readonly TimeProvider _clock;

    private RateLimiters(TimeProvider clock) => _clock = clock;

    internal static RateLimiters Of(TimeProvider clock) => PerClock.GetValue(clock, static c => new RateLimiters(c));

    /// <summary>The limiter of one API, app and tenant, where this process has made one; else null.</summary>
    internal RateLimiter? Find(string key)
    {
        lock (_limiters)
        {
            return _limiters.TryGetValue(key, out RateLimiter? limiter) ? limiter : null;
        }
    }

    /// <summary>The limiter of one API, app and tenant.</summary>
    /// <param name="key">Names all three.</param>
    /// <param name="created">Whether this call made it: then the calls of earlier processes are not in it yet.</param>
    internal RateLimiter Get(string key, out bool created)
    {
        lock (_limiters)
        {
            created = !_limiters.TryGetValue(key, out RateLimiter? limiter);
            if (created)
            {
                limiter = new RateLimiter(_clock);
                _limiters.Add(key, limiter);
            }

            return limiter!;
        }
    }
}
