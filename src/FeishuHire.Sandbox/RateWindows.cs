using System;
using System.Collections.Generic;

namespace FeishuHire.Sandbox;

/// <summary>The frequency limit of one API: per app and tenant, so many calls in any second and in any 60 seconds; either
/// trips. Calls it refuses are not counted in the windows <i>(assumed)</i>.</summary>
internal sealed class RateWindows(int perSecond, int perMinute)
{
    private readonly object _gate = new();
    private readonly Dictionary<(string AppId, string TenantKey), Pair> _pairs = [];

    /// <summary>Lets a call through, or says which limit it met and when there is room again.</summary>
    internal RateVerdict Enter(string appId, string tenantKey, SandboxClock clock)
    {
        lock (_gate)
        {
            TimeSpan now = clock.Elapsed;
            if (!_pairs.TryGetValue((appId, tenantKey), out Pair? pair))
            {
                pair = new Pair();
                _pairs[(appId, tenantKey)] = pair;
            }

            // The minute first: where both are full, its room is the later one.
            if (perMinute > 0 && pair.Minute.Count(now) >= perMinute)
            {
                return new RateVerdict(perMinute, pair.Minute.UntilRoom(now));
            }

            if (perSecond > 0 && pair.Second.Count(now) >= perSecond)
            {
                return new RateVerdict(perSecond, pair.Second.UntilRoom(now));
            }

            pair.Minute.Add(now);
            pair.Second.Add(now);
            return default;
        }
    }

    private sealed class Pair
    {
        internal SlidingWindow Second { get; } = new(TimeSpan.FromSeconds(1));

        internal SlidingWindow Minute { get; } = new(TimeSpan.FromSeconds(60));
    }
}

/// <summary>What the windows say to a call.</summary>
/// <param name="Limit">The limit it met; 0 where it passed.</param>
/// <param name="Wait">How long until there is room again.</param>
internal readonly record struct RateVerdict(int Limit, TimeSpan Wait)
{
    internal bool Passed => Limit == 0;
}
