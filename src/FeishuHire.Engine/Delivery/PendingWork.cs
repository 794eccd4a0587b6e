using System.Threading.Tasks;

namespace FeishuHire.Engine.Delivery;

/// <summary>Counts work that a run has started and must see the end of.</summary>
internal sealed class PendingWork
{
    private readonly object _sync = new();
    private TaskCompletionSource<bool>? _zero;
    private int _count;

    internal void Begin()
    {
        lock (_sync)
        {
            _count++;
        }
    }

    internal void End()
    {
        TaskCompletionSource<bool>? zero = null;
        lock (_sync)
        {
            if (--_count == 0)
            {
                zero = _zero;
            }
        }

        zero?.TrySetResult(true);
    }

    /// <summary>Ends when nothing is under way; nothing new may begin after it was asked for.</summary>
    internal Task WhenZero()
    {
        lock (_sync)
        {
            if (_count == 0)
            {
                return Task.CompletedTask;
            }

            _zero ??= new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            return _zero.Task;
        }
    }
}
