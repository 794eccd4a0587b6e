using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace FeishuHire.Engine.Http;

/// <summary>Keeps every request plain: HTTP/1.1, JSON wanted, the body at once. On .NET Framework a POST would otherwise ask
/// for leave first (Expect: 100-continue) and wait 350 ms for gateways that never answer that.</summary>
internal sealed class PlainRequestHandler : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Version = HttpVersion.Version11;
        if (FrameworkNetwork.IsFramework)
        {
            request.Headers.ExpectContinue = false;
        }

        request.Headers.TryAddWithoutValidation("Accept", "application/json");
        return base.SendAsync(request, cancellationToken);
    }
}
