using System;
using System.Collections.Generic;
using System.Threading;

namespace FeishuHire.Engine.Delivery;

/// <summary>The one queue of a run: rows and all that happens to it, in the order in which it came. Any thread posts, the
/// loop alone takes. To wake the loop costs more than a row that the ledger knows: rows wait for one another, not for long.</summary>
internal sealed class RunInbox
{
    private const int RowsAtOnce = 512;
    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(10);

    private readonly object _gate = new();
    private readonly int _rowsAtOnce;
    private Queue<object> _filling = new();
    private Queue<object> _taken = new();
    private volatile int _count;
    private bool _isUrgent;
    private bool _isAwaited;
    private bool _closed;

    /// <summary>Begins empty.</summary>
    /// <param name="isLive">Whether each row is to be taken at once.</param>
    internal RunInbox(bool isLive) => _rowsAtOnce = isLive ? 1 : RowsAtOnce;

    /// <summary>Events that the loop has not taken yet.</summary>
    internal int Count => _count;

    /// <summary>Adds an event; false once the run is over, when nobody would see it.</summary>
    internal bool Post(object item)
    {
        lock (_gate)
        {
            if (_closed)
            {
                return false;
            }

            _filling.Enqueue(item);
            _count = _filling.Count;
            bool makesUrgent = !_isUrgent && (item is not BgCheckProgress || _count >= _rowsAtOnce);
            _isUrgent |= makesUrgent;
            if (_isAwaited && (makesUrgent || _count == 1))
            {
                Monitor.Pulse(_gate);
            }
        }

        return true;
    }

    /// <summary>Waits for events and gives all there are, to be emptied before the next call.</summary>
    internal Queue<object> TakeAll()
    {
        lock (_gate)
        {
            _isAwaited = true;
            while (_filling.Count == 0)
            {
                Monitor.Wait(_gate);
            }

            if (!_isUrgent)
            {
                Monitor.Wait(_gate, LongestWait);
            }

            _isAwaited = false;
            _isUrgent = false;
            _count = 0;
            (_filling, _taken) = (_taken, _filling);
            return _taken;
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
}
