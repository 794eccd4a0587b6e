using System.Net.Http;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using FeishuHire.Text;

namespace FeishuHire.Engine.Http;

/// <summary>Takes a server's certificate exactly as the system judges it, and says of one that is refused who issued it: a
/// company's firewall that inspects TLS shows itself so.</summary>
internal static class ServerCertificate
{
    /// <summary>Judges a certificate.</summary>
    /// <exception cref="AuthenticationException">It is not trusted.</exception>
    internal static bool Check(HttpRequestMessage request, X509Certificate2? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.None)
        {
            return true;
        }

        string why = errors.ToString();
        foreach (X509ChainStatus status in chain?.ChainStatus ?? [])
        {
            why += ", " + status.Status;
        }

        throw new AuthenticationException(Texts.OfRuns.SayInOrder("CertificateUntrusted", request.RequestUri?.Host, why, certificate?.Issuer));
    }
}
