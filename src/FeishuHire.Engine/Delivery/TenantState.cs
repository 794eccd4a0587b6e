using System;
using System.Collections.Generic;
using FeishuHire.Engine.Http;
using FeishuHire.Errors;

namespace FeishuHire.Engine.Delivery;

/// <summary>One tenant in one run: the lanes that have something to send, what a call needs, and how the tenant fares.</summary>
internal sealed class TenantState(string? key, string budgetKey, RateLimiter limiter)
{
    /// <summary>Equal refusals of different orders, none accepted before, after which a tenant is stopped.</summary>
    internal const int RefusalsInARow = 50;

    private readonly HashSet<string> _refusedOrders = new(StringComparer.Ordinal);
    private (string Id, int? Code) _refusedAs;
    private string? _refusedToken;
    private long? _throttledSince;
    private bool _accepted;

    /// <summary>How long a tenant may be throttled without any call accepted.</summary>
    internal static readonly TimeSpan LongestThrottle = TimeSpan.FromMinutes(10);

    /// <summary>tenant_key; null where the connection fixes the tenant.</summary>
    internal string? Key => key;

    /// <summary>Names its rate budget.</summary>
    internal string BudgetKey => budgetKey;

    internal RateLimiter Limiter => limiter;

    /// <summary>Lanes with something to send, first come first served.</summary>
    internal Queue<Lane> Ready { get; } = new();

    /// <summary>Lanes that wait until their order has been read back.</summary>
    internal Queue<Lane> ToRead { get; } = new();

    /// <summary>Whether a token is being fetched.</summary>
    internal bool AwaitsToken { get; set; }

    /// <summary>Whether the rate limiter has been asked for a lease that it has not given yet.</summary>
    internal bool AwaitsLease { get; set; }

    /// <summary>The right to make one call, not used yet.</summary>
    internal RateLease? Lease { get; set; }

    /// <summary>The error that stopped it, or null.</summary>
    internal BgCheckError? StoppedBy { get; set; }

    /// <summary>Pauses in a row for which the server has asked.</summary>
    internal int Throttles { get; private set; }

    /// <summary>A token was refused.</summary>
    /// <returns>Whether it is the successor of a refused one and has never served: then no other will.</returns>
    internal bool TokenRefused(string token)
    {
        _refusedToken ??= token;
        return !string.Equals(_refusedToken, token, StringComparison.Ordinal);
    }

    /// <summary>The server has read a call, so that its token served.</summary>
    internal void TokenServed() => _refusedToken = null;

    internal void Accepted()
    {
        _accepted = true;
        _refusedToken = null;
        _throttledSince = null;
        Throttles = 0;
        _refusedOrders.Clear();
    }

    /// <summary>An answer throttled.</summary>
    /// <param name="clock">Tells for how long.</param>
    /// <returns>Whether none was accepted for too long.</returns>
    internal bool Throttled(TimeProvider clock)
    {
        // The answers to calls that were under way when a pause began are of the same one.
        Throttles += !limiter.IsPaused || Throttles == 0 ? 1 : 0;
        _throttledSince ??= clock.GetTimestamp();
        return clock.GetElapsedTime(_throttledSince.Value) >= LongestThrottle;
    }

    /// <summary>A row was refused.</summary>
    /// <returns>The tenant's error where it refuses everything as the wrong app, tenant or column would, else null. What only
    /// an order's own state says never counts: a whole history begins with completed orders.</returns>
    internal BgCheckError? Refused(string orderId, BgCheckError error)
    {
        if (_accepted || error.Id is not (ErrorId.OrderNotFound or ErrorId.InvalidRequest or ErrorId.ApiError))
        {
            return null;
        }

        if (_refusedAs != (error.Id, error.Code))
        {
            _refusedAs = (error.Id, error.Code);
            _refusedOrders.Clear();
        }

        if (!_refusedOrders.Add(orderId) || _refusedOrders.Count < RefusalsInARow)
        {
            return null;
        }

        return new BgCheckError(ErrorId.RefusedThroughout) { Code = error.Code, HttpStatus = error.HttpStatus, LogId = error.LogId }
            .With("Count", Invariant.Text(_refusedOrders.Count))
            .With("RefusedId", error.Id)
            .With("RefusedCode", error.Code is int code ? Invariant.Text(code) : "-");
    }
}
