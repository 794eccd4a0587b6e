using System;
using FeishuHire.Engine.Http;

namespace FeishuHire.Engine.Checks;

/// <summary>How long calls take at least under the frequency limits.</summary>
public static class DeliveryForecast
{
    /// <summary>The time from the first call to the last.</summary>
    /// <param name="calls">How many.</param>
    /// <param name="limits">The limits; each window is full from its start.</param>
    public static TimeSpan Shortest(long calls, RateLimits limits)
    {
        if (calls < 1)
        {
            return TimeSpan.Zero;
        }

        long last = calls - 1;
        long minutes = last / limits.PerMinute;
        long seconds = last % limits.PerMinute / limits.PerSecond;
        return TimeSpan.FromTicks((RateLimits.Minute.Ticks * minutes) + (RateLimits.Second.Ticks * seconds));
    }
}
