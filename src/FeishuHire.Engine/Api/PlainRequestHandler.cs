using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading;
using System.Threading.Tasks;

namespace FeishuHire.Engine.Api;

/// <summary>Keeps every request plain: HTTP/1.1, JSON wanted, the body at once. On .NET Framework a POST would otherwise ask
/// for leave first (Expect: 100-continue) and wait 350 ms for gateways that never answer that.</summary>
internal sealed class PlainRequestHandler : DelegatingHandler
{
    private static readonly MediaTypeWithQualityHeaderValue Json = new("application/json");

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Version = HttpVersion.Version11;
        request.Headers.ExpectContinue = false;
        request.Headers.Accept.Add(Json);
        return base.SendAsync(request, cancellationToken);
    }
}
