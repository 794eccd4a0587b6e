using System;
using System.Collections.Generic;
using FeishuHire.Errors;

namespace FeishuHire.Engine.Delivery;

/// <summary>The orders of a run: what is known of each, which way the sheet's times go, and the lanes of those that wait. The
/// loop's alone.</summary>
internal sealed class RunOrders(DeliveryContext context, RunInbox inbox, RunCounters counters)
{
    private readonly KnownOrders _orders = new(context.Ledger, context.Kind, counters);
    private readonly Dictionary<string, Lane> _lanes = new(StringComparer.Ordinal);
    private readonly OrderClaims _claims = OrderClaims.Of(context.Clock);
    private string? _onlyTenant;
    private long _lastTime = long.MinValue;
    private int _sheetTrend;
    private int _ordersTrend;

    /// <summary>Whether nothing waits.</summary>
    internal bool IsIdle => _lanes.Count == 0;

    /// <summary>The lanes as they are now.</summary>
    internal IReadOnlyList<Lane> Lanes => [.. _lanes.Values];

    /// <summary>What is known of an order.</summary>
    /// <exception cref="FeishuHireException">The ledger cannot be read.</exception>
    internal OrderFacts FactsOf(string orderId) => _orders[orderId];

    /// <summary>What is known of a row's order, for the record of a row that is not looked into; null where it names none.</summary>
    internal OrderFacts? FactsFor(BgCheckProgress row) =>
        row.BackgroundCheckId is { Length: > 0 } order ? _orders.Find(order) : null;

    /// <summary>Notes which way the sheet's times go: equal ones follow it.</summary>
    internal void Note(OrderFacts facts, long time)
    {
        _ordersTrend += facts.See(time);
        if (time != long.MinValue)
        {
            _sheetTrend += _lastTime == long.MinValue ? 0 : time.CompareTo(_lastTime);
            _lastTime = time;
        }
    }

    /// <summary>Whether an order's times, or else the sheet's as a whole, fall down the sheet.</summary>
    internal bool IsNewestFirst(OrderFacts facts) => (facts.Trend != 0 ? facts.Trend : _ordersTrend != 0 ? _ordersTrend : _sheetTrend) < 0;

    /// <summary>What is wrong with a row's tenant, or null.</summary>
    internal BgCheckError? TenantFault(OrderFacts facts, BgCheckProgress row)
    {
        string? tenant = string.IsNullOrWhiteSpace(row.TenantKey) ? null : row.TenantKey;
        if (context.FixesTenant)
        {
            string? fixedAs = context.FixedTenant ?? (_onlyTenant ??= tenant);
            return tenant is null || tenant == fixedAs ? null : Conflict(tenant, fixedAs!).With("Reason", context.FixedTenant is null ? "CustomApp" : "Connection");
        }

        if (tenant is null)
        {
            return new BgCheckError(ErrorId.TenantMissing) { Outcome = BgCheckDeliveryStatus.NotSent };
        }

        facts.Tenant ??= tenant;
        return facts.Tenant == tenant ? null : Conflict(tenant, facts.Tenant);
    }

    /// <summary>Whether a tenant's fault ends the run: a custom app has one tenant, so that one half of the rows would go to the
    /// wrong one, and nobody can say which.</summary>
    internal bool EndsRun(BgCheckError? fault) => fault?.Id == ErrorId.TenantConflict && context.FixesTenant && context.FixedTenant is null;

    /// <summary>An order's lane.</summary>
    /// <param name="facts">The order.</param>
    /// <param name="isDoubtful">Whether its id looks rounded; for a new lane.</param>
    /// <param name="isNew">Whether the lane is new.</param>
    internal Lane LaneOf(OrderFacts facts, bool isDoubtful, out bool isNew)
    {
        isNew = !_lanes.TryGetValue(facts.OrderId, out Lane? lane);
        if (isNew)
        {
            lane = new Lane(facts) { Tenant = context.FixesTenant ? null : facts.Tenant, IsDoubtful = isDoubtful };
            _lanes.Add(facts.OrderId, lane);
        }

        return lane!;
    }

    /// <summary>Claims a lane's order for this run; another run of the process that has it says when it is over.</summary>
    internal bool Claim(Lane lane)
    {
        if (lane.IsClaimed)
        {
            return true;
        }

        if (!_claims.TryClaim(context.Realm, lane, () => inbox.Post(new ClaimFreed(lane))))
        {
            lane.WaitedForClaim = true;
            return false;
        }

        lane.IsClaimed = true;
        if (lane.WaitedForClaim)
        {
            lane.WaitedForClaim = false;
            lane.Facts.Take(context.Ledger.ReadOrder(lane.OrderId));
        }

        return true;
    }

    /// <summary>Lets go of a lane that has nothing left to do; one that waits for a claim, a timer or a call stays.</summary>
    internal void Retire(Lane lane)
    {
        if (lane.Count > 0 || lane.Current is not null)
        {
            return;
        }

        _claims.Release(context.Realm, lane);
        _lanes.Remove(lane.OrderId);
    }

    /// <summary>Gives every order away.</summary>
    internal void ReleaseAll()
    {
        foreach (Lane lane in _lanes.Values)
        {
            _claims.Release(context.Realm, lane);
        }
    }

    private static BgCheckError Conflict(string tenant, string other) =>
        new BgCheckError(ErrorId.TenantConflict) { Outcome = BgCheckDeliveryStatus.NotSent }.With("Tenant", tenant).With("OtherTenant", other);
}
