using System;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using FeishuHire.Sandbox;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace FeishuHire.UnitTests.Sandbox;

/// <summary>Each fault, as a client meets it and as the sandbox's own books show it.</summary>
public sealed class FaultTests
{
    [Theory]
    [InlineData(SandboxFaultKind.RateLimited, 429, 99991400, 0)]
    [InlineData(SandboxFaultKind.RateLimitedNoHeaders, 429, 99991400, 0)]
    [InlineData(SandboxFaultKind.RateLimited400, 400, 99991400, 0)]
    [InlineData(SandboxFaultKind.SystemErrorBeforeApply, 500, 1002001, 0)]
    [InlineData(SandboxFaultKind.SystemErrorAfterApply, 500, 1002001, 1)]
    [InlineData(SandboxFaultKind.TokenRevoked, 400, 99991663, 0)]
    [InlineData(SandboxFaultKind.ScopeMissing, 400, 99991672, 0)]
    public async Task A_fault_of_the_API_has_its_status_and_code(SandboxFaultKind kind, int status, int code, int accepted)
    {
        using SandboxClient client = With(new SandboxFault(kind));
        string token = await client.TokenAsync();
        Reply reply = await client.UpdateAsync(SandboxClient.Row(), token);
        Assert.Equal((status, code), (reply.Status, reply.Code));
        Assert.Equal(reply.LogId, (string)reply.Json["error"]!["log_id"]!);
        Assert.Equal((accepted, 1, 0), (client.Server.Statistics.Accepted, client.Server.Statistics.FaultsPlayed, client.Server.Statistics.Throttled));
        Assert.Equal(kind == SandboxFaultKind.RateLimited ? "1" : null, reply.Header("x-ogw-ratelimit-reset"));
        Assert.Equal(kind == SandboxFaultKind.RateLimited ? "50" : null, reply.Header("x-ogw-ratelimit-limit"));

        // It is over with one call.
        Assert.Equal(0, (await client.UpdateAsync(SandboxClient.Row("S2", 1660123456790), await client.TokenAsync())).Code);
    }

    [Fact]
    public async Task A_missing_scope_is_named_with_its_page()
    {
        using SandboxClient client = With(new SandboxFault(SandboxFaultKind.ScopeMissing));
        Reply reply = await client.UpdateAsync(SandboxClient.Row(), await client.TokenAsync());
        Assert.Equal("hire:background_check_order", (string)reply.Json["error"]!["permission_violations"]![0]!["subject"]!);
        Assert.StartsWith("https://open.feishu.cn/", (string)reply.Json["error"]!["helps"]![0]!["url"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_revocation_ends_all_tokens_and_a_new_one_goes_on()
    {
        using SandboxClient client = With(new SandboxFault(SandboxFaultKind.TokenRevoked) { After = 1 });
        string token = await client.TokenAsync();
        Assert.Equal(0, (await client.UpdateAsync(SandboxClient.Row("S1", 1660000000001), token)).Code);
        Assert.Equal(99991663, (await client.UpdateAsync(SandboxClient.Row("S2", 1660000000002), token)).Code);
        Assert.Equal(99991663, (await client.UpdateAsync(SandboxClient.Row("S2", 1660000000002), token)).Code);
        string renewed = await client.TokenAsync();
        Assert.NotEqual(token, renewed);
        Assert.Equal(0, (await client.UpdateAsync(SandboxClient.Row("S2", 1660000000002), renewed)).Code);
        Assert.Equal(2, client.Server.Statistics.Unauthorized);
    }

    [Theory]
    [InlineData(SandboxFaultKind.BadGateway, 0)]
    [InlineData(SandboxFaultKind.BadGatewayAfterApply, 1)]
    public async Task A_gateway_answers_in_HTML_and_with_a_log_id(SandboxFaultKind kind, int accepted)
    {
        using SandboxClient client = With(new SandboxFault(kind));
        Reply reply = await client.UpdateAsync(SandboxClient.Row(), await client.TokenAsync());
        Assert.Equal((502, "text/html"), (reply.Status, reply.ContentType!.MediaType));
        Assert.Contains("<title>502 Bad Gateway</title>", reply.Text, StringComparison.Ordinal);
        Assert.NotEmpty(reply.LogId);
        Assert.Equal(accepted, client.Server.Statistics.Accepted);
    }

    [Theory]
    [InlineData(SandboxFaultKind.CutBeforeApply, 0)]
    [InlineData(SandboxFaultKind.CutAfterApply, 1)]
    public async Task A_cut_connection_gives_no_answer(SandboxFaultKind kind, int accepted)
    {
        using SandboxClient client = With(new SandboxFault(kind));
        string token = await client.TokenAsync();
        await Assert.ThrowsAsync<HttpRequestException>(() => client.UpdateAsync(SandboxClient.Row(), token));
        Assert.Equal((accepted, 1), (client.Server.Statistics.Accepted, client.Server.Statistics.Calls));
        Reply replay = await client.UpdateAsync(SandboxClient.Row(), token);
        Assert.Equal(accepted == 1 ? 1002001 : 0, replay.Code);
        FeishuHireSandboxStage stage = Assert.Single(client.Server.ReadOrder(SandboxClient.OrderId)!.Stage);
        Assert.Equal(accepted == 1 ? kind.ToString() : null, stage.Fault);
    }

    [Fact]
    public async Task A_cut_connection_carries_not_one_byte()
    {
        using SandboxClient client = With(new SandboxFault(SandboxFaultKind.CutAfterApply));
        string body = SandboxClient.Row().ToJsonString();
        string head = "POST /" + SandboxClient.ProgressPath + " HTTP/1.1\r\nHost: 127.0.0.1:" + client.Server.BaseUri.Port
            + "\r\nAuthorization: Bearer " + await client.TokenAsync()
            + "\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: " + Encoding.UTF8.GetByteCount(body) + "\r\n\r\n";
        using var raw = new TcpClient();
        await raw.ConnectAsync(IPAddress.Loopback, client.Server.BaseUri.Port, TestContext.Current.CancellationToken);
        await raw.GetStream().WriteAsync(Encoding.UTF8.GetBytes(head + body), TestContext.Current.CancellationToken);
        IOException cut = await Assert.ThrowsAsync<IOException>(async () => await raw.GetStream().ReadExactlyAsync(new byte[1], TestContext.Current.CancellationToken));
        Assert.Equal(SocketError.ConnectionReset, ((SocketException)cut.InnerException!).SocketErrorCode);
        Assert.Equal(1, client.Server.Statistics.Accepted);
    }

    [Theory]
    [InlineData(SandboxFaultKind.NoAnswer, 0)]
    [InlineData(SandboxFaultKind.NoAnswerAfterApply, 1)]
    public async Task No_answer_lasts_until_the_client_gives_up(SandboxFaultKind kind, int accepted)
    {
        using SandboxClient client = With(new SandboxFault(kind));
        string token = await client.TokenAsync();
        using var giveUp = new CancellationTokenSource();
        Task<Reply> waiting = client.UpdateAsync(SandboxClient.Row(), token, giveUp.Token);
        await Until(() => client.Server.Statistics.FaultsPlayed == 1);
        Assert.False(waiting.IsCompleted);
        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await Until(() => client.Server.Statistics.Accepted == accepted);
        Assert.Equal(accepted == 1 ? 1002001 : 0, (await client.UpdateAsync(SandboxClient.Row(), token)).Code);
    }

    [Fact]
    public async Task A_slow_answer_comes_after_its_time_and_the_call_was_processed_before()
    {
        var time = new FakeTimeProvider();
        using var client = new SandboxClient(new SandboxOptions { TimeProvider = time, Faults = [new SandboxFault(SandboxFaultKind.SlowAnswer) { Milliseconds = 5000 }] });
        string token = await client.TokenAsync();
        Task<Reply> waiting = client.UpdateAsync(SandboxClient.Row(), token);
        await Until(() => client.Server.Statistics.Accepted == 1);
        Assert.False(waiting.IsCompleted);
        await UntilAnswered(time, waiting, TimeSpan.FromSeconds(5));
        Assert.Equal(0, (await waiting).Code);
    }

    [Fact]
    public async Task Latency_holds_a_call_on_the_way_in_and_on_the_way_back()
    {
        var time = new FakeTimeProvider();
        using var client = new SandboxClient(new SandboxOptions { TimeProvider = time, Latency = TimeSpan.FromSeconds(4) });
        Task<string> token = client.TokenAsync();
        await UntilAnswered(time, token, TimeSpan.FromSeconds(2));
        Task<Reply> waiting = client.UpdateAsync(SandboxClient.Row(), await token);
        await Until(() => client.Server.Statistics.PeakInFlight == 1);
        Assert.Equal(0, client.Server.Statistics.Calls);
        await UntilAnswered(time, waiting, TimeSpan.FromSeconds(2));
        Assert.Equal((0, 1), ((await waiting).Code, client.Server.Statistics.Calls));
    }

    [Fact]
    public void Jitter_is_the_same_for_the_same_seed_and_stays_within_bounds()
    {
        var one = new Latency(TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(40), 7);
        var same = new Latency(TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(40), 7);
        for (int i = 0; i < 200; i++)
        {
            TimeSpan half = one.Next();
            Assert.Equal(half, same.Next());
            Assert.InRange(half.TotalMilliseconds, 10, 30);
        }
    }

    [Fact]
    public async Task A_fault_hits_the_orders_and_stages_it_names_and_as_often_as_it_says()
    {
        using SandboxClient client = With(
            new SandboxFault(SandboxFaultKind.SystemErrorBeforeApply) { OrderId = "2", Count = 2 },
            new SandboxFault(SandboxFaultKind.Answer) { StageId = "S9", Status = 403, Code = 99991403, Msg = "quota" });
        string token = await client.TokenAsync();
        Assert.Equal(0, (await client.UpdateAsync(SandboxClient.Row(orderId: "1"), token)).Code);
        Assert.Equal(1002001, (await client.UpdateAsync(SandboxClient.Row(orderId: "2"), token)).Code);
        Assert.Equal(1002001, (await client.UpdateAsync(SandboxClient.Row(orderId: "2"), token)).Code);
        Assert.Equal(0, (await client.UpdateAsync(SandboxClient.Row(orderId: "2"), token)).Code);
        Reply chosen = await client.UpdateAsync(SandboxClient.Row("S9", 1660123456790, "1"), token);
        Assert.Equal((403, 99991403, "quota"), (chosen.Status, chosen.Code, (string)chosen.Json["msg"]!));
    }

    [Fact]
    public async Task The_token_endpoints_have_faults_of_their_own()
    {
        using SandboxClient client = With(
            new SandboxFault(SandboxFaultKind.BadGateway) { Endpoint = SandboxEndpoint.Token },
            new SandboxFault(SandboxFaultKind.CutAfterApply) { Endpoint = SandboxEndpoint.Token, After = 1 });
        string credentials = SandboxClient.Credentials("cli_sandbox", client.Server.Credentials.AppSecret);
        Assert.Equal(502, (await client.PostAsync(SandboxClient.InternalPath, credentials)).Status);
        await Assert.ThrowsAsync<HttpRequestException>(() => client.PostAsync(SandboxClient.InternalPath, credentials));
        Assert.Equal(0, (await client.UpdateAsync(SandboxClient.Row(), await client.TokenAsync())).Code);
    }

    [Fact]
    public async Task Faults_can_be_added_and_forgotten_while_it_runs()
    {
        using SandboxClient client = With();
        string token = await client.TokenAsync();
        client.Server.AddFault(new SandboxFault(SandboxFaultKind.SystemErrorBeforeApply) { Count = 100 });
        Assert.Equal(500, (await client.UpdateAsync(SandboxClient.Row(), token)).Status);
        client.Server.ClearFaults();
        Assert.Equal(0, (await client.UpdateAsync(SandboxClient.Row(), token)).Code);
    }

    private static SandboxClient With(params SandboxFault[] faults) => new(new SandboxOptions { Faults = faults });

    /// <summary>Waits for what another thread is about to do; the test's own timeout ends it if that never happens.</summary>
    private static async Task Until(Func<bool> done)
    {
        while (!done())
        {
            await Task.Delay(1, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Moves the sandbox's clock in steps until an answer is there: a delay may not have begun at the first step.</summary>
    private static async Task UntilAnswered(FakeTimeProvider time, Task answer, TimeSpan step)
    {
        while (!answer.IsCompleted)
        {
            time.Advance(step);
            await Task.WhenAny(answer, Task.Delay(5, TestContext.Current.CancellationToken));
        }
    }
}
