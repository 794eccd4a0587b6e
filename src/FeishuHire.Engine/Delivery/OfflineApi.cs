using System;
using System.Threading;
using System.Threading.Tasks;
using FeishuHire.Engine.Http;
using FeishuHire.Engine.Connection;

namespace FeishuHire.Engine.Delivery;

/// <summary>The ends of a dry run without a connection: a dry run makes no call, so any call through them is a bug.</summary>
internal sealed class OfflineApi : IUpdateApi, ITokenSource
{
    public Task<CallResult> SendAsync(BgCheckProgress row, long sentTime, string token, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("A dry run calls nothing.");

    public Task<string> GetAsync(string? tenantKey, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("A dry run needs no token.");

    public void Drop(string? tenantKey, string token)
    {
    }
}
