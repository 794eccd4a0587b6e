using System;
using System.Collections.Generic;
using FeishuHire.Errors;

namespace FeishuHire.Engine.Delivery;

/// <summary>How each tenant fares in one run: whether it was stopped, for how long it has been throttled, and whether it
/// refuses everything.</summary>
internal sealed class TenantBook(TimeProvider clock)
{
    internal const int RefusalsInARow = 50;
    internal static readonly TimeSpan LongestThrottle = TimeSpan.FromMinutes(10);

    private readonly Dictionary<string, Account> _accounts = new(StringComparer.Ordinal);

    /// <summary>The error that stopped a tenant, or null.</summary>
    internal BgCheckError? StoppedBy(string? tenant)
    {
        lock (_accounts)
        {
            return AccountOf(tenant).StoppedBy;
        }
    }

    /// <summary>Stops a tenant.</summary>
    /// <returns>Whether it was not stopped yet: only the first error is the tenant's.</returns>
    internal bool Stop(string? tenant, BgCheckError error)
    {
        lock (_accounts)
        {
            Account account = AccountOf(tenant);
            if (account.StoppedBy is not null)
            {
                return false;
            }

            account.StoppedBy = error;
            return true;
        }
    }

    /// <summary>A token was refused.</summary>
    /// <returns>Whether it is the successor of a refused one and has never served: then no other will.</returns>
    internal bool TokenRefused(string? tenant, string token)
    {
        lock (_accounts)
        {
            Account account = AccountOf(tenant);
            account.RefusedToken ??= token;
            return !string.Equals(account.RefusedToken, token, StringComparison.Ordinal);
        }
    }

    /// <summary>The server has read a call, so that its token served.</summary>
    internal void TokenServed(string? tenant)
    {
        lock (_accounts)
        {
            AccountOf(tenant).RefusedToken = null;
        }
    }

    internal void Accepted(string? tenant)
    {
        lock (_accounts)
        {
            Account account = AccountOf(tenant);
            account.RefusedToken = null;
            account.ThrottledSince = null;
            account.Throttles = 0;
            account.Refusals = 0;
            account.RefusedOrders.Clear();
        }
    }

    /// <summary>An answer throttled.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="isNew">Whether it begins a pause; the answers to calls that were under way with it are the same one.</param>
    /// <param name="throttles">Pauses in a row.</param>
    /// <returns>Whether none was accepted for too long.</returns>
    internal bool Throttled(string? tenant, bool isNew, out int throttles)
    {
        lock (_accounts)
        {
            Account account = AccountOf(tenant);
            account.Throttles += isNew || account.Throttles == 0 ? 1 : 0;
            throttles = account.Throttles;
            account.ThrottledSince ??= clock.GetTimestamp();
            return clock.GetElapsedTime(account.ThrottledSince.Value) >= LongestThrottle;
        }
    }

    /// <summary>A row was refused.</summary>
    /// <returns>The tenant's error where it refuses throughout, else null.</returns>
    internal BgCheckError? Refused(string? tenant, string orderId, BgCheckError error)
    {
        lock (_accounts)
        {
            Account account = AccountOf(tenant);
            if (account.RefusedAs != (error.Id, error.Code))
            {
                account.RefusedAs = (error.Id, error.Code);
                account.RefusedOrders.Clear();
                account.Refusals = 0;
            }

            if (!account.RefusedOrders.Add(orderId) || ++account.Refusals < RefusalsInARow)
            {
                return null;
            }

            return new BgCheckError(ErrorId.RefusedThroughout) { Code = error.Code, HttpStatus = error.HttpStatus, LogId = error.LogId }
                .With("Count", Invariant.Text(account.Refusals))
                .With("RefusedId", error.Id)
                .With("RefusedCode", error.Code is int code ? Invariant.Text(code) : "-");
        }
    }

    private Account AccountOf(string? tenant)
    {
        if (!_accounts.TryGetValue(tenant ?? string.Empty, out Account? account))
        {
            account = new Account();
            _accounts.Add(tenant ?? string.Empty, account);
        }

        return account;
    }

    private sealed class Account
    {
        internal BgCheckError? StoppedBy { get; set; }

        internal string? RefusedToken { get; set; }

        internal long? ThrottledSince { get; set; }

        internal int Throttles { get; set; }

        internal (string Id, int? Code) RefusedAs { get; set; }

        internal int Refusals { get; set; }

        internal HashSet<string> RefusedOrders { get; } = new(StringComparer.Ordinal);
    }
}
