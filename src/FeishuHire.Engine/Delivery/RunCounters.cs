using System.Threading;

namespace FeishuHire.Engine.Delivery;

/// <summary>What a run has done so far. Read by any thread.</summary>
public sealed class RunCounters
{
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
    private int _inFlight;

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

    /// <summary>Calls under way.</summary>
    public int InFlight => Volatile.Read(ref _inFlight);

    internal void AddRow() => Interlocked.Increment(ref _rows);

    internal void AddJoined() => Interlocked.Increment(ref _joined);

    internal void AddFailed() => Interlocked.Increment(ref _failed);

    internal void AddHeld() => Interlocked.Increment(ref _held);

    internal void AddUncertain() => Interlocked.Increment(ref _uncertain);

    internal void AddUnprocessed() => Interlocked.Increment(ref _unprocessed);

    internal void AddRetry() => Interlocked.Increment(ref _retries);

    internal void AddThrottled() => Interlocked.Increment(ref _throttled);

    internal void CallBegins()
    {
        Interlocked.Increment(ref _calls);
        Interlocked.Increment(ref _inFlight);
    }

    internal void CallEnds() => Interlocked.Decrement(ref _inFlight);

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
            default:
                Interlocked.Increment(ref _refusedBefore);
                break;
        }
    }
}
