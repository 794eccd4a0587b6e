using System;
using System.Net;
using System.Net.Http;
using FeishuHire.Engine.Connection;
using FeishuHire.Errors;

namespace FeishuHire.Engine.Http;

/// <summary>Which proxy a connection takes: the named one, else the system's, and none to this machine itself.</summary>
internal sealed class ProxySettings(Uri? address, NetworkCredential? credential, bool useDefaultCredentials)
{
    /// <summary>The named proxy as error texts show it, without any user name; null where none was named.</summary>
    internal string? Name => address?.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);

    /// <summary>The proxy that a connection was asked to take.</summary>
    internal static ProxySettings Of(ConnectionOptions options) => new(options.Proxy, options.ProxyCredential, options.ProxyUseDefaultCredentials);

    /// <summary>The system's proxy for an address, or that of HTTPS_PROXY, as error texts show it; null where there is none.</summary>
    /// <remarks>HttpClient.DefaultProxy is not in the API that this assembly is compiled against.</remarks>
    internal static string? SystemName(Uri? uri)
    {
        if (uri is null)
        {
            return null;
        }

        var proxy = (IWebProxy?)typeof(HttpClient).GetProperty("DefaultProxy")?.GetValue(null) ?? WebRequest.DefaultWebProxy;
        return proxy is null || proxy.IsBypassed(uri) ? null : proxy.GetProxy(uri)?.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);
    }

    /// <summary>Whether a proxy was named.</summary>
    internal bool IsNamed => address is not null;

    /// <summary>The named proxy for a host, or null.</summary>
    internal IWebProxy? Find() => address is null ? null : Make();

    /// <summary>Refuses a proxy that this runtime cannot use: .NET Framework knows http alone.</summary>
    /// <exception cref="FeishuHireException">ProxyInvalid.</exception>
    internal void Validate()
    {
        if (address is null)
        {
            return;
        }

        if (!address.IsAbsoluteUri || address.HostNameType == UriHostNameType.Unknown || address.UserInfo.Length > 0
            || !(address.Scheme == Uri.UriSchemeHttp || (!FrameworkNetwork.IsFramework && address.Scheme is "https" or "socks4" or "socks4a" or "socks5")))
        {
            throw new FeishuHireException(new BgCheckError(ErrorId.ProxyInvalid).With("Proxy", address.IsAbsoluteUri ? Name : address.OriginalString));
        }
    }

    /// <summary>Sets a handler up.</summary>
    internal void Apply(HttpClientHandler handler, Uri baseUri)
    {
        if (address is not null)
        {
            handler.Proxy = Make();
            return;
        }

        // The sandbox and other rehearsals are on this machine: what a system proxy would find under that name is another one.
        if (baseUri.IsLoopback)
        {
            handler.UseProxy = false;
            return;
        }

        ICredentials? credentials = useDefaultCredentials ? CredentialCache.DefaultCredentials : credential;
        if (credentials is not null)
        {
            handler.DefaultProxyCredentials = credentials;
        }
    }

    private WebProxy Make()
    {
        var proxy = new WebProxy(address) { BypassProxyOnLocal = false };
        if (useDefaultCredentials)
        {
            proxy.UseDefaultCredentials = true;
        }
        else if (credential is not null)
        {
            proxy.Credentials = credential;
        }

        return proxy;
    }
}
