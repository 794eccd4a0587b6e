using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using FeishuHire.Sandbox;

namespace FeishuHire.UnitTests.Sandbox;

/// <summary>A sandbox and a plain HttpClient on it: what the sandbox does is asked over the wire and nowhere else.</summary>
internal sealed class SandboxClient : IDisposable
{
    internal const string ProgressPath = "open-apis/hire/v1/eco_background_checks/update_progress";
    internal const string ResultPath = "open-apis/hire/v1/eco_background_checks/update_result";
    internal const string CancelPath = "open-apis/hire/v1/eco_background_checks/cancel";
    internal const string BatchQueryPath = "open-apis/hire/v1/background_check_orders/batch_query";
    internal const string InternalPath = "open-apis/auth/v3/tenant_access_token/internal";
    internal const string AppTokenPath = "open-apis/auth/v3/app_access_token";
    internal const string TenantTokenPath = "open-apis/auth/v3/tenant_access_token";
    internal const string ResendPath = "open-apis/auth/v3/app_ticket/resend";
    internal const string OrderId = "6931286400470354183";

    internal SandboxClient(SandboxOptions? options = null)
    {
        Server = new SandboxServer(options);
        Http = new HttpClient { BaseAddress = Server.BaseUri, Timeout = TimeSpan.FromSeconds(30) };
    }

    internal SandboxServer Server { get; }

    internal HttpClient Http { get; }

    /// <summary>A call with every documented field.</summary>
    internal static JsonObject Row(string stageId = "S1", long time = 1660123456789, string orderId = OrderId) => new()
    {
        ["background_check_id"] = orderId,
        ["stage_id"] = stageId,
        ["stage_en_name"] = "stage report",
        ["stage_name"] = "阶段报告",
        ["stage_time"] = time.ToString(System.Globalization.CultureInfo.InvariantCulture),
        ["result"] = "通过",
        ["operator_role"] = 2,
        ["report_file_list"] = new JsonArray(new JsonObject
        {
            ["report_name"] = "阶段报告.pdf",
            ["report_url"] = "https://example.com/report.pdf",
            ["report_url_type"] = 1,
        }),
    };

    internal async Task<Reply> PostAsync(string path, string body, string? token = null, string contentType = "application/json; charset=utf-8", CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        if (token is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", token.Contains(' ', StringComparison.Ordinal) ? token : "Bearer " + token);
        }

        return await SendAsync(request, cancellationToken);
    }

    internal async Task<Reply> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken = default)
    {
        using HttpResponseMessage response = await Http.SendAsync(request, cancellationToken);
        return new Reply((int)response.StatusCode, await response.Content.ReadAsStringAsync(cancellationToken), response.Headers, response.Content.Headers.ContentType);
    }

    internal Task<Reply> UpdateAsync(JsonObject row, string token, CancellationToken cancellationToken = default) =>
        PostAsync(ProgressPath, row.ToJsonString(), token, cancellationToken: cancellationToken);

    /// <summary>update_result of the one order.</summary>
    internal Task<Reply> CompleteAsync(string token) => PostAsync(
        ResultPath,
        """
        {"background_check_id":"6931286400470354183","result":"无差异","result_time":"1660123459999","operator_role":1,
         "report_file_list":[{"report_name":"终版报告.pdf","report_url":"https://example.com/final.pdf"}]}
        """,
        token);

    internal Task<Reply> CancelAsync(string orderId, string token) =>
        PostAsync(CancelPath, new JsonObject { ["background_check_id"] = orderId }.ToJsonString(), token);

    /// <summary>What batch_query shows of the one order.</summary>
    internal async Task<JsonNode> ShowAsync(string token)
    {
        Reply reply = await PostAsync(BatchQueryPath, """{"background_check_order_id_list":["6931286400470354183"]}""", token);
        return reply.Json["data"]!["items"]!.AsArray().Single()!;
    }

    internal async Task<string> TokenAsync()
    {
        Reply reply = await PostAsync(InternalPath, Credentials(Server.Credentials.AppId, Server.Credentials.AppSecret));
        return (string)reply.Json["tenant_access_token"]!;
    }

    internal async Task<string> TenantTokenAsync(string tenantKey)
    {
        Reply app = await PostAsync(AppTokenPath, StoreCredentials());
        var body = new JsonObject { ["app_access_token"] = (string)app.Json["app_access_token"]!, ["tenant_key"] = tenantKey };
        Reply reply = await PostAsync(TenantTokenPath, body.ToJsonString());
        return (string)reply.Json["tenant_access_token"]!;
    }

    internal static string Credentials(string id, string secret) =>
        new JsonObject { ["app_id"] = id, ["app_secret"] = secret }.ToJsonString();

    internal string StoreCredentials(string? ticket = null) => new JsonObject
    {
        ["app_id"] = Server.Credentials.StoreAppId,
        ["app_secret"] = Server.Credentials.StoreAppSecret,
        ["app_ticket"] = ticket ?? Server.AppTicket,
    }.ToJsonString();

    public void Dispose()
    {
        Http.Dispose();
        Server.Dispose();
    }
}

/// <summary>An answer of the sandbox.</summary>
internal sealed record Reply(int Status, string Text, HttpResponseHeaders Headers, MediaTypeHeaderValue? ContentType)
{
    internal JsonNode Json => JsonNode.Parse(Text)!;

    internal int Code => (int)Json["code"]!;

    internal string LogId => Headers.GetValues("X-Tt-Logid").Single();

    internal IReadOnlyList<string> Fields =>
        Json["error"]?["field_violations"]?.AsArray().Select(violation => (string)violation!["field"]!).ToArray() ?? [];

    internal string? Header(string name) => Headers.TryGetValues(name, out IEnumerable<string>? values) ? values.Single() : null;
}
