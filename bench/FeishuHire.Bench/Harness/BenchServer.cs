using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using FeishuHire.Sandbox;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace FeishuHire.Bench.Harness;

/// <summary>Feishu as the sandbox plays it, behind Kestrel and in this process: outside Windows the sandbox's own listener
/// closes a connection after 100 requests, which costs a client a fifth more CPU and hides how many connections it holds.</summary>
internal sealed class BenchServer : IAsyncDisposable
{
    /// <summary>Feishu's limits.</summary>
    public const int PerSecond = 50;

    /// <summary>Feishu's limits.</summary>
    public const int PerMinute = 1000;

    private const string UpdatePath = "/open-apis/hire/v1/eco_background_checks/update_progress";

    private readonly WebApplication _app;
    private readonly Connections _connections;
    private SandboxServer _sandbox = new(Options());
    private bool _acceptsAll;

    private BenchServer(WebApplication app, Connections connections)
    {
        _app = app;
        _connections = connections;
        app.Run(HandleAsync);
    }

    /// <summary>The API's base address.</summary>
    public string Address { get; private set; } = string.Empty;

    /// <summary>What came since the last reset.</summary>
    public ServerReport Report => new(_sandbox.Statistics, _connections.Opened, _connections.Peak);

    /// <summary>What a row asks of it. Reading back is limited as with Feishu, updates only where told.</summary>
    public static SandboxOptions Options(int latencyMs = 0, int jitterMs = 0, bool isLimited = false, params SandboxFault[] faults) => new()
    {
        Credentials = new SandboxCredentials { AppId = "cli_bench", AppSecret = "bench" },
        CallsPerSecond = isLimited ? PerSecond : 0,
        CallsPerMinute = isLimited ? PerMinute : 0,
        Latency = TimeSpan.FromMilliseconds(latencyMs),
        Jitter = TimeSpan.FromMilliseconds(jitterMs),
        Faults = faults,
    };

    public static async Task<BenchServer> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var connections = new Connections();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Use(connections.Count)));
        BenchServer server = new(builder.Build(), connections);
        await server._app.StartAsync();
        foreach (string address in server._app.Urls)
        {
            server.Address = address;
        }

        return server;
    }

    /// <summary>Forgets everything seen, and behaves as told from now on.</summary>
    /// <param name="options">How; null for no limits and no latency.</param>
    /// <param name="acceptsAll">Whether every update is answered with success, and neither judged nor kept: to fill a ledger.</param>
    public void Reset(SandboxOptions? options = null, bool acceptsAll = false)
    {
        _sandbox.Dispose();
        _sandbox = new SandboxServer(options ?? Options());
        _acceptsAll = acceptsAll;
        _connections.Reset();
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _sandbox.Dispose();
    }

    private async Task HandleAsync(HttpContext context)
    {
        HttpRequest request = context.Request;
        byte[] body = await BodyAsync(request);
        string path = request.Path.Value!;
        Answer answer = _acceptsAll && path == UpdatePath
            ? Answers.Success
            : await _sandbox.HandleAsync(
                new Incoming(request.Method, path, body, "bench")
                {
                    Query = request.QueryString.Value ?? string.Empty,

                    // The Node SDK names no charset, which the sandbox, unlike Feishu, would refuse.
                    ContentType = "application/json; charset=utf-8",
                    Authorization = request.Headers.Authorization,
                    ClientPort = context.Connection.RemotePort,
                },
                CancellationToken.None);
        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = answer.ContentType;
        context.Response.Headers["X-Tt-Logid"] = "bench";
        foreach (KeyValuePair<string, string> header in answer.Headers)
        {
            context.Response.Headers[header.Key] = header.Value;
        }

        byte[] text = System.Text.Encoding.UTF8.GetBytes(answer.Text);
        context.Response.ContentLength = text.Length;
        await context.Response.Body.WriteAsync(text);
    }

    private static async Task<byte[]> BodyAsync(HttpRequest request)
    {
        using MemoryStream buffer = new();
        await request.Body.CopyToAsync(buffer);
        return buffer.ToArray();
    }
}

/// <summary>What the server saw since its last reset.</summary>
/// <param name="Calls">Calls, as the sandbox counts them.</param>
/// <param name="Connections">Connections opened.</param>
/// <param name="PeakConnections">The most connections open at once.</param>
internal sealed record ServerReport(FeishuHireSandboxStatistics Calls, int Connections, int PeakConnections)
{
    public override string ToString() =>
        $"server saw {Calls.Calls} calls, {Calls.Accepted} accepted, {Calls.Throttled} answered 429, {Calls.TimeBreaches} out of order, {Calls.RepeatedStages} repeated; at most {Calls.MaxCallsInAnySecond} in a second, {Calls.MaxCallsInAnyMinute} in a minute, {Calls.PeakInFlight} in flight; {Connections} connections, {PeakConnections} at once; {Calls.TenantTokenCalls} token fetches; {Calls.OrderCalls} calls to read orders back";
}
