using System;
using System.Collections.Generic;
using System.Diagnostics;

namespace FeishuHire.BenchServer;

/// <summary>Both frequency limits, per app: the API is one, and each app of the bench has one tenant. Not thread-safe.</summary>
internal sealed class Limits(int perSecond, int perMinute)
{
    private readonly Dictionary<string, RollingWindow[]> _apps = new(StringComparer.Ordinal);

    /// <summary>Counts a call in, or says for how long there is no room.</summary>
    public TimeSpan Enter(string app, long now)
    {
        if (!_apps.TryGetValue(app, out RollingWindow[]? windows))
        {
            windows = [.. Windows()];
            _apps.Add(app, windows);
        }

        long wait = 0;
        foreach (RollingWindow window in windows)
        {
            wait = Math.Max(wait, window.Wait(now));
        }

        if (wait <= 0)
        {
            Array.ForEach(windows, window => window.Add(now));
        }

        return wait <= 0 ? TimeSpan.Zero : Stopwatch.GetElapsedTime(0, wait);
    }

    private IEnumerable<RollingWindow> Windows()
    {
        if (perSecond > 0)
        {
            yield return new RollingWindow(perSecond, Stopwatch.Frequency);
        }

        if (perMinute > 0)
        {
            yield return new RollingWindow(perMinute, 60 * Stopwatch.Frequency);
        }
    }
}
