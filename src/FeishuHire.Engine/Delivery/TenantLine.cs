using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using FeishuHire.Engine.Http;

namespace FeishuHire.Engine.Delivery;

#pragma warning disable CA1001 // Never disposed: another run may still hand a lane back, and the signal holds no handle.
/// <summary>The lanes of one tenant that have something to send, first come, first served; each tenant is fed by itself, so
/// that a busy or throttled one does not keep the others waiting.</summary>
internal sealed class TenantLine(string? tenant, string budgetKey, RateLimiter budget)
#pragma warning restore CA1001
{
    private readonly Queue<Lane> _ready = new();
    private readonly SemaphoreSlim _signal = new(0);

    internal string? Tenant { get; } = tenant;

    internal string BudgetKey { get; } = budgetKey;

    internal RateLimiter Budget { get; } = budget;

    internal void Enqueue(Lane lane)
    {
        lock (_ready)
        {
            _ready.Enqueue(lane);
        }

        _signal.Release();
    }

    /// <summary>While nothing but a probe may be sent, an update that has been tried before goes first: it costs no other row
    /// its certainty.</summary>
    /// <param name="lane">The lane whose turn it is.</param>
    /// <returns>The lane to probe with; where it is another, the first is queued again.</returns>
    internal Lane ProbeWith(Lane lane)
    {
        lock (_ready)
        {
            if (lane.Current is not null)
            {
                return lane;
            }

            for (int i = _ready.Count; i > 0; i--)
            {
                Lane other = _ready.Dequeue();
                if (other.Current is not null)
                {
                    _ready.Enqueue(lane);
                    return other;
                }

                _ready.Enqueue(other);
            }

            return lane;
        }
    }

    internal async Task<Lane> NextAsync(CancellationToken cancellationToken)
    {
        await _signal.WaitAsync(cancellationToken).ConfigureAwait(false);
        lock (_ready)
        {
            return _ready.Dequeue();
        }
    }
}
