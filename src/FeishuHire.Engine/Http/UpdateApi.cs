using System;
using System.Threading;
using System.Threading.Tasks;

namespace FeishuHire.Engine.Http;

/// <summary>update_progress, update_result or cancel over HTTP.</summary>
internal sealed class UpdateApi(ApiClient client, BgCheckDeliveryKind kind, string? proxy, TimeProvider clock) : IUpdateApi
{
    private readonly HireEndpoint _endpoint = new(client, "eco_background_checks/" + NameOf(kind), proxy, clock);

    /// <summary>What the API calls the call; each has a rate window of its own.</summary>
    internal static string NameOf(BgCheckDeliveryKind kind) => kind switch
    {
        BgCheckDeliveryKind.Result => "update_result",
        BgCheckDeliveryKind.Cancel => "cancel",
        _ => "update_progress",
    };

    /// <inheritdoc/>
    public Task<CallResult> SendAsync(BgCheckProgress row, long sentTime, string token, CancellationToken cancellationToken)
    {
        byte[] body = kind switch
        {
            BgCheckDeliveryKind.Result => RequestBody.OfResult(row, sentTime),
            BgCheckDeliveryKind.Cancel => RequestBody.OfCancel(row),
            _ => RequestBody.OfProgress(row, sentTime),
        };
        return _endpoint.PostAsync(body, row, token, cancellationToken);
    }
}
