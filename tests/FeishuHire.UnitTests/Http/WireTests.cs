using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using FeishuHire.Engine.Connection;
using FeishuHire.Engine;
using FeishuHire.Engine.Http;
using Xunit;

namespace FeishuHire.UnitTests.Http;

/// <summary>What goes out, held against the contract.</summary>
public sealed class WireTests
{
    private const string Success = """{"code":0,"msg":"success","data":{}}""";

    private static async Task<TestServer.Received> SendAsync(BgCheckProgress row, long sentTime = TestConnection.SentTime)
    {
        await using TestServer server = await TestServer.AnsweringAsync(200, Success);
        using HireConnection connection = await TestConnection.OpenAsync(server.BaseUri);
        CallResult result = await connection.ApiOf(BgCheckDeliveryKind.Progress).SendAsync(row, sentTime, TestConnection.Token, default);
        Assert.Equal(CallVerdict.Accepted, result.Verdict);
        Assert.Null(result.Error);
        Assert.Equal(0, result.Code);
        return Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Every_documented_field_is_sent_as_the_contract_shows_it()
    {
        var row = new BgCheckProgress
        {
            BackgroundCheckId = "6931286400470354183",
            StageId = "6931286400470354183",
            StageEnName = "stage report",
            StageName = "阶段报告",
            Result = "通过",
            ReportFile = [new BgCheckReportFile("阶段报告.pdf", "https://xxxxx/xxxxxx/xxxx.pdf", "Download")],
        };
        TestServer.Received request = await SendAsync(row);

        JsonNode expected = JsonNode.Parse("""
            {"background_check_id":"6931286400470354183","stage_id":"6931286400470354183","stage_en_name":"stage report","stage_name":"阶段报告","stage_time":"1660123456789","result":"通过","report_file_list":[{"report_name":"阶段报告.pdf","report_url":"https://xxxxx/xxxxxx/xxxx.pdf","report_url_type":1}]}
            """)!;
        Assert.True(JsonNode.DeepEquals(expected, JsonNode.Parse(request.Body)), request.Body);
        Assert.Equal("POST", request.Method);
        Assert.Equal("/open-apis/hire/v1/eco_background_checks/update_progress", request.Path);
    }

    [Fact]
    public async Task Headers_are_exactly_those_of_the_contract()
    {
        TestServer.Received request = await SendAsync(TestConnection.Row());

        Assert.Equal("Bearer " + TestConnection.Token, request.Headers["Authorization"]);
        Assert.Equal("application/json; charset=utf-8", request.Headers["Content-Type"]);
        Assert.Matches(new Regex(@"^FeishuHire/\d+\.\d+\.\d+ \(PowerShell Core\)$"), request.Headers["User-Agent"]);
        Assert.Contains("gzip", request.Headers["Accept-Encoding"]);
        Assert.Equal("application/json", request.Headers["Accept"]);
        Assert.Equal(
            new[] { "Accept", "Accept-Encoding", "Authorization", "Content-Length", "Content-Type", "Host", "User-Agent" },
            request.Headers.Keys.Order());
    }

    [Fact]
    public async Task What_is_not_set_is_not_sent()
    {
        BgCheckProgress row = TestConnection.Row();
        row.Result = string.Empty;
        row.StageEnName = string.Empty;
        JsonObject body = JsonNode.Parse((await SendAsync(row)).Body)!.AsObject();
        Assert.Equal(new[] { "background_check_id", "stage_id", "stage_name", "stage_time" }, body.Select(m => m.Key).Order());
    }

    [Theory]
    [InlineData("Vendor", "Download", 1)]
    [InlineData("Administrator", "Preview", 2)]
    public async Task Roles_and_link_types_are_numbers(string role, string type, int number)
    {
        BgCheckProgress row = TestConnection.Row();
        row.OperatorRole = role;
        row.ReportFile = [new BgCheckReportFile("a.pdf", "https://a/b", type), new BgCheckReportFile("b.pdf", "https://a/c")];
        string body = (await SendAsync(row)).Body;
        Assert.Contains($"\"operator_role\":{number}", body);
        Assert.Contains($"\"report_url_type\":{number}", body);
        Assert.Single(Regex.Matches(body, "report_url_type"));
    }

    [Fact]
    public async Task Chinese_and_markup_go_out_unescaped_and_everything_reads_back_the_same()
    {
        BgCheckProgress row = TestConnection.Row();
        row.StageName = "学历<核实> & '合格' + 𠮷野😀";
        row.Result = "引号\" 反斜\\ 换行\n制表\t";
        string body = (await SendAsync(row)).Body;
        Assert.Contains("学历<核实> & '合格' + ", body);
        Assert.Equal(row.StageName, JsonNode.Parse(body)!["stage_name"]!.GetValue<string>());
        Assert.Equal(row.Result, JsonNode.Parse(body)!["result"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("0006931286400470354", 0, "0")]
    [InlineData("9999999999999999999", 253402300799999, "253402300799999")]
    public async Task Ids_and_times_are_text_to_the_last_digit(string id, long time, string expected)
    {
        BgCheckProgress row = TestConnection.Row();
        row.BackgroundCheckId = id;
        JsonNode body = JsonNode.Parse((await SendAsync(row, time)).Body)!;
        Assert.Equal(id, body["background_check_id"]!.GetValue<string>());
        Assert.Equal(expected, body["stage_time"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_base_address_with_a_path_keeps_it()
    {
        await using TestServer server = await TestServer.AnsweringAsync(200, Success);
        using HireConnection connection = await TestConnection.OpenAsync(new(server.BaseUri, "gateway/feishu/"));
        await connection.UpdateAsync();
        Assert.Equal("/gateway/feishu/open-apis/hire/v1/eco_background_checks/update_progress", Assert.Single(server.Requests).Path);
    }

    [Fact]
    public async Task Cookies_are_not_given_back_and_connections_are_kept()
    {
        await using TestServer server = await TestServer.AnsweringAsync(200, Success, headers: ("Set-Cookie", "session=1; Path=/"));
        using HireConnection connection = await TestConnection.OpenAsync(server.BaseUri);
        for (int i = 0; i < 20; i++)
        {
            await connection.UpdateAsync();
        }

        Assert.Single(server.Requests.Select(r => r.ConnectionId).Distinct());
        Assert.All(server.Requests, r => Assert.DoesNotContain("Cookie", (IEnumerable<string>)r.Headers.Keys));
    }
}
