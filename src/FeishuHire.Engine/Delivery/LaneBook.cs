using System;
using System.Collections.Generic;
using System.Threading;
using FeishuHire.Rules;

namespace FeishuHire.Engine.Delivery;

/// <summary>The lanes of a run and the window in which their rows wait: rows are sent once 10,000 wait, the input has ended,
/// or it has paused, so that they can be sorted before. Guards every lane with one lock.</summary>
internal sealed class LaneBook : IDisposable
{
    private readonly RunState _scope;
    private readonly Dictionary<string, Lane> _lanes = new(StringComparer.Ordinal);
    private readonly List<Lane> _closed = [];
    private readonly ITimer _pause;
    private long _arrival;
    private long _lastArrival;
    private bool _pauseArmed;

    internal LaneBook(RunState scope)
    {
        _scope = scope;
        _pause = scope.Context.Clock.CreateTimer(static book => ((LaneBook)book!).OnPause(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Called with a lane that has something to send; under the lock.</summary>
    internal Action<Lane>? Ready { get; set; }

    internal object Sync { get; } = new();

    /// <summary>The window now filling; rows of earlier ones may be sent.</summary>
    internal int CurrentBatch { get; private set; }

    /// <summary>Rows in lanes, not yet being sent.</summary>
    internal int Waiting { get; private set; }

    /// <summary>Updates being sent, between first try and end.</summary>
    internal int Sending { get; set; }

    internal bool IsFull
    {
        get
        {
            lock (Sync)
            {
                return Waiting >= _scope.Options.Window;
            }
        }
    }

    internal long NextArrival() => ++_arrival;

    internal OrderState Rent(string orderId)
    {
        OrderState state = _scope.Process.Rent(_scope.World, orderId);
        state.EnsureLoaded(_scope.Context.Ledger, _scope);
        return state;
    }

    internal void GiveBack(OrderState state) => _scope.Process.Return(_scope.World, state);

    internal void Add(OrderState state, WaitingRow waiting)
    {
        lock (Sync)
        {
            Lane lane = LaneOf(state);
            if (waiting.Fault is null && !Joins(lane, ref waiting))
            {
                return;
            }

            lane.Tenant ??= _scope.Context.FixesTenant ? null : state.Tenant;
            lane.Add(waiting);
            Waiting++;
            Admit(lane);
        }
    }

    /// <summary>Whether the lane's first row may be sent.</summary>
    internal bool HasWork(Lane lane) =>
        lane.Current is not null || (lane.Head is { } head && (head.Batch < CurrentBatch || _scope.Options.NoReorder));

    internal void RemoveHead(Lane lane)
    {
        lane.RemoveHead();
        Waiting--;
    }

    /// <summary>Forgets a lane that has nothing left to do or to hold.</summary>
    internal void Retire(Lane lane)
    {
        if (!_scope.LanesStay && lane.IsIdle && lane.Hold is null && _lanes.Remove(lane.OrderId))
        {
            GiveBack(lane.State);
        }
    }

    /// <summary>Opens the window: everything that waits may be sent.</summary>
    internal void Open()
    {
        lock (Sync)
        {
            CurrentBatch++;
            foreach (Lane lane in _closed)
            {
                Ready?.Invoke(lane);
            }

            _closed.Clear();
        }
    }

    /// <summary>Everything without an end state, when the run ends early: updates on their way, and rows never tried.</summary>
    internal (List<Attempt> Begun, List<BgCheckProgress> Untried) TakeAll()
    {
        var begun = new List<Attempt>();
        var untried = new List<BgCheckProgress>();
        lock (Sync)
        {
            foreach (Lane lane in _lanes.Values)
            {
                if (lane.Current is { } current)
                {
                    begun.Add(current);
                    lane.Current = null;
                    Sending--;
                }

                foreach (WaitingRow waiting in lane.TakeAll())
                {
                    untried.Add(waiting.Row);
                    Waiting--;
                }
            }
        }

        return (begun, untried);
    }

    internal void ReleaseAll()
    {
        lock (Sync)
        {
            foreach (Lane lane in _lanes.Values)
            {
                lane.State.Release(lane);
                GiveBack(lane.State);
            }

            _lanes.Clear();
        }
    }

    internal void Tell(OrderState state, WaitingRow waiting, BgCheckDeliveryStatus status)
    {
        state.TryFind(waiting.Stage, out StageRecord record);
        _scope.Output.Settled(Deliveries.Of(waiting.Row, record, status), waiting.Row);
    }

    public void Dispose() => _pause.Dispose();

    private Lane LaneOf(OrderState state)
    {
        if (_lanes.TryGetValue(state.OrderId, out Lane? lane))
        {
            GiveBack(state);
            return lane;
        }

        lane = new Lane(state);
        _lanes.Add(state.OrderId, lane);
        return lane;
    }

    /// <summary>Joins a row into one of its stage that still waits.</summary>
    /// <returns>Whether the row is to wait by itself.</returns>
    private bool Joins(Lane lane, ref WaitingRow waiting)
    {
        if (lane.FindStage(waiting.Stage) is not { } other)
        {
            return true;
        }

        if (other.Join(waiting.Row) != JoinOutcome.Different)
        {
            _scope.Counters.AddJoined();
            return false;
        }

        waiting = new WaitingRow(waiting.Row, waiting.Arrival) { Batch = waiting.Batch, Twin = other.Row };
        return true;
    }

    private void Admit(Lane lane)
    {
        if (_scope.Options.NoReorder)
        {
            Ready?.Invoke(lane);
            return;
        }

        _closed.Add(lane);
        _lastArrival = _scope.Context.Clock.GetTimestamp();
        if (Waiting >= _scope.Options.Window)
        {
            Open();
        }
        else if (!_pauseArmed)
        {
            _pauseArmed = true;
            _pause.Change(_scope.Options.Pause, Timeout.InfiniteTimeSpan);
        }
    }

    private void OnPause()
    {
        lock (Sync)
        {
            TimeSpan left = _scope.Options.Pause - _scope.Context.Clock.GetElapsedTime(_lastArrival);
            if (left > TimeSpan.Zero)
            {
                _pause.Change(left, Timeout.InfiniteTimeSpan);
                return;
            }

            _pauseArmed = false;
            Open();
        }
    }
}
