using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using FeishuHire.Engine.Connection;
using FeishuHire.Engine;
using FeishuHire.Engine.Http;
using FeishuHire.Errors;
using Xunit;

namespace FeishuHire.UnitTests.Http;

/// <summary>Each form of answer and what it comes to.</summary>
public sealed class AnswerTests
{
    private const string Html = "<html><head><title>502 Bad Gateway</title></head></html>";

    [Theory]
    [InlineData("""{"code":0,"msg":"success","data":{}}""")]
    [InlineData("""{"code":0}""")]
    [InlineData("""{"msg":null,"code":0,"data":null,"extra":[1,{"code":7}]}""")]
    [InlineData("""{"code":"0","msg":"ok"}""")]
    [InlineData("""{"code":0.0}""")]
    [InlineData("""{"code":0,"code":0}""")]
    [InlineData("\uFEFF{\"code\":0}")]
    [InlineData("  \r\n{\"code\":0}\n")]
    public async Task Code_0_with_2xx_is_accepted(string body)
    {
        CallResult result = await TestConnection.JudgeAsync(200, body, "text/plain");
        Assert.Equal(CallVerdict.Accepted, result.Verdict);
        Assert.Null(result.Error);
        Assert.Equal(0, result.Code);
    }

    [Theory]
    [InlineData(400, 1002858, CallVerdict.Refused, ErrorId.OrderStatusAbnormal, BgCheckDeliveryStatus.Rejected)]
    [InlineData(400, 1002862, CallVerdict.Refused, ErrorId.OrderNotFound, BgCheckDeliveryStatus.Rejected)]
    [InlineData(200, 1002862, CallVerdict.Refused, ErrorId.OrderNotFound, BgCheckDeliveryStatus.Rejected)]
    [InlineData(500, 1002001, CallVerdict.Uncertain, ErrorId.SystemError, BgCheckDeliveryStatus.Uncertain)]
    [InlineData(400, 1002001, CallVerdict.Refused, ErrorId.InvalidRequest, BgCheckDeliveryStatus.Rejected)]
    [InlineData(400, 99992402, CallVerdict.Refused, ErrorId.InvalidRequest, BgCheckDeliveryStatus.Rejected)]
    [InlineData(400, 99991400, CallVerdict.Throttled, ErrorId.RateLimited, BgCheckDeliveryStatus.NotSent)]
    [InlineData(429, 99991400, CallVerdict.Throttled, ErrorId.RateLimited, BgCheckDeliveryStatus.NotSent)]
    [InlineData(400, 99991663, CallVerdict.TokenRefused, ErrorId.TokenRejected, BgCheckDeliveryStatus.NotSent)]
    [InlineData(200, 99991671, CallVerdict.TokenRefused, ErrorId.TokenRejected, BgCheckDeliveryStatus.NotSent)]
    [InlineData(400, 99991672, CallVerdict.Refused, ErrorId.ScopeMissing, BgCheckDeliveryStatus.NotSent)]
    [InlineData(200, 2200, CallVerdict.Uncertain, ErrorId.SystemError, BgCheckDeliveryStatus.Uncertain)]
    [InlineData(429, 99991403, CallVerdict.Refused, ErrorId.QuotaExhausted, BgCheckDeliveryStatus.NotSent)]
    [InlineData(200, 20009, CallVerdict.Refused, ErrorId.AppUnavailable, BgCheckDeliveryStatus.NotSent)]
    [InlineData(400, 77, CallVerdict.Refused, ErrorId.ApiError, BgCheckDeliveryStatus.Rejected)]
    [InlineData(500, 77, CallVerdict.Uncertain, ErrorId.ApiError, BgCheckDeliveryStatus.Uncertain)]
    [InlineData(502, 77, CallVerdict.Uncertain, ErrorId.OutcomeUnknown, BgCheckDeliveryStatus.Uncertain)]
    public async Task Status_and_code_decide_together(int status, int code, CallVerdict verdict, string errorId, BgCheckDeliveryStatus outcome)
    {
        CallResult result = await TestConnection.JudgeAsync(status, $$"""{"code":{{code}},"msg":"success"}""", headers: ("X-Tt-Logid", "2026LOG"));
        Assert.Equal((verdict, errorId, outcome), (result.Verdict, result.Error!.Id, result.Error.Outcome));
        Assert.Equal((code, status, "2026LOG"), (result.Error.Code, result.Error.HttpStatus, result.Error.LogId));
        Assert.Equal((code, "2026LOG"), (result.Code, result.LogId));
    }

    [Theory]
    [InlineData(404, "404 page not found", "text/plain", CallVerdict.Refused, ErrorId.UnreadableAnswer)]
    [InlineData(403, Html, "text/html", CallVerdict.Refused, ErrorId.UnreadableAnswer)]
    [InlineData(400, "", null, CallVerdict.Refused, ErrorId.UnreadableAnswer)]
    [InlineData(400, """{"code":0}""", "application/json", CallVerdict.Refused, ErrorId.UnreadableAnswer)]
    [InlineData(302, """{"code":0}""", "application/json", CallVerdict.Refused, ErrorId.UnreadableAnswer)]
    [InlineData(200, "", "application/json", CallVerdict.Uncertain, ErrorId.UnreadableAnswer)]
    [InlineData(204, "", null, CallVerdict.Uncertain, ErrorId.UnreadableAnswer)]
    [InlineData(200, Html, "text/html", CallVerdict.Uncertain, ErrorId.UnreadableAnswer)]
    [InlineData(200, "null", "application/json", CallVerdict.Uncertain, ErrorId.UnreadableAnswer)]
    [InlineData(200, "[{\"code\":0}]", "application/json", CallVerdict.Uncertain, ErrorId.UnreadableAnswer)]
    [InlineData(200, "{}", "application/json", CallVerdict.Uncertain, ErrorId.UnreadableAnswer)]
    [InlineData(200, """{"code":null}""", "application/json", CallVerdict.Uncertain, ErrorId.UnreadableAnswer)]
    [InlineData(200, """{"code":true}""", "application/json", CallVerdict.Uncertain, ErrorId.UnreadableAnswer)]
    [InlineData(200, """{"code":0.5}""", "application/json", CallVerdict.Uncertain, ErrorId.UnreadableAnswer)]
    [InlineData(200, """{"code":99999999999999999999}""", "application/json", CallVerdict.Uncertain, ErrorId.UnreadableAnswer)]
    [InlineData(200, """{"code":0,"code":1002862}""", "application/json", CallVerdict.Uncertain, ErrorId.UnreadableAnswer)]
    [InlineData(200, """{"code":0} trailing""", "application/json", CallVerdict.Uncertain, ErrorId.UnreadableAnswer)]
    [InlineData(500, Html, "text/html", CallVerdict.Uncertain, ErrorId.UnreadableAnswer)]
    [InlineData(500, """{"code":0}""", "application/json", CallVerdict.Uncertain, ErrorId.UnreadableAnswer)]
    [InlineData(502, Html, "text/html", CallVerdict.Uncertain, ErrorId.OutcomeUnknown)]
    [InlineData(503, "", null, CallVerdict.Uncertain, ErrorId.OutcomeUnknown)]
    [InlineData(504, """{"message":"timeout"}""", "application/json", CallVerdict.Uncertain, ErrorId.OutcomeUnknown)]
    [InlineData(429, "", null, CallVerdict.Throttled, ErrorId.RateLimited)]
    [InlineData(429, Html, "text/html", CallVerdict.Throttled, ErrorId.RateLimited)]
    [InlineData(429, """{"code":0}""", "application/json", CallVerdict.Throttled, ErrorId.RateLimited)]
    [InlineData(407, Html, "text/html", CallVerdict.NotSent, ErrorId.ProxyRefused)]
    public async Task Answers_that_cannot_be_read_are_judged_by_their_status(int status, string body, string? contentType, CallVerdict verdict, string errorId)
    {
        CallResult result = await TestConnection.JudgeAsync(status, body, contentType, ("X-Request-Id", "REQ-1"));
        Assert.Equal((verdict, errorId, status, "REQ-1"), (result.Verdict, result.Error!.Id, result.Error.HttpStatus!.Value, result.Error.LogId));
        Assert.DoesNotContain("<html", FeishuHire.Errors.ErrorText.FullMessage(result.Error, System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task A_body_beyond_all_measure_is_not_read_to_its_end()
    {
        string huge = "{\"code\":0,\"data\":\"" + new string('x', 3 * 1024 * 1024) + "\"}";
        foreach (int status in new[] { 200, 400 })
        {
            CallResult result = await TestConnection.JudgeAsync(status, huge);
            Assert.Equal(ErrorId.UnreadableAnswer, result.Error!.Id);
            Assert.Equal(status == 200 ? CallVerdict.Uncertain : CallVerdict.Refused, result.Verdict);
            Assert.Equal(">1048576", result.Error.Facts["Length"]);
        }
    }

    [Fact]
    public async Task A_compressed_bomb_is_not_unpacked_to_its_end()
    {
        await using TestServer server = await TestServer.StartAsync(async (context, _) =>
        {
            context.Response.Headers.ContentEncoding = "gzip";
            await using var gzip = new GZipStream(context.Response.Body, CompressionLevel.Fastest);
            byte[] block = new byte[1 << 20];
            for (int i = 0; i < 64; i++)
            {
                await gzip.WriteAsync(block);
            }
        });
        using HireConnection connection = await TestConnection.OpenAsync(server.BaseUri);
        CallResult result = await connection.UpdateAsync();
        Assert.Equal((CallVerdict.Uncertain, ErrorId.UnreadableAnswer), (result.Verdict, result.Error!.Id));
    }

    [Fact]
    public async Task Nested_without_end_is_unreadable_and_no_stack_overflow()
    {
        CallResult result = await TestConnection.JudgeAsync(200, "{\"code\":0,\"data\":" + string.Concat(Enumerable.Repeat("[", 200_000)));
        Assert.Equal((CallVerdict.Uncertain, ErrorId.UnreadableAnswer), (result.Verdict, result.Error!.Id));
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task Compressed_answers_are_read_and_their_connection_is_kept(bool gzip, bool chunked)
    {
        byte[] body = Compress("""{"code":0,"msg":"success","data":{}}""", gzip);
        await using TestServer server = await TestServer.StartAsync(async (context, _) =>
        {
            context.Response.Headers.ContentEncoding = gzip ? "gzip" : "deflate";
            context.Response.ContentLength = chunked ? null : body.Length;
            await context.Response.Body.WriteAsync(body);
        });
        using HireConnection connection = await TestConnection.OpenAsync(server.BaseUri);
        for (int i = 0; i < 30; i++)
        {
            Assert.Equal(CallVerdict.Accepted, (await connection.UpdateAsync()).Verdict);
        }

        Assert.Single(server.Requests.Select(r => r.ConnectionId).Distinct());
    }

    [Fact]
    public async Task A_broken_compression_is_unreadable()
    {
        await using TestServer server = await TestServer.StartAsync(async (context, _) =>
        {
            context.Response.Headers.ContentEncoding = "gzip";
            await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes("this is no gzip at all, whatever the header says"));
        });
        using HireConnection connection = await TestConnection.OpenAsync(server.BaseUri);
        Assert.Equal(ErrorId.UnreadableAnswer, (await connection.UpdateAsync()).Error!.Id);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using TestServer other = await TestServer.AnsweringAsync(200, """{"code":0}""");
        foreach (int status in new[] { 301, 302, 303, 307, 308 })
        {
            CallResult result = await TestConnection.JudgeAsync(status, string.Empty, null, ("Location", other.BaseUri.ToString()));
            Assert.Equal((CallVerdict.Refused, BgCheckDeliveryStatus.Rejected), (result.Verdict, result.Error!.Outcome));
        }

        Assert.Empty(other.Requests);
    }

    [Fact]
    public async Task The_servers_date_comes_along()
    {
        CallResult result = await TestConnection.JudgeAsync(200, """{"code":0}""", headers: ("Date", "Mon, 02 Nov 2026 04:05:06 GMT"));
        Assert.Equal(new DateTimeOffset(2026, 11, 2, 4, 5, 6, TimeSpan.Zero), result.ServerDate);
    }

    private static byte[] Compress(string text, bool gzip)
    {
        using var body = new MemoryStream();
        using (Stream packed = gzip ? new GZipStream(body, CompressionLevel.Optimal) : new ZLibStream(body, CompressionLevel.Optimal))
        {
            packed.Write(Encoding.UTF8.GetBytes(text));
        }

        return body.ToArray();
    }
}
