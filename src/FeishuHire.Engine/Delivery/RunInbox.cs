using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace FeishuHire.Engine.Delivery;

/// <summary>The one queue of a run: rows and all that happens to it, in the order in which it came. Any thread posts, the
/// loop alone takes. To wake the loop costs more than a row that the ledger knows: rows wait for one another, not for long.</summary>
internal sealed class RunInbox : IDisposable
{
    private const int RowsAtOnce = 128;
    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(10);

    private readonly object _gate = new();
    private readonly int _rowsAtOnce;
    private readonly Timer _late;
    private Queue<object> _filling = new();
    private Queue<object> _taken = new();
    private TaskCompletionSource<bool>? _loopWaits;
    private volatile int _count;
    private bool _closed;

    /// <summary>Begins empty.</summary>
    /// <param name="isLive">Whether each row is to be taken at once.</param>
    internal RunInbox(bool isLive)
    {
        _rowsAtOnce = isLive ? 1 : RowsAtOnce;
        _late = new Timer(static inbox => ((RunInbox)inbox!).Wake(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Events that the loop has not taken yet.</summary>
    internal int Count => _count;

    /// <summary>Adds an event; false once the run is over, when nobody would see it.</summary>
    internal bool Post(object item)
    {
        TaskCompletionSource<bool>? waiting = null;
        lock (_gate)
        {
            if (_closed)
            {
                return false;
            }

            _filling.Enqueue(item);
            _count = _filling.Count;
            if (_loopWaits is null)
            {
                return true;
            }

            if (item is not BgCheckProgress || _count >= _rowsAtOnce)
            {
                waiting = _loopWaits;
                _loopWaits = null;
            }
            else if (_count == 1)
            {
                _late.Change(LongestWait, Timeout.InfiniteTimeSpan);
            }
        }

        waiting?.TrySetResult(true);
        return true;
    }

    /// <summary>Waits for events and gives all there are, to be emptied before the next call.</summary>
    internal async Task<Queue<object>> TakeAllAsync()
    {
        while (true)
        {
            Task waiting;
            lock (_gate)
            {
                if (_filling.Count > 0)
                {
                    (_filling, _taken) = (_taken, _filling);
                    _count = 0;
                    return _taken;
                }

                _loopWaits ??= new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
                waiting = _loopWaits.Task;
            }

            await waiting.ConfigureAwait(false);
        }
    }

    /// <summary>No further event is taken.</summary>
    /// <returns>What nobody has taken.</returns>
    internal Queue<object> Close()
    {
        lock (_gate)
        {
            _closed = true;
            return _filling;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _late.Dispose();

    private void Wake()
    {
        TaskCompletionSource<bool>? waiting;
        lock (_gate)
        {
            waiting = _loopWaits;
            _loopWaits = null;
        }

        waiting?.TrySetResult(true);
    }
}
