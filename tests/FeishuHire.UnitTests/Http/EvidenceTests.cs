using System;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using FeishuHire.Engine.Connection;
using FeishuHire.Engine;
using FeishuHire.Engine.Http;
using FeishuHire.Errors;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace FeishuHire.UnitTests.Http;

/// <summary>NotSent only where no byte of the body can have left; in doubt Uncertain.</summary>
public sealed class EvidenceTests
{
    private const string Success = """{"code":0}""";

    private static void AssertNotSent(CallResult result, string reason)
    {
        Assert.Equal((CallVerdict.NotSent, ErrorId.ConnectionFailed, BgCheckDeliveryStatus.NotSent), (result.Verdict, result.Error!.Id, result.Error.Outcome));
        Assert.StartsWith(reason, result.Error.Facts["Reason"]);
        Assert.True(result.Error.Retryable);
    }

    [Fact]
    public async Task Nobody_listening_is_not_sent()
    {
        Uri closed = TestConnection.ClosedPort();
        using HireConnection connection = await TestConnection.OpenAsync(closed);
        CallResult result = await connection.UpdateAsync();
        AssertNotSent(result, "ConnectionRefused");
        Assert.Equal(closed.Authority, result.Error!.Facts["Host"]);
    }

    [Fact]
    public async Task An_unknown_name_is_not_sent()
    {
        using HireConnection connection = await TestConnection.OpenAsync(new("https://no-such-host.invalid"));
        CallResult result = await connection.UpdateAsync();
        Assert.Equal((CallVerdict.NotSent, ErrorId.ConnectionFailed, "no-such-host.invalid"), (result.Verdict, result.Error!.Id, result.Error.Facts["Host"]));
    }

    [Fact]
    public async Task A_failed_TLS_handshake_is_not_sent()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Task server = Task.Run(async () =>
        {
            using Socket socket = await listener.AcceptSocketAsync();
            await socket.ReceiveAsync(new byte[4096]);
            await socket.SendAsync(Encoding.ASCII.GetBytes("HTTP/1.1 400 Bad Request\r\n\r\n"));
        });
        using HireConnection connection = await TestConnection.OpenAsync(new($"https://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}"));
        AssertNotSent(await connection.UpdateAsync(), "TLS");
        await server;
    }

    [Fact]
    public async Task A_timeout_after_the_body_has_left_is_uncertain()
    {
        var clock = new FakeTimeProvider();
        var arrived = new TaskCompletionSource();
        await using var server = new RawServer(async request =>
        {
            arrived.SetResult();
            await Task.Delay(Timeout.Infinite, request.Stopping);
        });
        ConnectionOptions options = TestConnection.Options(server.BaseUri);
        options.Clock = clock;
        using HireConnection connection = await HireConnection.OpenAsync(options, default);
        Task<CallResult> call = connection.UpdateAsync();
        await arrived.Task;
        Assert.False(call.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(30));
        CallResult result = await call;
        Assert.Equal((CallVerdict.Uncertain, ErrorId.OutcomeUnknown, "Timeout 30 s"), (result.Verdict, result.Error!.Id, result.Error.Facts["Reason"]));
    }

    [Fact]
    public async Task A_timeout_in_the_middle_of_the_answer_is_uncertain()
    {
        var clock = new FakeTimeProvider();
        var half = new TaskCompletionSource();
        await using var server = new RawServer(async request =>
        {
            byte[] answer = RawServer.Answer(Success);
            await request.SendAsync(answer.AsMemory(0, answer.Length - 2));
            half.SetResult();
            await Task.Delay(Timeout.Infinite, request.Stopping);
        });
        ConnectionOptions options = TestConnection.Options(server.BaseUri);
        options.Clock = clock;
        using HireConnection connection = await HireConnection.OpenAsync(options, default);
        Task<CallResult> call = connection.UpdateAsync();
        await half.Task;
        clock.Advance(TimeSpan.FromSeconds(30));
        CallResult result = await call;
        Assert.Equal((CallVerdict.Uncertain, "Timeout 30 s"), (result.Verdict, result.Error!.Facts["Reason"]));
    }

    [Fact]
    public async Task A_timeout_before_the_tunnel_stands_is_not_sent()
    {
        var clock = new FakeTimeProvider();
        var arrived = new TaskCompletionSource();
        await using var proxy = new RawServer(async request =>
        {
            arrived.SetResult();
            await Task.Delay(Timeout.Infinite, request.Stopping);
        });
        ConnectionOptions options = TestConnection.Options(new("https://open.feishu.cn"));
        options.Clock = clock;
        options.Proxy = proxy.BaseUri;
        using HireConnection connection = await HireConnection.OpenAsync(options, default);
        Task<CallResult> call = connection.UpdateAsync();
        await arrived.Task;
        clock.Advance(TimeSpan.FromSeconds(30));
        AssertNotSent(await call, "Timeout 30 s");
    }

    [Fact]
    public async Task Stopping_before_the_start_is_not_sent_and_after_it_uncertain()
    {
        var arrived = new TaskCompletionSource();
        await using var server = new RawServer(async request =>
        {
            arrived.SetResult();
            await Task.Delay(Timeout.Infinite, request.Stopping);
        });
        using HireConnection connection = await TestConnection.OpenAsync(server.BaseUri);
        AssertNotSent(await connection.UpdateAsync(cancellationToken: new CancellationToken(canceled: true)), "Stopped");
        Assert.Equal(0, server.Requests);

        using var stop = new CancellationTokenSource();
        Task<CallResult> call = connection.UpdateAsync(cancellationToken: stop.Token);
        await arrived.Task;
        await stop.CancelAsync();
        CallResult result = await call;
        Assert.Equal((CallVerdict.Uncertain, "Stopped"), (result.Verdict, result.Error!.Facts["Reason"]));
    }

    [Fact]
    public async Task A_proxy_that_wants_a_name_is_named_and_nothing_was_sent()
    {
        await using var proxy = new RawServer(request => request.SendAsync(Encoding.ASCII.GetBytes(
            "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n")));
        ConnectionOptions options = TestConnection.Options(new("https://open.feishu.cn"));
        options.Proxy = proxy.BaseUri;
        using HireConnection connection = await HireConnection.OpenAsync(options, default);
        CallResult result = await connection.UpdateAsync();
        Assert.Equal((CallVerdict.NotSent, ErrorId.ProxyRefused), (result.Verdict, result.Error!.Id));
        Assert.Equal(proxy.BaseUri.ToString().TrimEnd('/'), result.Error.Facts["Proxy"]);
    }

    [Fact]
    public async Task A_proxy_is_told_who_this_is_and_its_other_refusals_are_passed_on()
    {
        string? authorization = null;
        await using var proxy = new RawServer(async request =>
        {
            int at = request.Text.IndexOf("Proxy-Authorization: ", StringComparison.Ordinal);
            authorization ??= at < 0 ? null : request.Text[at..request.Text.IndexOf('\r', at)];
            await request.SendAsync(Encoding.ASCII.GetBytes(authorization is null
                ? "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n"
                : "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n"));
        });
        ConnectionOptions options = TestConnection.Options(new("https://open.feishu.cn"));
        options.Proxy = proxy.BaseUri;
        options.ProxyCredential = new NetworkCredential("user", "pass-word");
        using HireConnection connection = await HireConnection.OpenAsync(options, default);
        CallResult result = await connection.UpdateAsync();
        Assert.Equal("Proxy-Authorization: Basic " + Convert.ToBase64String(Encoding.ASCII.GetBytes("user:pass-word")), authorization);
        AssertNotSent(result, "ProxyTunnelError 503");
        Assert.DoesNotContain("pass-word", new FeishuHireException(result.Error!).ToString());
    }

    [Fact]
    public async Task A_body_that_was_taken_back_cannot_leave_any_more()
    {
        var content = new OneTimeContent(new(Encoding.UTF8.GetBytes("x")));
        Assert.True(content.TryWithhold());
        await Assert.ThrowsAnyAsync<Exception>(() => content.CopyToAsync(System.IO.Stream.Null));

        content = new OneTimeContent(new(Encoding.UTF8.GetBytes("x")));
        await content.CopyToAsync(System.IO.Stream.Null);
        Assert.False(content.TryWithhold());
        await Assert.ThrowsAnyAsync<Exception>(() => content.CopyToAsync(System.IO.Stream.Null));
    }
}
