using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace FeishuHire.Engine.Http;

/// <summary>Says who calls: the module's version and the edition of PowerShell, which Feishu's support asks for first.</summary>
internal sealed class UserAgentHandler : DelegatingHandler
{
    // .NET Framework carries Windows PowerShell and nothing else does. As text, which costs nothing per call: header values
    // as objects are parsed, copied and printed for every request.
    private static readonly string UserAgent =
        "FeishuHire/" + (typeof(UserAgentHandler).Assembly.GetName().Version?.ToString(3) ?? "0.0.0")
        + (FrameworkNetwork.IsFramework ? " (PowerShell Desktop)" : " (PowerShell Core)");

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.TryAddWithoutValidation("User-Agent", UserAgent);
        return base.SendAsync(request, cancellationToken);
    }
}
