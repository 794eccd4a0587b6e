using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using FeishuHire.Engine.Http;

namespace FeishuHire.Engine.Delivery;

/// <summary>The orders and budgets that all runs of this process share, per clock (one in production, one a test).</summary>
internal sealed class ProcessState
{
    private static readonly ConditionalWeakTable<TimeProvider, ProcessState> PerClock = new();

    private readonly Dictionary<(string World, string Order), OrderState> _orders = [];
    private readonly TimeProvider _clock;

    private ProcessState(TimeProvider clock)
    {
        _clock = clock;
    }

    internal static ProcessState Of(TimeProvider clock) => PerClock.GetValue(clock, static c => new ProcessState(c));

    /// <summary>The state of an order, until it is returned as often as it was rented.</summary>
    /// <param name="world">The realm.</param>
    /// <param name="orderId">background_check_id.</param>
    internal OrderState Rent(string world, string orderId)
    {
        lock (_orders)
        {
            if (!_orders.TryGetValue((world, orderId), out OrderState? state))
            {
                state = new OrderState(orderId);
                _orders.Add((world, orderId), state);
            }

            state.Users++;
            return state;
        }
    }

    internal void Return(string world, OrderState state)
    {
        lock (_orders)
        {
            if (--state.Users == 0)
            {
                _orders.Remove((world, state.OrderId));
            }
        }
    }

    /// <summary>The budget of one API, app and tenant.</summary>
    /// <param name="key">Names all three.</param>
    /// <param name="created">Whether this call made it: then the calls of earlier processes are not in it yet.</param>
    internal RateLimiter Budget(string key, out bool created) => RateLimiters.Of(_clock).Get(key, out created);
}
