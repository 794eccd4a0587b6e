using System;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net.Http;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using FeishuHire.Engine.Http;

namespace FeishuHire.Engine.Doctor;

/// <summary>One request without credentials to the server's root: whatever the answer is, it tells whether somebody answers,
/// who issued the certificate, and what time it is there.</summary>
internal sealed class ServerProbe
{
    private const int ProxyAuthentication = 407;
    private const int Forbidden = 403;

    /// <summary>The HTTP status; null where no answer came.</summary>
    internal int? Status { get; private set; }

    /// <summary>Why no answer came: a technical word; null where one did.</summary>
    internal string? Reason { get; private set; }

    /// <summary>Whether a proxy refused to let the request through.</summary>
    internal bool ProxyRefused { get; private set; }

    /// <summary>How long the answer took.</summary>
    internal TimeSpan Took { get; private set; }

    /// <summary>By how much the server's clock is ahead of this computer's; null where the answer has no Date.</summary>
    internal TimeSpan? Skew { get; private set; }

    /// <summary>Who issued the certificate; null where none was shown.</summary>
    internal string? Issuer { get; private set; }

    /// <summary>When the certificate ends.</summary>
    internal DateTimeOffset? Ends { get; private set; }

    /// <summary>What the system has against the certificate; null where it trusts it.</summary>
    internal string? Distrust { get; private set; }

    /// <summary>Asks. Never throws for anything that the network or the server does.</summary>
    internal static async Task<ServerProbe> AskAsync(Uri baseUri, ProxySettings proxy, TimeSpan timeout, TimeProvider clock, CancellationToken cancellationToken)
    {
        var probe = new ServerProbe();
        using CancellationTokenSource limit = clock.CreateCancellationTokenSource(timeout);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        using var pipeline = new HttpPipeline(baseUri, proxy, maxConnections: 1, probe.Judge);
        using HttpMessageInvoker invoker = pipeline.NewInvoker();
        using var request = new HttpRequestMessage(HttpMethod.Head, baseUri);
        long start = clock.GetTimestamp();
        DateTimeOffset before = clock.GetUtcNow();
        try
        {
            using HttpResponseMessage answer = await invoker.SendAsync(request, both.Token).ConfigureAwait(false);
            probe.Status = (int)answer.StatusCode;
            probe.ProxyRefused = probe.Status == ProxyAuthentication;
            probe.Took = clock.GetElapsedTime(start);

            // The server wrote its Date somewhere between question and answer.
            probe.Skew = answer.Headers.Date - (before + TimeSpan.FromTicks(probe.Took.Ticks / 2));
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            int? proxyStatus = FailureReason.ProxyStatus(failure);
            probe.ProxyRefused = proxyStatus is ProxyAuthentication or Forbidden;
            probe.Reason = limit.IsCancellationRequested ? string.Format(CultureInfo.InvariantCulture, "Timeout {0:0.###} s", timeout.TotalSeconds)
                : proxyStatus is > 0 ? string.Format(CultureInfo.InvariantCulture, "ProxyTunnelError {0}", proxyStatus)
                : FailureReason.Of(failure);
        }

        return probe;
    }

    [SuppressMessage("Security", "MA0039", Justification = "It refuses whatever the system refuses.")]
    private bool Judge(HttpRequestMessage request, X509Certificate2? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        Issuer = certificate?.Issuer;
        Ends = certificate?.NotAfter;
        if (errors == SslPolicyErrors.None)
        {
            return true;
        }

        Distrust = errors.ToString();
        foreach (X509ChainStatus status in chain?.ChainStatus ?? [])
        {
            Distrust += ", " + status.Status;
        }

        return false;
    }
}
