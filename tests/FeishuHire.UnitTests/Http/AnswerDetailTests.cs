using System;
using System.Linq;
using System.Threading.Tasks;
using CsCheck;
using FeishuHire.Engine.Connection;
using FeishuHire.Engine.Http;
using FeishuHire.Errors;
using Xunit;

namespace FeishuHire.UnitTests.Http;

/// <summary>What an answer explains, and what is taken from it.</summary>
public sealed class AnswerDetailTests
{
    [Theory]
    [InlineData("""{"code":1,"error":{"log_id":"IN-ERROR"},"log_id":"ON-TOP"}""", "T", "R", "T")]
    [InlineData("""{"code":1,"error":{"log_id":"IN-ERROR"},"log_id":"ON-TOP"}""", null, "R", "IN-ERROR")]
    [InlineData("""{"code":1,"error":{"logid":"IN-ERROR"}}""", null, "R", "IN-ERROR")]
    [InlineData("""{"code":1,"log_id":"ON-TOP"}""", null, "R", "ON-TOP")]
    [InlineData("""{"code":1,"log_id":{"a":1}}""", null, "R", "R")]
    [InlineData("""{"code":1}""", null, null, null)]
    public async Task The_log_id_is_taken_from_the_first_place_that_has_it(string body, string? header, string? requestId, string? expected)
    {
        (string, string)[] headers = new[] { ("X-Tt-Logid", header), ("X-Request-Id", requestId) }.Where(h => h.Item2 is not null).Select(h => (h.Item1, h.Item2!)).ToArray();
        Assert.Equal(expected, (await TestConnection.JudgeAsync(400, body, headers: headers)).LogId);
    }

    [Fact]
    public async Task A_missing_scope_is_named_with_its_help_page()
    {
        CallResult result = await TestConnection.JudgeAsync(400, """
            {"code":99991672,"msg":"Access denied. One of the following scopes is required: [hire:background_check_order].",
             "error":{"log_id":"2026","troubleshooter":"see https://open.feishu.cn/search?log_id=2026 .",
              "permission_violations":[{"type":"action_scope_required","subject":"hire:background_check_order"},{"type":"x","subject":"hire:other"}],
              "helps":[{"url":"https://open.feishu.cn/app/cli_x/auth?q=hire:background_check_order","description":"..."}]}}
            """);
        BgCheckError error = result.Error!;
        Assert.Equal(ErrorId.ScopeMissing, error.Id);
        Assert.Equal("hire:background_check_order, hire:other", error.Facts["Scope"]);
        Assert.Equal(new[] { "hire:background_check_order", "hire:other" }, error.Violations.Select(v => v.Field));
        Assert.Equal("https://open.feishu.cn/app/cli_x/auth?q=hire:background_check_order", error.HelpUrl);
    }

    [Theory]
    [InlineData("""{"code":99991672,"error":{"permission_violations":[{"scope":"hire:x","url":"https://open.feishu.cn/a"}]}}""", "hire:x", "https://open.feishu.cn/a")]
    [InlineData("""{"code":99991672,"error":{"troubleshooter":"排查建议查看 https://open.feishu.cn/search?log_id=1。"}}""", "hire:background_check_order", "https://open.feishu.cn/search?log_id=1")]
    [InlineData("""{"code":99991672,"error":{"helps":[{"url":"javascript:alert(1)"}],"permission_violations":"none"}}""", "hire:background_check_order", null)]
    [InlineData("""{"code":99991672,"error":"denied"}""", "hire:background_check_order", null)]
    public async Task The_other_spellings_of_a_missing_scope_are_understood(string body, string scope, string? help)
    {
        BgCheckError error = (await TestConnection.JudgeAsync(200, body)).Error!;
        Assert.Equal((scope, help), (error.Facts["Scope"], error.HelpUrl));
    }

    [Fact]
    public async Task Field_violations_give_names_and_never_values()
    {
        CallResult result = await TestConnection.JudgeAsync(400, """
            {"code":99992402,"msg":"field validation failed","error":{"field_violations":[
              {"field":"stage_name","value":"张三的学历","description":"the max len is 20"},{"field":"stage_time","value":"x"},{"value":"李四"},7]}}
            """);
        BgCheckError error = result.Error!;
        Assert.Equal(ErrorId.InvalidRequest, error.Id);
        Assert.Equal(new[] { "stage_name", "stage_time" }, error.Violations.Select(v => v.Field));
        Assert.Equal("the max len is 20", error.Violations[0].Message);
        Assert.DoesNotContain("张三", error.ToString() + string.Concat(error.Violations));
    }

    [Fact]
    public async Task What_the_server_echoes_of_the_row_or_the_token_stays_out_of_every_text()
    {
        BgCheckProgress row = TestConnection.Row();
        row.StageName = "张三丰学历核实不通过";
        row.Result = "有重大风险提示记录";
        row.ReportFile = [new BgCheckReportFile("张三丰报告.pdf", "https://files.example.com/secret/report?sig=abcdef")];
        string body = $$$"""
            {"code":99992402,"msg":"bad stage_name 张三丰学历核实不通过, result 有重大风险提示记录, token {{{TestConnection.Token}}}",
             "error":{"message":"https://files.example.com/secret/report?sig=abcdef",
              "field_violations":[{"field":"report_name","description":"张三丰报告.pdf is bad"}]}}
            """;
        await using TestServer server = await TestServer.AnsweringAsync(400, body);
        using Engine.Connection.HireConnection connection = await TestConnection.OpenAsync(server.BaseUri);
        BgCheckError error = (await connection.UpdateAsync(row)).Error!;
        string all = new FeishuHireException(error).ToString() + error.Msg + string.Concat(error.Violations);
        foreach (string personal in new[] { "张三丰", "有重大风险", "sig=abcdef", TestConnection.Token })
        {
            Assert.DoesNotContain(personal, all);
        }
    }

    [Theory]
    [InlineData("30", null, 30.0)]
    [InlineData("30", "5", 30.0)]
    [InlineData("0", "5", 0.0)]
    [InlineData("1.5", null, 1.5)]
    [InlineData("-3", "5", 5.0)]
    [InlineData("soon", "5", 5.0)]
    [InlineData("NaN", "5", 5.0)]
    [InlineData("99999999999999", "5", 5.0)]
    [InlineData(null, "7", 7.0)]
    [InlineData(null, "-7", null)]
    [InlineData(null, "Mon, 02 Nov 2026 04:05:36 GMT", 30.0)]
    [InlineData(null, "Mon, 02 Nov 2026 04:05:00 GMT", 0.0)]
    [InlineData(null, "Someday", null)]
    [InlineData(null, null, null)]
    public async Task The_wait_is_what_the_server_names_and_nothing_for_nonsense(string? reset, string? retryAfter, double? seconds)
    {
        (string, string)[] headers = new[] { ("x-ogw-ratelimit-reset", reset), ("Retry-After", retryAfter), ("Date", "Mon, 02 Nov 2026 04:05:06 GMT") }
            .Where(h => h.Item2 is not null).Select(h => (h.Item1, h.Item2!)).ToArray();
        CallResult result = await TestConnection.JudgeAsync(429, """{"code":99991400}""", headers: headers);
        Assert.Equal(CallVerdict.Throttled, result.Verdict);
        Assert.Equal(seconds, result.RetryAfter?.TotalSeconds);
    }

    [Fact]
    public void No_body_whatsoever_makes_the_reader_throw()
    {
        byte[] seed = System.Text.Encoding.UTF8.GetBytes("""{"code":99991672,"msg":"x\ud83d","error":{"log_id":"2","helps":[{"url":"https://a"}],"permission_violations":[{"subject":"s"}],"field_violations":[{"field":"f","description":"d"}]}}""");
        Gen.Select(Gen.Int[0, seed.Length - 1].Array[0, 8], Gen.Byte.Array[8], Gen.Int[0, seed.Length], Gen.Int[100, 599]).Sample(
            (places, bytes, length, status) =>
            {
                byte[] body = seed[..length];
                for (int i = 0; i < places.Length; i++)
                {
                    if (places[i] < body.Length)
                    {
                        body[places[i]] = bytes[i];
                    }
                }

                var answer = new ApiResponse { Status = status, Body = body, State = BodyState.Whole, Delimited = true };
                CallResult result = ResponseClassifier.Read(new(answer, null), text => text ?? string.Empty, "host", null, DateTimeOffset.UnixEpoch);
                return result.Verdict == CallVerdict.Accepted == (result.Error is null);
            },
            iter: 20_000);
    }
}
