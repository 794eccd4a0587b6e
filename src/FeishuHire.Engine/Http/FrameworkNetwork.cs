using System;
using System.Net;
using System.Runtime.InteropServices;

namespace FeishuHire.Engine.Http;

/// <summary>What .NET Framework keeps in process-wide settings and newer runtimes in the handler.</summary>
internal static class FrameworkNetwork
{
    /// <summary>Whether this is .NET Framework, or mono in its place.</summary>
    internal static bool IsFramework { get; } =
        RuntimeInformation.FrameworkDescription.StartsWith(".NET Framework", StringComparison.Ordinal)
        || Type.GetType("Mono.Runtime") is not null;

    /// <summary>Lets enough connections through to one host (the default is 2), sends small bodies at once, and adds TLS 1.2
    /// to what the process allows, taking nothing away. Does nothing outside .NET Framework.</summary>
    internal static void Prepare(Uri baseUri, IWebProxy? proxy, int maxConnections)
    {
        if (!IsFramework)
        {
            return;
        }

        // The zero is "what the system decides", which has TLS 1.2 in it; adding to it would take the rest away.
        if (ServicePointManager.SecurityProtocol != default(SecurityProtocolType))
        {
            ServicePointManager.SecurityProtocol |= SecurityProtocolType.Tls12;
        }

        ServicePoint host = proxy is null ? ServicePointManager.FindServicePoint(baseUri) : ServicePointManager.FindServicePoint(baseUri, proxy);
        host.ConnectionLimit = Math.Max(host.ConnectionLimit, maxConnections);
        host.Expect100Continue = false;
        host.UseNagleAlgorithm = false;
    }
}
