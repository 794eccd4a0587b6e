using System;
using System.Threading;
using System.Threading.Tasks;

namespace FeishuHire.Engine.Http;

/// <summary>update_progress over HTTP.</summary>
internal sealed class ProgressApi(ApiClient client, string? proxy, TimeProvider clock) : IProgressApi
{
    private readonly HireEndpoint _endpoint = new(client, "eco_background_checks/update_progress", proxy, clock);

    /// <inheritdoc/>
    public Task<CallResult> UpdateProgressAsync(BgCheckProgress row, long sentTime, string token, CancellationToken cancellationToken) =>
        _endpoint.PostAsync(RequestBody.OfProgress(row, sentTime), row, token, cancellationToken);
}
