using System;
using System.Globalization;
using System.Text.Json;
using System.Threading.Tasks;
using FeishuHire.Bench.Shared;
using Microsoft.AspNetCore.Http;

namespace FeishuHire.BenchServer;

/// <summary>The two endpoints of Feishu that a delivery needs, on one port, and the bench's own two on another.</summary>
internal sealed class Endpoints(Connections connections, int controlPort)
{
    private const string TokenPath = "/open-apis/auth/v3/tenant_access_token/internal";
    private const string UpdatePath = "/open-apis/hire/v1/eco_background_checks/update_progress";

    private volatile World _world = new(new ServerOptions());

    public Task HandleAsync(HttpContext context) => (context.Connection.LocalPort == controlPort, context.Request.Path.Value) switch
    {
        (true, "/reset") => ResetAsync(context),
        (true, "/report") => context.Response.WriteAsJsonAsync(_world.Report(connections)),
        (false, TokenPath) => TokenAsync(context),
        (false, UpdatePath) => UpdateAsync(context),
        _ => NotFoundAsync(context),
    };

    private async Task ResetAsync(HttpContext context)
    {
        ServerOptions? options = await context.Request.ReadFromJsonAsync<ServerOptions>();
        connections.Reset();
        _world = new World(options!);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private async Task TokenAsync(HttpContext context)
    {
        using JsonDocument body = await JsonDocument.ParseAsync(context.Request.Body);
        string token = _world.FetchToken(body.RootElement.GetProperty("app_id").GetString()!);
        await WriteAsync(context, 200, $$"""{"code":0,"msg":"ok","tenant_access_token":"{{token}}","expire":7200}""");
    }

    private async Task UpdateAsync(HttpContext context)
    {
        World world = _world;
        (TimeSpan there, TimeSpan back) = world.Arrive();
        Update? update = Update.Read(await BodyAsync(context.Request));
        if (there > TimeSpan.Zero)
        {
            await Task.Delay(there);
        }

        Answer answer = world.Judge(context.Request.Headers.Authorization, update);
        if (back > TimeSpan.Zero)
        {
            await Task.Delay(back);
        }

        if (answer.Status == StatusCodes.Status429TooManyRequests)
        {
            context.Response.Headers["x-ogw-ratelimit-reset"] = Math.Ceiling(answer.Reset.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }

        world.Leave();
        await WriteAsync(context, answer.Status, answer.Code == 0
            ? """{"code":0,"msg":"success","data":{}}"""
            : $$"""{"code":{{answer.Code}},"msg":"{{answer.Message}}","error":{"log_id":"bench"} }""");
    }

    private static async Task<byte[]> BodyAsync(HttpRequest request)
    {
        if (request.ContentLength is { } length)
        {
            byte[] body = new byte[length];
            await request.Body.ReadExactlyAsync(body);
            return body;
        }

        using var buffer = new System.IO.MemoryStream();
        await request.Body.CopyToAsync(buffer);
        return buffer.ToArray();
    }

    private static Task NotFoundAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        context.Response.ContentType = "text/plain";
        return context.Response.WriteAsync("404 page not found");
    }

    private static Task WriteAsync(HttpContext context, int status, string json)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.ContentLength = json.Length;
        context.Response.Headers["X-Tt-Logid"] = "bench";
        return context.Response.WriteAsync(json);
    }
}
