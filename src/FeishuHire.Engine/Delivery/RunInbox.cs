using System.Collections.Generic;
using System.Threading.Tasks;

namespace FeishuHire.Engine.Delivery;

/// <summary>The one queue of a run: rows and all that happens to it, in the order in which it came. Any thread posts, the
/// loop alone takes.</summary>
internal sealed class RunInbox
{
    private readonly object _gate = new();
    private Queue<object> _filling = new();
    private Queue<object> _taken = new();
    private TaskCompletionSource<bool>? _loopWaits;
    private bool _closed;

    /// <summary>Events that the loop has not taken yet.</summary>
    internal int Count
    {
        get
        {
            lock (_gate)
            {
                return _filling.Count;
            }
        }
    }

    /// <summary>Adds an event; false once the run is over, when nobody would see it.</summary>
    internal bool Post(object item)
    {
        TaskCompletionSource<bool>? waiting;
        lock (_gate)
        {
            if (_closed)
            {
                return false;
            }

            _filling.Enqueue(item);
            waiting = _loopWaits;
            _loopWaits = null;
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
}
