using System;
using System.Threading;
using System.Threading.Tasks;
using FeishuHire.Errors;

namespace FeishuHire.Engine.Connection;

/// <summary>A tenant_access_token that somebody else fetched: used as it is, and of no use any more once it is refused.</summary>
internal sealed class GivenToken(string given) : IAppTokens
{
    private volatile bool _refused;

    /// <inheritdoc/>
    public Task<string> GetAsync(string? tenantKey, CancellationToken cancellationToken) => _refused
        ? throw new FeishuHireException(new BgCheckError(ErrorId.TokenRejected) { Outcome = BgCheckDeliveryStatus.NotSent })
        : Task.FromResult(given);

    /// <inheritdoc/>
    public void Drop(string? tenantKey, string token)
    {
        if (string.Equals(given, token, StringComparison.Ordinal))
        {
            _refused = true;
        }
    }

    /// <summary>Does nothing: only a call can tell.</summary>
    public Task ProveAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        // Nothing is held.
    }
}
