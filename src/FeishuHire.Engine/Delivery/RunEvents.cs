using System;
using FeishuHire.Engine.Http;
using FeishuHire.Engine.Ledger;
using FeishuHire.Errors;

namespace FeishuHire.Engine.Delivery;

// What can happen to a run, beside a row that is posted (a BgCheckProgress).

/// <summary>No further row will come.</summary>
internal sealed record InputEnded;

/// <summary>The run is to start no further call.</summary>
/// <param name="Why">What its end will be called.</param>
/// <param name="Error">The failure behind it, or null.</param>
internal sealed record StopAsked(RunEnd Why, BgCheckError? Error = null);

/// <summary>A timer of the run is due.</summary>
internal sealed record TimerDue;

/// <summary>Another run of this process has let go of an order.</summary>
/// <param name="Lane">The lane that waited for it.</param>
internal sealed record ClaimFreed(Lane Lane);

/// <summary>An order is to be read, whether any row is of it or not.</summary>
/// <param name="OrderId">background_check_id.</param>
/// <param name="TenantKey">Its tenant, where the connection serves several.</param>
internal sealed record OrderNamed(string OrderId, string? TenantKey);

/// <summary>A tenant's token is there, or cannot be had.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Error">Why it cannot; null where it is there, or the run has ended.</param>
internal sealed record TokenSettled(TenantState Tenant, BgCheckError? Error);

/// <summary>The rate limiter lets a tenant make one call.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Lease">The right to it; null where the wait was given up.</param>
internal sealed record LeaseGranted(TenantState Tenant, RateLease? Lease);

/// <summary>Orders have been read back, or could not be.</summary>
/// <param name="Lanes">The lanes that waited.</param>
/// <param name="Read">What came of it; null where the wait was given up.</param>
internal sealed record OrdersSettled(System.Collections.Generic.List<Lane> Lanes, Orders.OrdersRead? Read);

/// <summary>Something failed that no part of the engine expected: a bug.</summary>
/// <param name="Exception">It.</param>
/// <param name="EndsCall">Whether it ended a call under way.</param>
internal sealed record Crashed(Exception Exception, bool EndsCall);

/// <summary>One call has its outcome, and the ledger too.</summary>
/// <param name="Flight">The update.</param>
/// <param name="Entry">What the ledger was told.</param>
internal sealed record CallSettled(StageInFlight Flight, LedgerEntry Entry)
{
    /// <summary>The token that it was made with.</summary>
    internal string? Token { get; init; }

    /// <summary>The answer; null where no call was made.</summary>
    internal CallResult? Result { get; init; }

    /// <summary>What the call means for its row; null where it was accepted or not made.</summary>
    internal BgCheckError? Error { get; init; }

    /// <summary>Why the ledger could not record it, or null.</summary>
    internal BgCheckError? LedgerFailure { get; init; }
}
