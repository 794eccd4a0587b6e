using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Text;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FeishuHire.UnitTests.Http;

/// <summary>A web server of the tests' own: it knows nothing of this module's code, and keeps what it was sent.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TestServer(WebApplication app) => _app = app;

    public Uri BaseUri => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    public ConcurrentQueue<Received> Requests { get; } = new();

    public static async Task<TestServer> StartAsync(Func<HttpContext, Received, Task> answer)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        WebApplication app = builder.Build();
        var server = new TestServer(app);
        app.Run(async context =>
        {
            Received request = await ReadAsync(context);
            server.Requests.Enqueue(request);
            await answer(context, request);
        });
        await app.StartAsync();
        return server;
    }

    /// <summary>A server with one answer for everything.</summary>
    public static Task<TestServer> AnsweringAsync(int status, string body, string? contentType = "application/json; charset=utf-8", params (string Name, string Value)[] headers) =>
        StartAsync(async (context, _) =>
        {
            context.Response.StatusCode = status;
            context.Response.ContentType = contentType;
            foreach ((string name, string value) in headers)
            {
                context.Response.Headers[name] = value;
            }

            await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(body));
        });

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static async Task<Received> ReadAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        return new(
            context.Request.Method,
            context.Request.Path.Value ?? string.Empty,
            context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            Encoding.UTF8.GetString(body.ToArray()),
            context.Connection.Id);
    }

    internal sealed record Received(string Method, string Path, IReadOnlyDictionary<string, string> Headers, string Body, string ConnectionId);
}
