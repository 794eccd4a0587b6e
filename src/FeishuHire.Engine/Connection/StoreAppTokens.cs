using System;
using System.Collections.Concurrent;
using System.Security;
using System.Threading;
using System.Threading.Tasks;
using FeishuHire.Errors;

namespace FeishuHire.Engine.Connection;

/// <summary>The tokens of a store app (商店应用): the app's own, made with the app ticket, and from it one per tenant.</summary>
internal sealed class StoreAppTokens : IAppTokens
{
    private const string AppPath = "open-apis/auth/v3/app_access_token";
    private const string TenantPath = "open-apis/auth/v3/tenant_access_token";

    // (assumed) 10005 is listed for the tenant step without a meaning; if the app's token is what it means, a new one helps.
    private const int AppTokenSuspect = 10005;
    private static readonly TimeSpan AskingLimit = TimeSpan.FromSeconds(5);

    private readonly string _appId;
    private readonly SecureString _appSecret;
    private readonly AppTicket _ticket;
    private readonly string? _tenantKey;
    private readonly TokenEndpoint _endpoint;
    private readonly TimeProvider _clock;
    private readonly TokenSlot _app;
    private readonly ConcurrentDictionary<string, TokenSlot> _tenants = new(StringComparer.Ordinal);

    internal StoreAppTokens(string appId, SecureString appSecret, AppTicket ticket, string? tenantKey, TokenEndpoint endpoint, TimeProvider clock)
    {
        _appId = appId;
        _appSecret = appSecret;
        _ticket = ticket;
        _tenantKey = tenantKey;
        _endpoint = endpoint;
        _clock = clock;
        _app = new(FetchAppAsync, clock);
    }

    /// <inheritdoc/>
    public Task<string> GetAsync(string? tenantKey, CancellationToken cancellationToken) => Slot(tenantKey).GetAsync(cancellationToken);

    /// <inheritdoc/>
    public void Drop(string? tenantKey, string token) => Slot(tenantKey).Drop(token);

    /// <inheritdoc/>
    public Task ProveAsync(CancellationToken cancellationToken) =>
        _tenantKey is null ? _app.GetAsync(cancellationToken) : Slot(null).GetAsync(cancellationToken);

    public void Dispose()
    {
        _app.Dispose();
        foreach (TokenSlot slot in _tenants.Values)
        {
            slot.Dispose();
        }
    }

    private TokenSlot Slot(string? tenantKey)
    {
        string? key = _tenantKey ?? tenantKey;
        return string.IsNullOrEmpty(key)
            ? throw new FeishuHireException(new BgCheckError(ErrorId.TenantMissing) { Outcome = BgCheckDeliveryStatus.NotSent })
            : _tenants.GetOrAdd(key!, tenant => new(cancellation => FetchTenantAsync(tenant, cancellation), _clock));
    }

    private async Task<TokenGrant> FetchTenantAsync(string tenantKey, CancellationToken cancellationToken)
    {
        string appToken = await _app.GetAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await FetchTenantAsync(tenantKey, appToken, cancellationToken).ConfigureAwait(false);
        }
        catch (FeishuHireException refused) when (refused is { ErrorId: ErrorId.TokenRejected } or { Code: AppTokenSuspect })
        {
            _app.Drop(appToken);
        }

        appToken = await _app.GetAsync(cancellationToken).ConfigureAwait(false);
        return await FetchTenantAsync(tenantKey, appToken, cancellationToken).ConfigureAwait(false);
    }

    private Task<TokenGrant> FetchTenantAsync(string tenantKey, string appToken, CancellationToken cancellationToken)
    {
        return _endpoint.FetchAsync(TenantPath, "tenant_access_token", MakeBody, tenantStep: true, cancellationToken);

        SecretBody MakeBody()
        {
            using SecureString secret = Secret.Conceal(appToken.AsSpan());
            return new SecretBody(("app_access_token", secret), ("tenant_key", tenantKey));
        }
    }

    private async Task<TokenGrant> FetchAppAsync(CancellationToken cancellationToken)
    {
        SecureString ticket = _ticket.Read();
        try
        {
            return await FetchAppAsync(ticket, cancellationToken).ConfigureAwait(false);
        }
        catch (FeishuHireException refused) when (refused.ErrorId == ErrorId.AppTicketInvalid && _ticket.CanChange)
        {
            // Feishu pushes a new ticket every hour; the file may have it by now.
            SecureString newer = _ticket.Read();
            if (Secret.Same(ticket, newer))
            {
                await AskForTicketAsync(cancellationToken).ConfigureAwait(false);
                throw;
            }

            return await FetchAppAsync(newer, cancellationToken).ConfigureAwait(false);
        }
    }

    private Task<TokenGrant> FetchAppAsync(SecureString ticket, CancellationToken cancellationToken) => _endpoint.FetchAsync(
        AppPath,
        "app_access_token",
        () => new SecretBody(("app_id", _appId), ("app_secret", _appSecret), ("app_ticket", ticket)),
        tenantStep: false,
        cancellationToken);

    // Only asks for another push, which will land at the app's event address some time later: the next run finds it.
    private async Task AskForTicketAsync(CancellationToken cancellationToken)
    {
        using CancellationTokenSource limit = _clock.CreateCancellationTokenSource(AskingLimit);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        using var body = new SecretBody(("app_id", _appId), ("app_secret", _appSecret));
        await _endpoint.AskForTicketAsync(body, both.Token).ConfigureAwait(false);
    }
}
