using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace FeishuHire.Engine.Delivery;

/// <summary>Stops calls when nothing gets through: after 10 failures in a row over at least 3 orders no call starts but one
/// probe every 30 s; a usable answer opens the way again, and after 5 minutes the run ends. So an outage leaves a few
/// uncertain rows, not thousands.</summary>
internal sealed class Breaker(TimeProvider clock)
{
    internal const int Failures = 10;
    internal const int Orders = 3;
    internal static readonly TimeSpan ProbeEvery = TimeSpan.FromSeconds(30);
    internal static readonly TimeSpan GiveUpAfter = TimeSpan.FromMinutes(5);

    private readonly object _sync = new();
    private readonly HashSet<string> _orders = new(StringComparer.Ordinal);
    private int _failures;
    private long _openedAt;
    private long _probedAt;
    private bool _open;
    private TaskCompletionSource<bool>? _closed;

    /// <summary>Calls failed in a row.</summary>
    internal int FailuresInARow
    {
        get
        {
            lock (_sync)
            {
                return _failures;
            }
        }
    }

    /// <summary>Whether no call may start but one now and then.</summary>
    internal bool IsOpen
    {
        get
        {
            lock (_sync)
            {
                return _open;
            }
        }
    }

    /// <summary>A usable answer came back.</summary>
    /// <returns>Whether this closed an open breaker.</returns>
    internal bool Succeeded()
    {
        TaskCompletionSource<bool>? waiting;
        lock (_sync)
        {
            _failures = 0;
            _orders.Clear();
            if (!_open)
            {
                return false;
            }

            _open = false;
            waiting = _closed;
            _closed = null;
        }

        waiting?.TrySetResult(true);
        return true;
    }

    /// <summary>A call was not sent, or nothing says what became of it.</summary>
    /// <param name="orderId">Its order.</param>
    /// <returns>Whether this opened the breaker.</returns>
    internal bool Failed(string orderId)
    {
        lock (_sync)
        {
            _failures++;
            if (_orders.Count < Orders)
            {
                _orders.Add(orderId);
            }

            if (_open || _failures < Failures || _orders.Count < Orders)
            {
                return false;
            }

            _open = true;
            _openedAt = clock.GetTimestamp();
            _probedAt = _openedAt;
            _closed = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            return true;
        }
    }

    /// <summary>Waits until a call may start.</summary>
    /// <returns>False where the service stayed away too long.</returns>
    internal async Task<bool> PassAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            TimeSpan wait;
            Task closed;
            lock (_sync)
            {
                if (!_open)
                {
                    return true;
                }

                if (clock.GetElapsedTime(_openedAt) >= GiveUpAfter)
                {
                    return false;
                }

                wait = ProbeEvery - clock.GetElapsedTime(_probedAt);
                if (wait <= TimeSpan.Zero)
                {
                    _probedAt = clock.GetTimestamp();
                    return true;
                }

                closed = _closed!.Task;
            }

            using var timer = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            await Task.WhenAny(closed, clock.Delay(wait, timer.Token)).ConfigureAwait(false);
            timer.Cancel();
            cancellationToken.ThrowIfCancellationRequested();
        }
    }
}
