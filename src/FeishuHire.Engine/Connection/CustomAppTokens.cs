using System;
using System.Security;
using System.Threading;
using System.Threading.Tasks;

namespace FeishuHire.Engine.Connection;

/// <summary>The tokens of a custom app (自建应用): one tenant, its own.</summary>
internal sealed class CustomAppTokens : IAppTokens
{
    private const string Path = "open-apis/auth/v3/tenant_access_token/internal";

    private readonly string _appId;
    private readonly SecureString _appSecret;
    private readonly TokenEndpoint _endpoint;
    private readonly TokenSlot _slot;

    internal CustomAppTokens(string appId, SecureString appSecret, TokenEndpoint endpoint, TimeProvider clock)
    {
        _appId = appId;
        _appSecret = appSecret;
        _endpoint = endpoint;
        _slot = new(FetchAsync, clock);
    }

    /// <inheritdoc/>
    public Task<string> GetAsync(string? tenantKey, CancellationToken cancellationToken) => _slot.GetAsync(cancellationToken);

    /// <inheritdoc/>
    public void Drop(string? tenantKey, string token) => _slot.Drop(token);

    /// <inheritdoc/>
    public Task ProveAsync(CancellationToken cancellationToken) => _slot.GetAsync(cancellationToken);

    public void Dispose() => _slot.Dispose();

    private Task<TokenGrant> FetchAsync(CancellationToken cancellationToken) => _endpoint.FetchAsync(
        Path,
        "tenant_access_token",
        () => new SecretBody(("app_id", _appId), ("app_secret", _appSecret)),
        tenantStep: false,
        cancellationToken);
}
