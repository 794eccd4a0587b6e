using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace FeishuHire.Engine.Http;

/// <summary>The frequency limit of one API, app and tenant, kept as the server sees it. A call may reach the server at any
/// moment between its start and its answer; so a permit counts from its grant until one window after the call's end, and
/// then no window at the server can hold more calls than the limit, whatever the network does in between.</summary>
/// <remarks>First come, first served; both windows at once; on a monotonic clock. Fixed buckets and segments were measured
/// and let up to twice the limit through.</remarks>
internal sealed class RateLimiter
{
    // Two clocks never tick alike: a thousandth of a window covers any drift a server may have.
    private const int SecondWindow = 1_000 + 2;
    private const int MinuteWindow = 60_000 + 60;

    private readonly object _sync = new();
    private readonly TimeProvider _clock;
    private readonly long _epoch;
    private readonly CallLog _log = new();
    private readonly LinkedList<Waiter> _waiters = new();
    private readonly SlowStart _gentle = new();
    private readonly ITimer _timer;
    private int _inFlight;
    private long _pausedUntil = long.MinValue;

    internal RateLimiter(TimeProvider clock)
    {
        _clock = clock;
        _epoch = clock.GetTimestamp();
        _timer = clock.CreateTimer(static budget => ((RateLimiter)budget!).Serve(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Milliseconds on a monotonic clock.</summary>
    internal long Now => (long)_clock.GetElapsedTime(_epoch).TotalMilliseconds;

    /// <summary>Whether the server has asked for a pause that is not over.</summary>
    internal bool IsPaused
    {
        get
        {
            lock (_sync)
            {
                return Now < _pausedUntil;
            }
        }
    }

    /// <summary>The calls that count against the long window now.</summary>
    internal int Counted
    {
        get
        {
            lock (_sync)
            {
                _log.ForgetUpTo(Now - MinuteWindow);
                return _log.Count + _inFlight;
            }
        }
    }

    /// <summary>Waits for the right to make one call now.</summary>
    /// <param name="limits">The caller's limits.</param>
    /// <param name="cancellationToken">Leaves the queue.</param>
    internal Task<RateLease> TakeAsync(RateLimits limits, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<RateLease>(cancellationToken);
        }

        Waiter waiter;
        lock (_sync)
        {
            if (_waiters.Count == 0 && DelayOf(limits, Now) <= 0)
            {
                return Task.FromResult(Grant(limits, Now));
            }

            waiter = new Waiter(limits);
            waiter.Node = _waiters.AddLast(waiter);
            Arm();
        }

        waiter.CancelWith(cancellationToken, this);
        return waiter.Task;
    }

    /// <summary>Counts calls of an earlier process that this one did not see.</summary>
    /// <param name="ages">How long ago each ended.</param>
    internal void Prime(IEnumerable<TimeSpan> ages)
    {
        lock (_sync)
        {
            foreach (TimeSpan age in ages)
            {
                _log.Add(Now - (long)age.TotalMilliseconds);
            }
        }
    }

    /// <summary>The server throttles: nothing is granted for a while, and then gently.</summary>
    /// <param name="delay">How long.</param>
    internal void Pause(TimeSpan delay)
    {
        lock (_sync)
        {
            _pausedUntil = Math.Max(_pausedUntil, Now + (long)delay.TotalMilliseconds);
            _gentle.Begin(_pausedUntil);
            Arm();
        }
    }

    internal void End(long time)
    {
        lock (_sync)
        {
            _inFlight--;
            _log.Add(time);
            Arm();
        }
    }

    internal void Return()
    {
        lock (_sync)
        {
            _inFlight--;
        }

        Serve();
    }

    private void Serve()
    {
        while (true)
        {
            Waiter waiter;
            RateLease permit;
            lock (_sync)
            {
                if (_waiters.First is not { } first || DelayOf(first.Value.Limits, Now) > 0)
                {
                    Arm();
                    return;
                }

                waiter = first.Value;
                _waiters.RemoveFirst();
                permit = Grant(waiter.Limits, Now);
            }

            if (!waiter.TryGrant(permit))
            {
                permit.Return();
            }
        }
    }

    private RateLease Grant(RateLimits limits, long now)
    {
        _inFlight++;
        _gentle.Granted(now, limits.PerSecond);
        return new RateLease(this, now);
    }

    /// <summary>Milliseconds until one more call is within both windows: 0 for now, the longest wait where only an answer helps.</summary>
    private long DelayOf(RateLimits limits, long now)
    {
        _log.ForgetUpTo(now - MinuteWindow);
        long at = Math.Max(now, Math.Max(_pausedUntil, _gentle.NextGrant(now)));
        at = Math.Max(at, FreeAt(limits.PerSecond, SecondWindow));
        at = Math.Max(at, FreeAt(limits.PerMinute, MinuteWindow));
        return at == long.MaxValue ? long.MaxValue : at - now;
    }

    private long FreeAt(int limit, int window)
    {
        int room = limit - _inFlight;
        if (room <= 0)
        {
            return long.MaxValue;
        }

        return _log.Count < room ? long.MinValue : _log.FromNewest(room) + window;
    }

    private void Arm()
    {
        if (_waiters.First is not { } first)
        {
            return;
        }

        long delay = DelayOf(first.Value.Limits, Now);
        if (delay != long.MaxValue)
        {
            _timer.Change(TimeSpan.FromMilliseconds(Math.Max(1, delay)), Timeout.InfiniteTimeSpan);
        }
    }

    private sealed class Waiter(RateLimits limits) : TaskCompletionSource<RateLease>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        private CancellationTokenRegistration _registration;

        internal RateLimits Limits { get; } = limits;

        internal LinkedListNode<Waiter>? Node { get; set; }

        internal void CancelWith(CancellationToken token, RateLimiter budget)
        {
            _registration = token.Register(() =>
            {
                lock (budget._sync)
                {
                    if (Node!.List is not null)
                    {
                        budget._waiters.Remove(Node);
                    }
                }

                TrySetCanceled(token);
                budget.Serve();
            });
            if (Task.IsCompleted)
            {
                _registration.Dispose();
            }
        }

        internal bool TryGrant(RateLease permit)
        {
            bool granted = TrySetResult(permit);
            _registration.Dispose();
            return granted;
        }
    }
}
