using System;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace FeishuHire.Engine.Http;

/// <summary>The call that reads orders: one request, one answer, no retry; it throws for nothing that the network or the
/// server does.</summary>
internal interface IOrderApi
{
    /// <summary>batch_query: reads a page of orders.</summary>
    /// <param name="query">Which orders.</param>
    /// <param name="pageToken">The page; null for the first.</param>
    /// <param name="token">The tenant_access_token.</param>
    /// <param name="read">Reads the answer where the call was accepted.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<CallResult> QueryAsync(OrderQuery query, string? pageToken, string token, Action<JsonElement> read, CancellationToken cancellationToken);
}
