using System;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using FeishuHire.Engine.Connection;
using FeishuHire.Engine;
using FeishuHire.Engine.Http;
using FeishuHire.Errors;
using Xunit;

namespace FeishuHire.UnitTests.Http;

/// <summary>Connections that break: one call is at most one delivery of its body, and what is not known is called Uncertain.</summary>
public sealed class ConnectionTests
{
    private const string Success = """{"code":0,"msg":"success","data":{}}""";

    public enum Ending
    {
        Close,
        Reset,
    }

    [Theory]
    [InlineData(Ending.Close)]
    [InlineData(Ending.Reset)]
    public async Task An_answer_cut_at_any_byte_is_uncertain_and_is_not_asked_for_again(Ending ending)
    {
        byte[] answer = RawServer.Answer(Success);
        await CutAtEveryByteAsync(answer, ending);
    }

    [Fact]
    public async Task A_chunked_answer_cut_at_any_byte_is_uncertain()
    {
        byte[] answer = Encoding.UTF8.GetBytes("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + $"5\r\n{Success[..5]}\r\n{Success.Length - 5:x}\r\n{Success[5..]}\r\n0\r\n\r\n");

        // The last line break alone says nothing new: a stack may do without it.
        await CutAtEveryByteAsync(answer, Ending.Close, last: answer.Length - 3);
    }

    [Fact]
    public async Task An_answer_that_ends_with_its_connection_is_uncertain_until_its_json_is_whole()
    {
        byte[] answer = Encoding.UTF8.GetBytes("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + Success);
        int head = answer.Length - Success.Length;
        for (int cut = head + 1; cut < answer.Length; cut++)
        {
            CallResult result = await CutAtAsync(answer, cut, Ending.Close);
            Assert.Equal((CallVerdict.Uncertain, ErrorId.OutcomeUnknown), (result.Verdict, result.Error!.Id));
        }

        Assert.Equal(CallVerdict.Accepted, (await CutAtAsync(answer, answer.Length, Ending.Close)).Verdict);
    }

    [Fact]
    public async Task A_cut_refusal_is_not_taken_for_one()
    {
        byte[] answer = RawServer.Answer("""{"code":1002862,"msg":"x"}""", "400 Bad Request", "X-Tt-Logid: L1\r\n");
        CallResult result = await CutAtAsync(answer, answer.Length - 1, Ending.Close);
        Assert.Equal((CallVerdict.Uncertain, ErrorId.OutcomeUnknown, 400, "L1"), (result.Verdict, result.Error!.Id, result.Error.HttpStatus!.Value, result.LogId));
    }

    [Theory]
    [InlineData(Ending.Close)]
    [InlineData(Ending.Reset)]
    public async Task A_kept_connection_that_dies_with_the_next_request_does_not_get_it_twice(Ending ending)
    {
        // Every second request of a connection is read to its last byte and answered with nothing: what a server does that
        // closes idle connections in the very moment in which a client uses one.
        await using var server = new RawServer(async request =>
        {
            if (request.OnConnection == 2)
            {
                End(request, ending);
                return;
            }

            await request.SendAsync(RawServer.Answer(Success));
        });
        using HireConnection connection = await TestConnection.OpenAsync(server.BaseUri);
        for (int calls = 1; calls <= 20; calls++)
        {
            CallResult result = await connection.UpdateAsync();
            Assert.Equal(calls, server.Requests);
            Assert.Equal(calls % 2 == 1 ? CallVerdict.Accepted : CallVerdict.Uncertain, result.Verdict);
        }
    }

    [Theory]
    [InlineData(Ending.Close)]
    [InlineData(Ending.Reset)]
    public async Task Connections_closed_between_calls_cost_no_call_and_no_second_delivery(Ending ending)
    {
        await using var server = new RawServer(async request =>
        {
            await request.SendAsync(RawServer.Answer(Success));
            End(request, ending);
        });
        using HireConnection connection = await TestConnection.OpenAsync(server.BaseUri);
        int uncertain = 0;
        for (int calls = 1; calls <= 50; calls++)
        {
            CallResult result = await connection.UpdateAsync();

            // A call may fall on a connection that is just going; then it is either delivered once or not at all, never twice.
            Assert.True(server.Requests <= calls, $"{server.Requests} deliveries for {calls} calls");
            uncertain += result.Verdict == CallVerdict.Uncertain ? 1 : 0;
            Assert.True(result.Verdict is CallVerdict.Accepted or CallVerdict.Uncertain, result.Verdict.ToString());
        }

        Assert.True(server.Requests >= 50 - uncertain);
    }

    [Fact]
    public async Task Calls_share_no_more_connections_than_are_in_flight()
    {
        await using TestServer server = await TestServer.StartAsync(async (context, _) =>
        {
            await Task.Yield();
            await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(Success));
        });
        using HireConnection connection = await TestConnection.OpenAsync(server.BaseUri);
        await Task.WhenAll(Enumerable.Range(0, 16).Select(async _ =>
        {
            for (int i = 0; i < 40; i++)
            {
                Assert.Equal(CallVerdict.Accepted, (await connection.UpdateAsync()).Verdict);
            }
        }));
        Assert.Equal(640, server.Requests.Count);
        Assert.InRange(server.Requests.Select(r => r.ConnectionId).Distinct().Count(), 1, 16);
    }

    [Fact]
    public async Task The_backstop_holds_whatever_is_in_flight()
    {
        await using TestServer server = await TestServer.AnsweringAsync(200, Success);
        ConnectionOptions options = TestConnection.Options(server.BaseUri);
        options.MaxConnections = 2;
        using HireConnection connection = await HireConnection.OpenAsync(options, default);
        CallResult[] results = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => connection.UpdateAsync()));
        Assert.All(results, r => Assert.Equal(CallVerdict.Accepted, r.Verdict));
        Assert.InRange(server.Requests.Select(r => r.ConnectionId).Distinct().Count(), 1, 2);
    }

    [Fact]
    public async Task A_closed_connection_makes_no_call()
    {
        await using TestServer server = await TestServer.AnsweringAsync(200, Success);
        HireConnection connection = await TestConnection.OpenAsync(server.BaseUri);
        await connection.UpdateAsync();
        connection.Dispose();
        CallResult result = await connection.UpdateAsync();
        Assert.Equal(CallVerdict.NotSent, result.Verdict);
        Assert.Single(server.Requests);
    }

    private static async Task CutAtEveryByteAsync(byte[] answer, Ending ending, int? last = null)
    {
        for (int cut = 0; cut <= (last ?? answer.Length - 1); cut++)
        {
            CallResult result = await CutAtAsync(answer, cut, ending);
            Assert.True(result is { Verdict: CallVerdict.Uncertain, Error.Id: ErrorId.OutcomeUnknown, Error.Outcome: BgCheckDeliveryStatus.Uncertain }, $"cut at {cut}: {result}");
            Assert.NotEmpty(result.Error.Facts["Reason"]);
        }

        Assert.Equal(CallVerdict.Accepted, (await CutAtAsync(answer, answer.Length, Ending.Close)).Verdict);
    }

    private static async Task<CallResult> CutAtAsync(byte[] answer, int cut, Ending ending)
    {
        await using var server = new RawServer(async request =>
        {
            await request.SendAsync(answer.AsMemory(0, cut));
            End(request, ending);
        });
        using HireConnection connection = await TestConnection.OpenAsync(server.BaseUri);
        CallResult result = await connection.UpdateAsync(cancellationToken: CancellationToken.None);
        Assert.Equal(1, server.Requests);
        return result;
    }

    private static void End(RawRequest request, Ending ending)
    {
        if (ending == Ending.Reset)
        {
            request.Reset();
        }
        else
        {
            request.Close();
        }
    }
}
