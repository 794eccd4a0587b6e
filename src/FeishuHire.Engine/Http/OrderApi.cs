using System;
using System.Globalization;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace FeishuHire.Engine.Http;

/// <summary>batch_query over HTTP.</summary>
internal sealed class OrderApi(ApiClient client, string? proxy, TimeProvider clock) : IOrderApi
{
    private readonly HireEndpoint _query = new(client, "background_check_orders/batch_query", proxy, clock);

    /// <inheritdoc/>
    public Task<CallResult> QueryAsync(OrderQuery query, string? pageToken, string token, Action<JsonElement> read, CancellationToken cancellationToken)
    {
        string page = "?page_size=" + OrderQuery.PageSize.ToString(CultureInfo.InvariantCulture)
            + (pageToken is null ? string.Empty : "&page_token=" + Uri.EscapeDataString(pageToken));
        return _query.PostAsync(RequestBody.OfQuery(query), null, token, cancellationToken, page, read);
    }
}
