using System;
using System.Collections.Generic;
using System.Threading;
using FeishuHire.Errors;

namespace FeishuHire.Engine.Delivery;

/// <summary>The queue between the run and the pipeline thread. The loop alone fills and completes it.</summary>
internal sealed class RunOutput(RunCounters counters)
{
    private readonly object _gate = new();
    private Queue<DeliveryEvent> _filling = new();
    private Queue<DeliveryEvent> _taken = new();
    private volatile bool _any;
    private bool _completed;
    private bool _isAwaited;
    private bool _nudged;

    /// <summary>For the taker's thread, as <see cref="TryTake"/> is.</summary>
    internal bool IsCompleted
    {
        get
        {
            lock (_gate)
            {
                return _completed && _filling.Count == 0 && _taken.Count == 0;
            }
        }
    }

    /// <summary>Takes the next event; false where none came in time, none will, or the taker was nudged.</summary>
    internal bool TryTake(out DeliveryEvent? item, TimeSpan wait, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        item = null;
        if (_taken.Count == 0 && !_any && wait <= TimeSpan.Zero)
        {
            return false;
        }

        if (TryDequeue(out item))
        {
            return true;
        }

        using CancellationTokenRegistration registration = cancellationToken.Register(static output => ((RunOutput)output!).Nudge(), this);
        lock (_gate)
        {
            if (_filling.Count == 0 && !_completed && !_nudged && wait > TimeSpan.Zero)
            {
                _isAwaited = true;
                Monitor.Wait(_gate, wait);
                _isAwaited = false;
            }

            _nudged = false;
        }

        cancellationToken.ThrowIfCancellationRequested();
        return TryDequeue(out item);
    }

    /// <summary>Wakes the taker: there are events, or there is room for rows again. To wake it for each event would cost more
    /// than most of them.</summary>
    internal void Nudge()
    {
        lock (_gate)
        {
            _nudged = true;
            if (_isAwaited)
            {
                Monitor.PulseAll(_gate);
            }
        }
    }

    internal void Settled(BgCheckDelivery delivery, BgCheckProgress row)
    {
        counters.AddSettled(delivery.Status);
        Add(new StageSettled(delivery, row));
    }

    /// <summary>A row that failed; one of which an error says nothing was judged here, and never sent.</summary>
    internal void Failed(BgCheckProgress row, BgCheckError error)
    {
        error = error.Outcome is null ? error with { Outcome = BgCheckDeliveryStatus.NotSent } : error;
        counters.AddFailure(error);
        Add(new RowFailed(row, RowFacts.AddTo(error, row)));
    }

    /// <summary>The failure that ends the run; the row behind it has failed.</summary>
    internal void RunFailed(BgCheckError error, BgCheckProgress? row)
    {
        if (row is not null)
        {
            counters.AddFailure(error);
        }

        Add(new RunFailed(error, row));
    }

    internal void Rehearsed(BgCheckProgress row)
    {
        counters.AddRehearsed();
        Add(new RowRehearsed(row));
    }

    internal void Doubted(BgCheckProgress row, string errorId, string field, string key, params string[] facts) => Add(new RowDoubted(row, errorId, field, key, facts));

    internal void Unprocessed(BgCheckProgress row)
    {
        counters.AddUnprocessed();
        Add(new RowUnprocessed(row));
    }

    internal void Verbose(string key, params string[] facts) => Add(new RunNote(false, key, facts));

    internal void Warn(string key, params string[] facts) => Add(new RunNote(true, key, facts));

    internal void Complete()
    {
        lock (_gate)
        {
            _completed = true;
            Monitor.PulseAll(_gate);
        }
    }

    private void Add(DeliveryEvent item)
    {
        lock (_gate)
        {
            _filling.Enqueue(item);
            _any = true;
        }
    }

    /// <summary>Takes what has gathered with one lock, since that is asked for after every row.</summary>
    private bool TryDequeue(out DeliveryEvent? item)
    {
        if (_taken.Count == 0)
        {
            lock (_gate)
            {
                (_filling, _taken) = (_taken, _filling);
                _any = false;
            }
        }

        item = _taken.Count > 0 ? _taken.Dequeue() : null;
        return item is not null;
    }
}
