using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using FeishuHire.Engine.Connection;
using FeishuHire.Engine;
using FeishuHire.Errors;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace FeishuHire.UnitTests.Connection;

/// <summary>Tokens of a custom app: fetched once, renewed late, forgotten when refused.</summary>
public sealed class CustomAppTests
{
    [Fact]
    public async Task The_request_is_that_of_the_contract()
    {
        await using TokenServer server = await TokenServer.StartAsync();
        using HireConnection connection = await Credentials.Custom(server.BaseUri).OpenAsync();
        Http.TestServer.Received request = Assert.Single(server.Requests(TokenServer.Custom));
        Assert.Equal("application/json; charset=utf-8", request.Headers["Content-Type"]);
        Assert.DoesNotContain("Authorization", request.Headers.Keys);
        System.Text.Json.Nodes.JsonObject body = Assert.Single(server.Bodies(TokenServer.Custom));
        Assert.Equal(new[] { "app_id", "app_secret" }, body.Select(m => m.Key));
        Assert.Equal(Credentials.AppId, body["app_id"]!.GetValue<string>());
        Assert.Equal(Credentials.AppSecret, body["app_secret"]!.GetValue<string>());
    }

    [Fact]
    public async Task Thirty_two_callers_make_one_fetch()
    {
        await using TokenServer server = await TokenServer.StartAsync();
        using HireConnection connection = await Credentials.Custom(server.BaseUri).OpenAsync();
        string first = await connection.TokenAsync();
        connection.Tokens.Drop(null, first);
        var gate = new TaskCompletionSource();
        server.Gate = gate.Task;
        Task<string>[] callers = Enumerable.Range(0, 32).Select(_ => Task.Run(() => connection.TokenAsync())).ToArray();
        await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => Task.Run(() => connection.Tokens.Drop(null, first))));
        gate.SetResult();
        string[] tokens = await Task.WhenAll(callers);
        Assert.Equal("t-0000000002", Assert.Single(tokens.Distinct()));
        Assert.Equal(2, server.Count(TokenServer.Custom));

        // Late news of the old token does not cost the new one.
        connection.Tokens.Drop(null, first);
        Assert.Equal("t-0000000002", await connection.TokenAsync());
        Assert.Equal(2, server.Count(TokenServer.Custom));
    }

    [Fact(Timeout = 60_000)]
    public async Task It_is_renewed_in_its_last_30_minutes_and_not_before()
    {
        var clock = new FakeTimeProvider();
        await using TokenServer server = await TokenServer.StartAsync();
        using HireConnection connection = await Credentials.Custom(server.BaseUri, clock).OpenAsync();
        clock.Advance(TimeSpan.FromMinutes(90));
        Assert.Equal("t-0000000001", await connection.TokenAsync());
        Assert.Equal(1, server.Count(TokenServer.Custom));

        // The old one serves while the new one is on its way.
        var gate = new TaskCompletionSource();
        server.Gate = gate.Task;
        clock.Advance(TimeSpan.FromSeconds(10));
        for (int i = 0; i < 5; i++)
        {
            Assert.Equal("t-0000000001", await connection.TokenAsync());
        }

        gate.SetResult();
        string token;
        do
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            token = await connection.TokenAsync();
            await Task.Yield();
        }
        while (token == "t-0000000001");
        Assert.Equal("t-0000000002", token);
        Assert.Equal(2, server.Count(TokenServer.Custom));
    }

    [Fact]
    public async Task While_it_cannot_be_renewed_it_serves_until_its_end_and_then_the_failure_shows()
    {
        var clock = new FakeTimeProvider();
        await using TokenServer server = await TokenServer.StartAsync();
        using HireConnection connection = await Credentials.Custom(server.BaseUri, clock).OpenAsync();
        server.Instead = (_, _, _) => (200, """{"code":10014,"msg":"app secret invalid"}""");
        for (int minute = 91; minute < 120; minute += 4)
        {
            clock.SetUtcNow(clock.Start.AddMinutes(minute));
            Assert.Equal("t-0000000001", await connection.TokenAsync());
        }

        clock.SetUtcNow(clock.Start.AddMinutes(121));
        FeishuHireException failure = await Assert.ThrowsAsync<FeishuHireException>(() => connection.TokenAsync());
        Assert.Equal(ErrorId.CredentialRejected, failure.ErrorId);
        Assert.InRange(server.Count(TokenServer.Custom), 2, 10);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-5")]
    [InlineData("59")]
    [InlineData("\"600\"")]
    [InlineData("1800")]
    [InlineData("99999999999999999999")]
    [InlineData("null")]
    public async Task However_short_its_life_it_is_not_fetched_for_every_call(string expire)
    {
        var clock = new FakeTimeProvider();
        await using TokenServer server = await TokenServer.StartAsync();
        server.Instead = (_, _, number) => (200, $$"""{"code":0,"tenant_access_token":"t-{{number}}","expire":{{expire}}}""");
        using HireConnection connection = await Credentials.Custom(server.BaseUri, clock).OpenAsync();
        for (int i = 0; i < 100; i++)
        {
            clock.Advance(TimeSpan.FromMilliseconds(200));
            await connection.TokenAsync();
        }

        Assert.Equal(1, server.Count(TokenServer.Custom));
    }

    [Fact]
    public async Task A_token_is_not_used_beyond_its_life_however_short()
    {
        var clock = new FakeTimeProvider();
        await using TokenServer server = await TokenServer.StartAsync();
        server.Instead = (_, _, number) => (200, $$"""{"code":0,"tenant_access_token":"t-{{number}}","expire":4}""");
        using HireConnection connection = await Credentials.Custom(server.BaseUri, clock).OpenAsync();
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("t-1", await connection.TokenAsync());
        clock.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal("t-2", await connection.TokenAsync());
    }

    [Fact]
    public async Task One_caller_that_gives_up_does_not_take_the_fetch_from_the_others()
    {
        await using TokenServer server = await TokenServer.StartAsync();
        using HireConnection connection = await Credentials.Custom(server.BaseUri).OpenAsync();
        connection.Tokens.Drop(null, await connection.TokenAsync());
        var gate = new TaskCompletionSource();
        server.Gate = gate.Task;
        using var giveUp = new CancellationTokenSource();
        Task<string> impatient = connection.Tokens.GetAsync(null, giveUp.Token);
        Task<string> patient = connection.TokenAsync();
        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        gate.SetResult();
        Assert.Equal("t-0000000002", await patient);
        Assert.Equal(2, server.Count(TokenServer.Custom));
    }

    [Theory]
    [InlineData(10003, ErrorId.CredentialRejected)]
    [InlineData(10014, ErrorId.CredentialRejected)]
    [InlineData(10015, ErrorId.CredentialRejected)]
    [InlineData(99991543, ErrorId.CredentialRejected)]
    [InlineData(10013, ErrorId.AppUnavailable)]
    [InlineData(12345, ErrorId.ApiError)]
    public async Task A_refusal_with_HTTP_200_is_a_refusal_and_is_not_asked_for_again(int code, string errorId)
    {
        await using TokenServer server = await TokenServer.StartAsync();
        server.Instead = (_, _, _) => (200, $$"""{"code":{{code}},"msg":"app secret invalid"}""");
        FeishuHireException failure = await Assert.ThrowsAsync<FeishuHireException>(() => Credentials.Custom(server.BaseUri).OpenAsync());
        Assert.Equal((errorId, code, 200, "LOG1"), (failure.ErrorId, failure.Code!.Value, failure.HttpStatus!.Value, failure.LogId));
        Assert.False(failure.Retryable && failure.ErrorId == ErrorId.ApiError);
        Assert.Equal(1, server.Count(TokenServer.Custom));
    }

    [Theory]
    [InlineData(200, """{"code":2200,"msg":"internal"}""", ErrorId.SystemError)]
    [InlineData(200, """{"code":5000}""", ErrorId.SystemError)]
    [InlineData(500, "oops", ErrorId.SystemError)]
    [InlineData(502, "<html>", ErrorId.SystemError)]
    [InlineData(429, "", ErrorId.RateLimited)]
    public async Task What_may_pass_is_tried_three_times(int status, string body, string errorId)
    {
        await using TokenServer server = await TokenServer.StartAsync();
        server.Instead = (_, _, number) => number < 3 ? (status, body) : null;
        using (await Credentials.Custom(server.BaseUri, new HurriedClock()).OpenAsync())
        {
            Assert.Equal(3, server.Count(TokenServer.Custom));
        }

        server.Instead = (_, _, _) => (status, body);
        FeishuHireException failure = await Assert.ThrowsAsync<FeishuHireException>(() => Credentials.Custom(server.BaseUri, new HurriedClock()).OpenAsync());
        Assert.Equal((errorId, true, BgCheckDeliveryStatus.NotSent), (failure.ErrorId, failure.Retryable, failure.Outcome!.Value));
        Assert.Equal(6, server.Count(TokenServer.Custom));
    }

    [Theory]
    [InlineData(200, "")]
    [InlineData(200, "<html>")]
    [InlineData(200, """{"code":0}""")]
    [InlineData(200, """{"code":0,"tenant_access_token":""}""")]
    [InlineData(200, """{"code":0,"tenant_access_token":"t-\r\nX-Evil: 1"}""")]
    [InlineData(200, """{"code":0,"tenant_access_token":7}""")]
    [InlineData(302, "")]
    [InlineData(404, "404 page not found")]
    public async Task An_answer_without_a_token_is_unreadable(int status, string body)
    {
        await using TokenServer server = await TokenServer.StartAsync();
        server.Instead = (_, _, _) => (status, body);
        if (body.Contains(":7}", StringComparison.Ordinal))
        {
            // A number's digits count as text; the API would tell.
            using HireConnection connection = await Credentials.Custom(server.BaseUri).OpenAsync();
            Assert.Equal("7", await connection.TokenAsync());
            return;
        }

        FeishuHireException failure = await Assert.ThrowsAsync<FeishuHireException>(() => Credentials.Custom(server.BaseUri).OpenAsync());
        Assert.Equal((ErrorId.UnreadableAnswer, status), (failure.ErrorId, failure.HttpStatus!.Value));
    }

    [Fact]
    public async Task Nobody_there_is_ConnectionFailed()
    {
        FeishuHireException failure = await Assert.ThrowsAsync<FeishuHireException>(() => Credentials.Custom(new("http://127.0.0.1:9"), new HurriedClock()).OpenAsync());
        Assert.Equal(ErrorId.ConnectionFailed, failure.ErrorId);
        Assert.True(failure.Retryable);
    }

    [Fact]
    public async Task A_token_refused_while_the_same_one_is_being_fetched_is_fetched_anew()
    {
        var clock = new FakeTimeProvider();
        await using TokenServer server = await TokenServer.StartAsync();
        server.Instead = (_, _, number) => number <= 2 ? (200, """{"code":0,"tenant_access_token":"t-revoked","expire":7200}""") : null;
        using HireConnection connection = await Credentials.Custom(server.BaseUri, clock).OpenAsync();
        var gate = new TaskCompletionSource();
        server.Gate = gate.Task;
        clock.Advance(TimeSpan.FromMinutes(95));
        Assert.Equal("t-revoked", await connection.TokenAsync());
        connection.Tokens.Drop(null, "t-revoked");
        Task<string> next = connection.TokenAsync();
        gate.SetResult();
        Assert.Equal("t-0000000003", await next);
    }

    [Fact]
    public async Task A_closed_connection_gives_no_token()
    {
        await using TokenServer server = await TokenServer.StartAsync();
        HireConnection connection = await Credentials.Custom(server.BaseUri).OpenAsync();
        connection.Dispose();
        Assert.Equal(ErrorId.NotConnected, (await Assert.ThrowsAsync<FeishuHireException>(() => connection.TokenAsync())).ErrorId);
    }
}
