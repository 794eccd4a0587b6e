using System;
using System.Threading;
using System.Threading.Tasks;
using FeishuHire.Engine.Http;
using FeishuHire.Errors;

namespace FeishuHire.Engine.Connection;

/// <summary>Asks a token endpoint, a few times where the failure may pass. These calls change nothing, so that trying again is
/// free.</summary>
internal sealed class TokenEndpoint(ApiClient client, string? proxy, TimeProvider clock, ServerClock server)
{
    private const int Tries = 3;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(60);

    /// <summary>Fetches a token.</summary>
    /// <param name="path">The path from open-apis on.</param>
    /// <param name="member">The answer's member that holds the token.</param>
    /// <param name="makeBody">Makes the body anew for each try.</param>
    /// <param name="tenantStep">Whether this is the store app's second step, where 10003 is about the tenant.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="FeishuHireException">No token can be had.</exception>
    internal async Task<TokenGrant> FetchAsync(string path, string member, Func<SecretBody> makeBody, bool tenantStep, CancellationToken cancellationToken)
    {
        Uri endpoint = client.Endpoint(path);
        TimeSpan pause = FirstPause;
        for (int attempt = 1; ; attempt++)
        {
            TokenAnswer answer;
            using (SecretBody body = makeBody())
            {
                HttpOutcome exchange = await PostAsync(endpoint, body, cancellationToken).ConfigureAwait(false);
                server.Observe(exchange.Response?.Date);
                answer = TokenAnswer.Judge(exchange, member, tenantStep, body.Scrub, client.Host, proxy, clock.GetUtcNow());
            }

            if (answer.Grant is TokenGrant grant)
            {
                return grant;
            }

            cancellationToken.ThrowIfCancellationRequested();
            BgCheckError error = answer.Error!;
            if (!answer.MayPass || attempt == Tries)
            {
                throw new FeishuHireException(error);
            }

            TimeSpan wait = answer.RetryAfter ?? pause;
            await clock.Delay(wait > LongestPause ? LongestPause : wait, cancellationToken).ConfigureAwait(false);
            pause += pause;
        }
    }

    /// <summary>Asks Feishu to push the app ticket again; what comes of it shows at the app's event address, not here.</summary>
    /// <param name="body">The app's id and secret.</param>
    /// <param name="cancellationToken">Ends it.</param>
    internal async Task AskForTicketAsync(SecretBody body, CancellationToken cancellationToken) =>
        _ = await PostAsync(client.Endpoint("open-apis/auth/v3/app_ticket/resend"), body, cancellationToken).ConfigureAwait(false);

    private async Task<HttpOutcome> PostAsync(Uri endpoint, SecretBody body, CancellationToken cancellationToken)
    {
        using var content = new OneTimeContent(body.Bytes);
        return await client.PostAsync(endpoint, content, token: null, cancellationToken).ConfigureAwait(false);
    }
}
