using System;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace FeishuHire.Engine.Http;

/// <summary>The calls for the rest of an order's life: one request, one answer, no retry; none throws for anything that the
/// network or the server does.</summary>
internal interface IOrderApi
{
    /// <summary>update_result: gives the final result.</summary>
    /// <param name="row">The order, with Result, OperatorRole and ReportFile.</param>
    /// <param name="resultTime">result_time: Unix milliseconds.</param>
    /// <param name="token">The tenant_access_token.</param>
    /// <param name="cancellationToken">Ends the wait; the result is then Uncertain, or NotSent where nothing had left.</param>
    Task<CallResult> UpdateResultAsync(BgCheckProgress row, long resultTime, string token, CancellationToken cancellationToken);

    /// <summary>cancel: ends an order.</summary>
    /// <param name="row">The order.</param>
    /// <param name="token">The tenant_access_token.</param>
    /// <param name="cancellationToken">Ends the wait; the result is then Uncertain, or NotSent where nothing had left.</param>
    Task<CallResult> CancelAsync(BgCheckProgress row, string token, CancellationToken cancellationToken);

    /// <summary>batch_query: reads a page of orders.</summary>
    /// <param name="query">Which orders.</param>
    /// <param name="pageToken">The page; null for the first.</param>
    /// <param name="token">The tenant_access_token.</param>
    /// <param name="read">Reads the answer where the call was accepted.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<CallResult> QueryAsync(OrderQuery query, string? pageToken, string token, Action<JsonElement> read, CancellationToken cancellationToken);
}
