using System;
using System.Threading;
using System.Threading.Tasks;
using FeishuHire.Errors;

namespace FeishuHire.Engine.Http;

/// <summary>update_progress over HTTP.</summary>
internal sealed class ProgressApi(ApiClient client, string? proxy, TimeProvider clock) : IProgressApi
{
    private readonly Uri _endpoint = client.Endpoint("open-apis/hire/v1/eco_background_checks/update_progress");

    /// <inheritdoc/>
    public async Task<CallResult> UpdateProgressAsync(BgCheckProgress row, long sentTime, string token, CancellationToken cancellationToken)
    {
        using var content = new OneTimeContent(new(ProgressBody.Write(row, sentTime)));
        HttpOutcome exchange = await client.PostAsync(_endpoint, content, token, cancellationToken).ConfigureAwait(false);
        return ResponseClassifier.Read(exchange, text => Clean(text, row, token), client.Host, proxy, clock.GetUtcNow());
    }

    // The server's sentences may quote what was sent.
    private static string Clean(string? text, BgCheckProgress row, string token) => Scrubber.Scrub(text, row, token);
}
