using System;
using System.Collections.Generic;

namespace FeishuHire.Engine.Delivery;

/// <summary>Stops calls when nothing gets through: after 10 failures in a row over at least 3 orders no call starts but one
/// probe every 30 s; a usable answer opens the way again, and after 5 minutes the run ends. So an outage leaves a few
/// uncertain rows, not thousands.</summary>
internal sealed class CircuitBreaker(TimeProvider clock)
{
    internal const int Failures = 10;
    internal const int Orders = 3;
    internal static readonly TimeSpan ProbeEvery = TimeSpan.FromSeconds(30);
    internal static readonly TimeSpan GiveUpAfter = TimeSpan.FromMinutes(5);

    private readonly HashSet<string> _orders = new(StringComparer.Ordinal);
    private long _openedAt;
    private long _probedAt;

    /// <summary>Calls and token fetches failed in a row.</summary>
    internal int FailuresInARow { get; private set; }

    /// <summary>Whether no call may start but one now and then.</summary>
    internal bool IsOpen { get; private set; }

    /// <summary>Whether a call may start now.</summary>
    internal bool Allows => !IsOpen || clock.GetElapsedTime(_probedAt) >= ProbeEvery;

    /// <summary>Whether the service stayed away too long.</summary>
    internal bool HasGivenUp => IsOpen && clock.GetElapsedTime(_openedAt) >= GiveUpAfter;

    /// <summary>A call starts; through an open breaker it is the probe.</summary>
    internal void Starts() => _probedAt = clock.GetTimestamp();

    /// <summary>A usable answer came back.</summary>
    /// <returns>Whether this closed an open breaker.</returns>
    internal bool Succeeded()
    {
        bool wasOpen = IsOpen;
        FailuresInARow = 0;
        _orders.Clear();
        IsOpen = false;
        return wasOpen;
    }

    /// <summary>Something was not sent, or nothing says what became of it.</summary>
    /// <param name="orders">The orders that needed it.</param>
    /// <returns>Whether this opened the breaker.</returns>
    internal bool Failed(IEnumerable<string> orders)
    {
        FailuresInARow++;
        _probedAt = clock.GetTimestamp();
        foreach (string order in orders)
        {
            if (_orders.Count >= Orders)
            {
                break;
            }

            _orders.Add(order);
        }

        if (IsOpen || FailuresInARow < Failures || _orders.Count < Orders)
        {
            return false;
        }

        IsOpen = true;
        _openedAt = _probedAt;
        return true;
    }
}
