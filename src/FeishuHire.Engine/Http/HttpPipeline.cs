using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Http;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.DependencyInjection;

namespace FeishuHire.Engine.Http;

/// <summary>One connection's HTTP: a factory that renews its handlers, so that a changed DNS entry is seen, and the handlers
/// themselves. Disposed with the connection.</summary>
internal sealed class HttpPipeline : IDisposable
{
    private const string ClientName = "FeishuHire";

    // Renewing opens new sockets beside those that still idle; often enough for a moved address, seldom enough to stay rare.
    private static readonly TimeSpan HandlerLifetime = TimeSpan.FromMinutes(15);

    private readonly Func<HttpRequestMessage, X509Certificate2?, X509Chain?, SslPolicyErrors, bool> _certificate;
    private readonly ServiceProvider _services;
    private readonly IHttpMessageHandlerFactory _handlers;
    private readonly List<WeakReference<HttpMessageHandler>> _primaries = [];
    private readonly object _gate = new();

    /// <summary>Makes one.</summary>
    /// <param name="baseUri">Where calls go.</param>
    /// <param name="proxy">The way there.</param>
    /// <param name="maxConnections">The most sockets.</param>
    /// <param name="certificate">Judges a server's certificate; it may say more about one, and accept none that the system refuses.</param>
    internal HttpPipeline(
        Uri baseUri,
        ProxySettings proxy,
        int maxConnections,
        Func<HttpRequestMessage, X509Certificate2?, X509Chain?, SslPolicyErrors, bool>? certificate = null)
    {
        _certificate = certificate ?? ServerCertificate.Check;
        FrameworkNetwork.Prepare(baseUri, proxy.Find(), maxConnections);
        var services = new ServiceCollection();
        services.AddHttpClient(ClientName)
            .ConfigurePrimaryHttpMessageHandler(() => Track(Primary(baseUri, proxy, maxConnections)))
            .AddHttpMessageHandler(static () => new UserAgentHandler())
            .AddHttpMessageHandler(static () => new PlainRequestHandler())
            .SetHandlerLifetime(HandlerLifetime)
            .RemoveAllLoggers();
        _services = services.BuildServiceProvider();
        _handlers = _services.GetRequiredService<IHttpMessageHandlerFactory>();
    }

    /// <summary>Makes what sends one request. Not an HttpClient: timeouts, headers and the reading of answers are this
    /// module's own, and a client would bring its own on top of them with every call.</summary>
    internal HttpMessageInvoker NewInvoker() => new(_handlers.CreateHandler(ClientName), disposeHandler: false);

    public void Dispose()
    {
        _services.Dispose();

        // The factory leaves its handlers to the garbage collector, and open sockets with them.
        lock (_gate)
        {
            foreach (WeakReference<HttpMessageHandler> primary in _primaries)
            {
                if (primary.TryGetTarget(out HttpMessageHandler? handler))
                {
                    handler.Dispose();
                }
            }

            _primaries.Clear();
        }
    }

    private HttpClientHandler Primary(Uri baseUri, ProxySettings proxy, int maxConnections)
    {
        var handler = new HttpClientHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
            MaxConnectionsPerServer = maxConnections,
#pragma warning disable MA0039 // It refuses whatever the system refuses, and only says more about it.
            ServerCertificateCustomValidationCallback = _certificate,
#pragma warning restore MA0039
        };
        proxy.Apply(handler, baseUri);
        return handler;
    }

    private HttpClientHandler Track(HttpClientHandler handler)
    {
        lock (_gate)
        {
            _primaries.RemoveAll(static old => !old.TryGetTarget(out _));
            _primaries.Add(new(handler));
        }

        return handler;
    }
}
