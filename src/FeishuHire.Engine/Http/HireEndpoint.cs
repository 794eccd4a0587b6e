using System;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using FeishuHire.Errors;

namespace FeishuHire.Engine.Http;

/// <summary>One endpoint under hire/v1, and the one way of calling any: a body sent once, its answer judged by status and code.</summary>
/// <param name="client">Makes the request.</param>
/// <param name="path">The path below hire/v1.</param>
/// <param name="proxy">The proxy in between, or null, for error texts.</param>
/// <param name="clock">The clock.</param>
internal sealed class HireEndpoint(ApiClient client, string path, string? proxy, TimeProvider clock)
{
    private readonly Uri _address = client.Endpoint("open-apis/hire/v1/" + path);

    /// <summary>Makes one call; never throws for anything that the network or the server does.</summary>
    /// <param name="body">The body.</param>
    /// <param name="row">The row that is sent, whose values are kept out of what the server says; null for none.</param>
    /// <param name="token">The tenant_access_token.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <param name="query">The query of the address, with its question mark, or empty.</param>
    /// <param name="read">Reads the answer of a call that was accepted, while it is there.</param>
    internal async Task<CallResult> PostAsync(
        byte[] body,
        BgCheckProgress? row,
        string token,
        CancellationToken cancellationToken,
        string query = "",
        Action<JsonElement>? read = null)
    {
        using var content = new OneTimeContent(new(body));
        Uri address = query.Length == 0 ? _address : new Uri(_address.AbsoluteUri + query);
        HttpOutcome exchange = await client.PostAsync(address, content, token, cancellationToken).ConfigureAwait(false);

        // The server's sentences may quote what was sent.
        return ResponseClassifier.Read(exchange, text => Scrubber.Scrub(text, row, token), client.Host, proxy, clock.GetUtcNow(), read);
    }
}
