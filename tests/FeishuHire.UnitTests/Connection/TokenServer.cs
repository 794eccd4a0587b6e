using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using FeishuHire.UnitTests.Http;
using Microsoft.AspNetCore.Http;

namespace FeishuHire.UnitTests.Connection;

/// <summary>Token endpoints of the tests' own: numbered tokens, and whatever answer a test wants instead.</summary>
internal sealed class TokenServer : IAsyncDisposable
{
    public const string Custom = "/open-apis/auth/v3/tenant_access_token/internal";
    public const string App = "/open-apis/auth/v3/app_access_token";
    public const string Tenant = "/open-apis/auth/v3/tenant_access_token";
    public const string Resend = "/open-apis/auth/v3/app_ticket/resend";

    private readonly TestServer _server;

    private TokenServer(TestServer server) => _server = server;

    public Uri BaseUri => _server.BaseUri;

    /// <summary>Remaining life of the tokens, in seconds.</summary>
    public int Expire { get; set; } = 7200;

    /// <summary>Looks at a request and its number on its path, from 1; null lets it have a token.</summary>
    public Func<string, JsonObject, int, (int Status, string Body)?> Instead { get; set; } = (_, _, _) => null;

    /// <summary>Each token request waits for this.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    public static async Task<TokenServer> StartAsync()
    {
        TokenServer? tokens = null;
        TestServer server = await TestServer.StartAsync((context, request) => tokens!.AnswerAsync(context, request));
        return tokens = new(server);
    }

    public int Count(string path) => _server.Requests.Count(r => r.Path == path);

    public IReadOnlyList<JsonObject> Bodies(string path) => _server.Requests.Where(r => r.Path == path).Select(r => JsonNode.Parse(r.Body)!.AsObject()).ToList();

    public IReadOnlyList<TestServer.Received> Requests(string path) => _server.Requests.Where(r => r.Path == path).ToList();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task AnswerAsync(HttpContext context, TestServer.Received request)
    {
        await Gate;
        JsonObject body = JsonNode.Parse(request.Body)!.AsObject();
        int number = Count(request.Path);
        (int status, string text) = Instead(request.Path, body, number) ?? (200, request.Path switch
        {
            App => $$"""{"code":0,"msg":"ok","app_access_token":"a-{{number:0000000000}}","expire":{{Expire}}}""",
            Tenant => $$"""{"code":0,"msg":"ok","tenant_access_token":"t-{{body["tenant_key"]}}-{{number:0000000000}}","expire":{{Expire}}}""",
            Custom => $$"""{"code":0,"msg":"ok","tenant_access_token":"t-{{number:0000000000}}","expire":{{Expire}}}""",
            _ => """{"code":0,"msg":"success"}""",
        });
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.Headers["X-Tt-Logid"] = "LOG" + number;
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(text));
    }
}
