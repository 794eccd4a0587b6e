using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using FeishuHire.Errors;

namespace FeishuHire.Engine.Delivery;

/// <summary>What a run has done so far. Read by any thread.</summary>
public sealed class RunCounters
{
    private readonly Dictionary<string, long> _causes = new(StringComparer.Ordinal);
    private long _rows;
    private long _joined;
    private long _delivered;
    private long _alreadyDelivered;
    private long _refusedBefore;
    private long _failed;
    private long _held;
    private long _uncertain;
    private long _unprocessed;
    private long _calls;
    private long _retries;
    private long _throttled;
    private long _rehearsed;
    private long _orders;
    private long _reads;
    private long _ordersWaiting;

    /// <summary>Rows taken from the input, empty ones left out.</summary>
    public long Rows => Interlocked.Read(ref _rows);

    /// <summary>Rows that became part of another row's update.</summary>
    public long Joined => Interlocked.Read(ref _joined);

    /// <summary>Stages accepted in this run.</summary>
    public long Delivered => Interlocked.Read(ref _delivered);

    /// <summary>Stages that an earlier run delivered.</summary>
    public long AlreadyDelivered => Interlocked.Read(ref _alreadyDelivered);

    /// <summary>Stages refused before and unchanged.</summary>
    public long RefusedBefore => Interlocked.Read(ref _refusedBefore);

    /// <summary>Rows with an error of their own, uncertain ones included.</summary>
    public long Failed => Interlocked.Read(ref _failed);

    /// <summary>Rows that wait for an earlier stage.</summary>
    public long Held => Interlocked.Read(ref _held);

    /// <summary>Rows of which nothing says whether Feishu has them.</summary>
    public long Uncertain => Interlocked.Read(ref _uncertain);

    /// <summary>Rows not tried.</summary>
    public long Unprocessed => Interlocked.Read(ref _unprocessed);

    /// <summary>Calls made.</summary>
    public long Calls => Interlocked.Read(ref _calls);

    /// <summary>Calls repeated after a failure.</summary>
    public long Retries => Interlocked.Read(ref _retries);

    /// <summary>Answers that throttled.</summary>
    public long Throttled => Interlocked.Read(ref _throttled);

    /// <summary>Updates that a dry run would send.</summary>
    public long Rehearsed => Interlocked.Read(ref _rehearsed);

    /// <summary>Calls that read orders back.</summary>
    public long Reads => Interlocked.Read(ref _reads);

    /// <summary>Different orders that rows named.</summary>
    public long Orders => Interlocked.Read(ref _orders);

    /// <summary>Orders of the ledger of which something waits for somebody, in this input or not; known at the end of a run.</summary>
    public long OrdersWaiting { get => Interlocked.Read(ref _ordersWaiting); internal set => Interlocked.Exchange(ref _ordersWaiting, value); }

    /// <summary>Why rows failed or were held, the commonest first.</summary>
    public IReadOnlyList<BgCheckRunCause> Causes
    {
        get
        {
            lock (_causes)
            {
                return [.. _causes
                    .OrderByDescending(cause => cause.Value)
                    .ThenBy(cause => cause.Key, StringComparer.Ordinal)
                    .Select(cause => new BgCheckRunCause { ErrorId = cause.Key, Count = cause.Value })];
            }
        }
    }

    /// <summary>One more row that failed, or is held, for a cause.</summary>
    /// <param name="errorId">The error id.</param>
    public void AddCause(string errorId)
    {
        lock (_causes)
        {
            _causes.TryGetValue(errorId, out long count);
            _causes[errorId] = count + 1;
        }
    }

    internal void AddRow() => Interlocked.Increment(ref _rows);

    internal void AddJoined() => Interlocked.Increment(ref _joined);

    internal void AddFailure(BgCheckError error)
    {
        AddCause(error.Id);
        if (error.Id == ErrorId.OrderHeld)
        {
            Interlocked.Increment(ref _held);
            return;
        }

        Interlocked.Increment(ref _failed);
        if (error.Outcome == BgCheckDeliveryStatus.Uncertain)
        {
            Interlocked.Increment(ref _uncertain);
        }
    }

    internal void AddRead() => Interlocked.Increment(ref _reads);

    internal void AddOrder() => Interlocked.Increment(ref _orders);

    internal void AddRehearsed() => Interlocked.Increment(ref _rehearsed);

    internal void AddUnprocessed() => Interlocked.Increment(ref _unprocessed);

    internal void AddRetry() => Interlocked.Increment(ref _retries);

    internal void AddThrottled() => Interlocked.Increment(ref _throttled);

    internal void AddCall() => Interlocked.Increment(ref _calls);

    internal void AddSettled(BgCheckDeliveryStatus status)
    {
        switch (status)
        {
            case BgCheckDeliveryStatus.Delivered:
                Interlocked.Increment(ref _delivered);
                break;
            case BgCheckDeliveryStatus.AlreadyDelivered:
                Interlocked.Increment(ref _alreadyDelivered);
                break;
            case BgCheckDeliveryStatus.Held:
                Interlocked.Increment(ref _held);
                break;
            default:
                Interlocked.Increment(ref _refusedBefore);
                break;
        }
    }
}
