using System;
using System.Collections.Generic;
using System.Threading;

namespace FeishuHire.Engine.Delivery;

/// <summary>What a run has to do at a later time. One timer of the clock, which only posts that it is due: the loop does the rest.</summary>
internal sealed class RunTimers : IDisposable
{
    private readonly SortedSet<Appointment> _due = [];
    private readonly TimeProvider _clock;
    private readonly ITimer _timer;
    private readonly long _epoch;
    private long _sequence;

    internal RunTimers(TimeProvider clock, RunInbox inbox)
    {
        _clock = clock;
        _epoch = clock.GetTimestamp();
        _timer = clock.CreateTimer(static inbox => ((RunInbox)inbox!).Post(new TimerDue()), inbox, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Does something after a while, on the loop.</summary>
    internal void In(TimeSpan delay, Action work)
    {
        _due.Add(new Appointment(Now + (delay > TimeSpan.Zero ? delay : TimeSpan.Zero), ++_sequence, work));
        Arm();
    }

    /// <summary>Does what is due.</summary>
    internal void Run()
    {
        while (_due.Count > 0 && _due.Min is { } first && first.Due <= Now)
        {
            _due.Remove(first);
            first.Work();
        }

        Arm();
    }

    public void Dispose() => _timer.Dispose();

    private TimeSpan Now => _clock.GetElapsedTime(_epoch);

    private void Arm()
    {
        if (_due.Count > 0)
        {
            // A timer has whole milliseconds: rounded down it would fire before its time.
            TimeSpan wait = _due.Min!.Due - Now;
            _timer.Change(wait > TimeSpan.Zero ? TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)) : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }

    private sealed record Appointment(TimeSpan Due, long Sequence, Action Work) : IComparable<Appointment>
    {
        public int CompareTo(Appointment? other) => (Due, Sequence).CompareTo((other!.Due, other.Sequence));
    }
}
