using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using FeishuHire.Engine.Http;

namespace FeishuHire.Engine.Delivery;

/// <summary>What a call needs before it may start: its tenant's token and a lease of its rate limiter. Both are fetched beside
/// the loop, which hears of them through its inbox. The loop's alone.</summary>
internal sealed class CallPermits(DeliveryContext context, RunInbox inbox, RunEnding ending)
{
    private readonly Dictionary<string, TenantState> _tenants = new(StringComparer.Ordinal);

    /// <summary>The tenants of the run so far.</summary>
    internal IEnumerable<TenantState> Tenants => _tenants.Values;

    /// <summary>A tenant; a new one's rate limiter knows the calls that earlier processes made a moment ago.</summary>
    /// <param name="key">tenant_key; null where the connection fixes the tenant.</param>
    internal TenantState TenantOf(string? key)
    {
        if (_tenants.TryGetValue(key ?? string.Empty, out TenantState? tenant))
        {
            return tenant;
        }

        string budget = context.BudgetKey(key);
        RateLimiter limiter = RateLimiters.Of(context.Clock).Get(budget, out bool created);
        if (created)
        {
            long now = context.Now;
            var ages = new List<TimeSpan>();
            foreach (long end in context.Ledger.ReadCallEnds(budget, now - (long)RateLimits.Minute.TotalMilliseconds))
            {
                ages.Add(TimeSpan.FromMilliseconds(Math.Max(0, now - end)));
            }

            limiter.Prime(ages);
        }

        tenant = new TenantState(key, budget, limiter);
        _tenants.Add(key ?? string.Empty, tenant);
        return tenant;
    }

    /// <summary>The error that stopped a tenant, or null.</summary>
    internal Errors.BgCheckError? StoppedBy(string? key) => _tenants.TryGetValue(key ?? string.Empty, out TenantState? tenant) ? tenant.StoppedBy : null;

    /// <summary>Whether a call of a tenant may start now; what is missing is asked for.</summary>
    internal bool Has(TenantState tenant, out string token)
    {
        token = TokenOf(tenant) ?? string.Empty;
        return token.Length > 0 && HasLease(tenant);
    }

    /// <summary>Takes the lease for a call that starts.</summary>
    internal static RateLease Take(TenantState tenant)
    {
        RateLease lease = tenant.Lease!;
        tenant.Lease = null;
        return lease;
    }

    /// <summary>Gives back a lease that no call uses.</summary>
    internal static void Return(TenantState tenant)
    {
        tenant.Lease?.Return();
        tenant.Lease = null;
    }

    /// <summary>The rate limiter lets a tenant make one call.</summary>
    internal void OnLease(LeaseGranted granted)
    {
        granted.Tenant.AwaitsLease = false;
        if (ending.IsEarly)
        {
            granted.Lease?.Return();
        }
        else
        {
            granted.Tenant.Lease = granted.Lease;
        }
    }

    private string? TokenOf(TenantState tenant)
    {
        if (tenant.AwaitsToken)
        {
            return null;
        }

        Task<string> token = context.Tokens.GetAsync(tenant.Key, ending.NoNewCalls);
        if (token.Status == TaskStatus.RanToCompletion)
        {
#pragma warning disable VSTHRD002, VSTHRD103 // It is there.
            return token.Result;
#pragma warning restore VSTHRD002, VSTHRD103
        }

        tenant.AwaitsToken = true;
        _ = PostTokenAsync(tenant, token);
        return null;
    }

    private async Task PostTokenAsync(TenantState tenant, Task<string> token)
    {
        try
        {
            _ = await token.ConfigureAwait(false);
            inbox.Post(new TokenSettled(tenant, null));
        }
        catch (FeishuHireException failure)
        {
            inbox.Post(new TokenSettled(tenant, failure.Error));
        }
        catch (OperationCanceledException)
        {
            inbox.Post(new TokenSettled(tenant, null));
        }
        catch (Exception bug)
        {
            inbox.Post(new TokenSettled(tenant, null));
            inbox.Post(new Crashed(bug, EndsCall: false));
        }
    }

    private bool HasLease(TenantState tenant)
    {
        if (tenant.Lease is not null)
        {
            if (!tenant.Limiter.IsPaused)
            {
                return true;
            }

            // A pause began while it waited for its call.
            Return(tenant);
        }

        if (tenant.AwaitsLease)
        {
            return false;
        }

        Task<RateLease> lease = tenant.Limiter.TakeAsync(context.Limits, ending.NoNewCalls);
        if (lease.Status == TaskStatus.RanToCompletion)
        {
#pragma warning disable VSTHRD002, VSTHRD103 // It is there.
            tenant.Lease = lease.Result;
#pragma warning restore VSTHRD002, VSTHRD103
            return true;
        }

        tenant.AwaitsLease = true;
        _ = PostLeaseAsync(tenant, lease);
        return false;
    }

    private async Task PostLeaseAsync(TenantState tenant, Task<RateLease> lease)
    {
        RateLease? granted = null;
        try
        {
            granted = await lease.ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The run has ended.
        }

        if (!inbox.Post(new LeaseGranted(tenant, granted)))
        {
            granted?.Return();
        }
    }
}
