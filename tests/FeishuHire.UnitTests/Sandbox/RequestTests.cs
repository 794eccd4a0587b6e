using System;
using System.Net.Http;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using FeishuHire.Sandbox;
using Xunit;

namespace FeishuHire.UnitTests.Sandbox;

/// <summary>Contract sections 1 and 3: what makes a call good or bad by itself.</summary>
public sealed class RequestTests : IAsyncLifetime
{
    private readonly SandboxClient _client = new();
    private string _token = string.Empty;

    public async ValueTask InitializeAsync() => _token = await _client.TokenAsync();

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Accepted_call_is_answered_as_the_page_says_and_reads_back_whole()
    {
        JsonObject row = SandboxClient.Row();
        Reply reply = await _client.UpdateAsync(row, _token);
        Assert.Equal((200, """{"code":0,"msg":"success","data":{}}"""), (reply.Status, reply.Text));
        Assert.Equal("application/json; charset=utf-8", reply.ContentType!.ToString());

        FeishuHireSandboxOrder order = Assert.Single(_client.Server.ReadOrders());
        FeishuHireSandboxStage stage = Assert.Single(order.Stage);
        Assert.Equal((SandboxClient.OrderId, BgCheckOrderStatus.Arranged, 1, 0), (order.BackgroundCheckId, order.Status, order.StageCount, order.RefusedCount));
        Assert.Equal(
            (SandboxClient.OrderId, "S1", "阶段报告", "stage report", "通过", "Administrator"),
            (stage.BackgroundCheckId, stage.StageId, stage.StageName, stage.StageEnName, stage.Result, stage.OperatorRole));
        Assert.Equal(1660123456789, stage.StageTime.UnixMilliseconds);
        BgCheckReportFile report = Assert.Single(stage.ReportFile);
        Assert.Equal(("阶段报告.pdf", "https://example.com/report.pdf", "Download"), (report.Name, report.Url, report.UrlType));
        Assert.Equal(("sandbox_tenant", "cli_sandbox", 1L, reply.LogId), (stage.TenantKey, stage.AppId, stage.Sequence, stage.LogId));
        Assert.True(JsonNode.DeepEquals(row, JsonNode.Parse(stage.Body)));
        Assert.Null(stage.Fault);
    }

    [Fact]
    public async Task The_least_call_is_accepted_and_absent_fields_read_back_absent()
    {
        JsonObject row = SandboxClient.Row();
        row.Remove("stage_en_name");
        row.Remove("result");
        row.Remove("operator_role");
        row.Remove("report_file_list");
        Assert.Equal(0, (await _client.UpdateAsync(row, _token)).Code);
        FeishuHireSandboxStage stage = _client.Server.ReadOrder(SandboxClient.OrderId)!.Stage[0];
        Assert.Equal((null, null, null, 0), (stage.StageEnName, stage.Result, stage.OperatorRole, stage.ReportFile.Count));
    }

    [Theory]
    [InlineData("background_check_id", null)]
    [InlineData("background_check_id", "6931286400470354183")]
    [InlineData("background_check_id", "\"\"")]
    [InlineData("background_check_id", "null")]
    [InlineData("stage_id", null)]
    [InlineData("stage_id", "1")]
    [InlineData("stage_name", null)]
    [InlineData("stage_name", "\"\"")]
    [InlineData("stage_name", "[]")]
    [InlineData("stage_en_name", "1")]
    [InlineData("stage_en_name", "null")]
    [InlineData("stage_time", null)]
    [InlineData("stage_time", "1660123456789")]
    [InlineData("stage_time", "\"1660123456\"")]
    [InlineData("stage_time", "\"1660123456.78\"")]
    [InlineData("stage_time", "\"-660123456789\"")]
    [InlineData("stage_time", "\" 166012345678\"")]
    [InlineData("stage_time", "\"１６６０１２３４５６７８９\"")]
    [InlineData("stage_time", "\"2022-08-10T17\"")]
    [InlineData("result", "true")]
    [InlineData("operator_role", "\"1\"")]
    [InlineData("operator_role", "0")]
    [InlineData("operator_role", "3")]
    [InlineData("operator_role", "1.5")]
    [InlineData("report_file_list", "{}")]
    [InlineData("report_file_list", "null")]
    [InlineData("report_file_list", "\"[]\"")]
    [InlineData("stage_name", "\"\\ud800\"")]
    public async Task A_field_that_is_missing_or_of_another_type_is_named(string field, string? json)
    {
        JsonObject row = SandboxClient.Row();
        row.Remove(field);
        string body = row.ToJsonString();
        if (json is not null)
        {
            body = body[..^1] + ",\"" + field + "\":" + json + "}";
        }

        Reply reply = await _client.PostAsync(SandboxClient.ProgressPath, body, _token);
        Assert.Equal((400, 99992402), (reply.Status, reply.Code));
        Assert.Equal([field], reply.Fields);
        Assert.Equal(reply.LogId, (string)reply.Json["error"]!["log_id"]!);
        Assert.Equal(1, _client.Server.Statistics.Refused);
    }

    [Theory]
    [InlineData("report_name", null)]
    [InlineData("report_name", "1")]
    [InlineData("report_url", null)]
    [InlineData("report_url", "\"\"")]
    [InlineData("report_url_type", "\"1\"")]
    [InlineData("report_url_type", "3")]
    public async Task A_report_with_a_bad_field_is_named(string field, string? json)
    {
        JsonObject row = SandboxClient.Row();
        var report = (JsonObject)row["report_file_list"]![0]!;
        report.Remove(field);
        if (json is not null)
        {
            report[field] = JsonNode.Parse(json);
        }

        Reply reply = await _client.UpdateAsync(row, _token);
        Assert.Equal((400, 99992402), (reply.Status, reply.Code));
        Assert.Equal(["report_file_list[0]." + field], reply.Fields);
    }

    [Fact]
    public async Task Every_bad_field_is_named_at_once()
    {
        Reply reply = await _client.PostAsync(SandboxClient.ProgressPath, """{"stage_time":1,"report_file_list":[1,{}]}""", _token);
        Assert.Equal(
            ["background_check_id", "stage_id", "stage_name", "stage_time", "report_file_list[0]", "report_file_list[1].report_name", "report_file_list[1].report_url"],
            reply.Fields);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Result_without_a_report_is_a_parameter_error(bool emptyList)
    {
        JsonObject row = SandboxClient.Row();
        row.Remove("report_file_list");
        if (emptyList)
        {
            row["report_file_list"] = new JsonArray();
        }

        Reply reply = await _client.UpdateAsync(row, _token);
        Assert.Equal((400, 1002001), (reply.Status, reply.Code));
        Assert.Equal(["report_file_list"], reply.Fields);
        FeishuHireSandboxRefusal refusal = Assert.Single(_client.Server.ReadOrder(SandboxClient.OrderId)!.Refused);
        Assert.Equal(("S1", "1660123456789", 1002001, false), (refusal.StageId, refusal.StageTimeText, refusal.Code, refusal.IsAssumed));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("text")]
    [InlineData("{} {}")]
    [InlineData("""{"stage_id":"a","stage_id":"b"}""")]
    [InlineData("""{"\ud800":1}""")]
    [InlineData("\uFEFF{}")]
    public async Task A_body_that_is_no_JSON_object_is_refused(string body)
    {
        Reply reply = await _client.PostAsync(SandboxClient.ProgressPath, body, _token);
        Assert.Equal(400, reply.Status);
        Assert.Contains(reply.Code, new[] { 9499, 99992402 });
        Assert.Equal(0, _client.Server.Statistics.Accepted);
    }

    [Fact]
    public async Task A_body_that_is_not_UTF8_is_refused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, SandboxClient.ProgressPath) { Content = new ByteArrayContent([(byte)'{', 0xFF, (byte)'}']) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json; charset=utf-8");
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + _token);
        Assert.Equal(9499, (await _client.SendAsync(request)).Code);
    }

    [Fact]
    public async Task A_body_beyond_any_call_is_refused()
    {
        JsonObject row = SandboxClient.Row();
        row["stage_name"] = new string('a', 1_100_000);
        Reply reply = await _client.UpdateAsync(row, _token);
        Assert.Equal((400, 9499, "true"), (reply.Status, reply.Code, reply.Header("X-Sandbox-Assumed")));
    }

    [Theory]
    [InlineData("application/json; charset=utf-8", true)]
    [InlineData("application/json;charset=UTF-8", true)]
    [InlineData("application/json", false)]
    [InlineData("application/json; charset=gbk", false)]
    [InlineData("text/plain; charset=utf-8", false)]
    [InlineData("", false)]
    public async Task Content_type_is_a_fixed_value(string contentType, bool accepted)
    {
        Reply reply = await _client.PostAsync(SandboxClient.ProgressPath, SandboxClient.Row().ToJsonString(), _token, contentType);
        Assert.Equal(accepted ? 0 : 9499, reply.Code);
        Assert.Equal(accepted ? null : "true", reply.Header("X-Sandbox-Assumed"));
    }

    [Theory]
    [InlineData(null, 99991661)]
    [InlineData("Basic dDp0", 99991661)]
    [InlineData("Bearer ", 99991661)]
    [InlineData("Bearer t-unknown", 99991663)]
    [InlineData("Bearer u-user", 99991668)]
    public async Task Authorization_is_judged_first(string? header, int code)
    {
        Reply reply = await _client.PostAsync(SandboxClient.ProgressPath, "{", header);
        Assert.Equal((400, code), (reply.Status, reply.Code));
        Assert.Equal(1, _client.Server.Statistics.Unauthorized);
    }

    [Theory]
    [InlineData("POST", "open-apis/hire/v1/eco_background_checks/update_progres")]
    [InlineData("POST", "open-apis/hire/v1/eco_background_checks/update_progress/")]
    [InlineData("POST", "")]
    [InlineData("GET", SandboxClient.ProgressPath)]
    [InlineData("PUT", SandboxClient.InternalPath)]
    public async Task Anything_else_is_not_found_in_plain_text(string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + _token);
        Reply reply = await _client.SendAsync(request);
        Assert.Equal((404, "text/plain"), (reply.Status, reply.ContentType!.MediaType));
        Assert.NotEmpty(reply.LogId);
        Assert.Equal(1, _client.Server.Statistics.NotFound);
    }

    [Fact]
    public async Task Log_ids_are_all_different()
    {
        Reply first = await _client.UpdateAsync(SandboxClient.Row("S1", 1660000000001), _token);
        Reply second = await _client.UpdateAsync(SandboxClient.Row("S2", 1660000000002), _token);
        Assert.NotEqual(first.LogId, second.LogId);
        Assert.Matches("^[0-9]{14}[0-9A-F]{18}$", first.LogId);
    }

    [Fact]
    public async Task A_client_that_takes_gzip_is_answered_plain()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, SandboxClient.ProgressPath) { Content = new StringContent("{}") };
        request.Headers.TryAddWithoutValidation("Accept-Encoding", "gzip");
        Assert.Equal(99991661, (await _client.SendAsync(request)).Code);
    }
}
