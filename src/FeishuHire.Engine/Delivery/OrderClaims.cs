using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;

namespace FeishuHire.Engine.Delivery;

/// <summary>Which lane may send for an order now: two runs of one process never have two calls of one order under way.</summary>
internal sealed class OrderClaims
{
    private static readonly ConditionalWeakTable<TimeProvider, OrderClaims> PerClock = new();

    private readonly Dictionary<(string World, string Order), Claim> _claims = [];

    /// <summary>The claims of all runs by a clock: one in production, one a test.</summary>
    internal static OrderClaims Of(TimeProvider clock) => PerClock.GetValue(clock, static _ => new OrderClaims());

    /// <summary>Claims an order; where another run has it, calls back once that is over.</summary>
    /// <param name="world">The realm.</param>
    /// <param name="lane">Who asks.</param>
    /// <param name="whenFree">Called on any thread.</param>
    internal bool TryClaim(string world, Lane lane, Action whenFree)
    {
        lock (_claims)
        {
            if (!_claims.TryGetValue((world, lane.OrderId), out Claim? claim))
            {
                _claims.Add((world, lane.OrderId), new Claim(lane));
                return true;
            }

            if (ReferenceEquals(claim.Owner, lane))
            {
                return true;
            }

            claim.Waiting.Add(whenFree);
            return false;
        }
    }

    /// <summary>Gives an order away.</summary>
    internal void Release(string world, Lane lane)
    {
        Claim? claim;
        lock (_claims)
        {
            if (!_claims.TryGetValue((world, lane.OrderId), out claim) || !ReferenceEquals(claim.Owner, lane))
            {
                return;
            }

            _claims.Remove((world, lane.OrderId));
        }

        // All of them: one that belongs to a run that has ended must not swallow the turn of another.
        claim.Waiting.ForEach(static next => next());
    }

    private sealed class Claim(Lane owner)
    {
        internal Lane Owner { get; } = owner;

        internal List<Action> Waiting { get; } = [];
    }
}
