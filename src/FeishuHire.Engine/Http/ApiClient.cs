using System;
using System.Globalization;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading;
using System.Threading.Tasks;

namespace FeishuHire.Engine.Http;

/// <summary>Makes one POST and brings back what came of it, as data: never an exception for anything that the network or the
/// server does, never a second try.</summary>
internal sealed class ApiClient(HttpPipeline pipeline, Uri baseUri, TimeSpan timeout, TimeProvider clock)
{
    /// <summary>The host that calls go to, for error texts.</summary>
    internal string Host { get; } = baseUri.IsDefaultPort ? baseUri.Host : baseUri.Authority;

    /// <summary>The address of an endpoint below the base address.</summary>
    /// <param name="path">The path from open-apis on.</param>
    internal Uri Endpoint(string path) => new(baseUri.GetLeftPart(UriPartial.Path).TrimEnd('/') + "/" + path);

    /// <summary>Sends a body and reads the answer, both within the timeout.</summary>
    /// <param name="endpoint">Where to.</param>
    /// <param name="content">The body.</param>
    /// <param name="token">The tenant_access_token; null for the token endpoints.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    internal async Task<HttpOutcome> PostAsync(Uri endpoint, OneTimeContent content, string? token, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using ITimer timer = clock.CreateTimer(static state => Cancel((CancellationTokenSource)state!), limit, timeout, Timeout.InfiniteTimeSpan);
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint) { Content = content };
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        ApiResponse? answer = null;
        try
        {
            using HttpMessageInvoker invoker = pipeline.NewInvoker();
            using HttpResponseMessage response = await invoker.SendAsync(request, limit.Token).ConfigureAwait(false);
            answer = ResponseHeaders.Read(response);

            // A read that has begun cannot be cancelled on .NET Framework; closing what it reads from ends it.
            using CancellationTokenRegistration end = FrameworkNetwork.IsFramework
                ? limit.Token.Register(static state => ((HttpResponseMessage)state!).Dispose(), response)
                : default;
            (BodyState state, ReadOnlyMemory<byte> bytes) = await ResponseBody.ReadAsync(response.Content, limit.Token).ConfigureAwait(false);
            answer = answer with { State = state, Body = bytes };
            return new(answer, state == BodyState.Cut ? new(Left: true, "ResponseEnded") : null);
        }
        catch (Exception failure)
        {
            bool left = !content.TryWithhold();
            int? proxyStatus = FailureReason.ProxyStatus(failure);
            string reason = cancellationToken.IsCancellationRequested ? "Stopped"
                : limit.IsCancellationRequested ? string.Format(CultureInfo.InvariantCulture, "Timeout {0:0.###} s", timeout.TotalSeconds)
                : proxyStatus is > 0 ? string.Format(CultureInfo.InvariantCulture, "ProxyTunnelError {0}", proxyStatus)
                : FailureReason.Of(failure);
            bool isRefused = !left && proxyStatus is 407 or 403;
            return new(answer, new(left, reason, isRefused, isRefused ? ProxySettings.SystemName(request.RequestUri) : null));
        }
    }

    private static void Cancel(CancellationTokenSource limit)
    {
        try
        {
            limit.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The call ended in the same moment.
        }
    }
}
