using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading;
using System.Threading.Tasks;

namespace FeishuHire.Engine.Api;

/// <summary>Says who calls: the module's version and the edition of PowerShell, which Feishu's support asks for first.</summary>
internal sealed class UserAgentHandler : DelegatingHandler
{
    private static readonly ProductInfoHeaderValue Product =
        new("FeishuHire", typeof(UserAgentHandler).Assembly.GetName().Version?.ToString(3) ?? "0.0.0");

    // .NET Framework carries Windows PowerShell and nothing else does.
    private static readonly ProductInfoHeaderValue Edition = new(FrameworkNetwork.IsFramework ? "(PowerShell Desktop)" : "(PowerShell Core)");

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.UserAgent.Add(Product);
        request.Headers.UserAgent.Add(Edition);
        return base.SendAsync(request, cancellationToken);
    }
}
