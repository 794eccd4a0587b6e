using System;
using System.Diagnostics;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Threading.Tasks;
using FeishuHire.Sandbox;
using Xunit;

namespace FeishuHire.UnitTests.Sandbox;

/// <summary>The sandbox starts where it is told and leaves nothing behind.</summary>
public sealed class StopTests
{
    [Fact]
    public async Task It_listens_on_loopback_and_on_the_port_it_is_given()
    {
        int port;
        using (var client = new SandboxClient())
        {
            Assert.Equal(("http", "127.0.0.1"), (client.Server.BaseUri.Scheme, client.Server.BaseUri.Host));
            Assert.NotEmpty(await client.TokenAsync());
            port = client.Server.BaseUri.Port;
        }

        using var again = new SandboxClient(new SandboxOptions { Port = port });
        Assert.Equal(port, again.Server.BaseUri.Port);
        Assert.NotEmpty(await again.TokenAsync());
    }

    [Fact]
    public void A_taken_port_is_an_error_and_the_owner_is_left_alone()
    {
        using var first = new SandboxServer();
        Assert.ThrowsAny<Exception>(() => new SandboxServer(new SandboxOptions { Port = first.BaseUri.Port }));
        using var other = new SandboxServer();
        Assert.NotEqual(first.BaseUri.Port, other.BaseUri.Port);
    }

    [Fact]
    public async Task Stop_ends_calls_that_wait_and_frees_the_port_at_once()
    {
        using var client = new SandboxClient(new SandboxOptions
        {
            Faults = [new SandboxFault(SandboxFaultKind.NoAnswer) { Count = 10 }, new SandboxFault(SandboxFaultKind.SlowAnswer) { Count = 10, Milliseconds = 600_000 }],
        });
        string token = await client.TokenAsync();
        Task<Reply>[] waiting = [.. Enumerable.Range(1, 20).Select(order => client.UpdateAsync(SandboxClient.Row(orderId: order.ToString()), token))];
        while (client.Server.Statistics.FaultsPlayed < 20)
        {
            await Task.Delay(1, TestContext.Current.CancellationToken);
        }

        // A client that says it will send a body, and does not.
        using var half = new TcpClient();
        await half.ConnectAsync(IPAddress.Loopback, client.Server.BaseUri.Port, TestContext.Current.CancellationToken);
        byte[] head = System.Text.Encoding.ASCII.GetBytes("POST /" + SandboxClient.InternalPath + " HTTP/1.1\r\nHost: 127.0.0.1:" + client.Server.BaseUri.Port + "\r\nContent-Length: 100\r\n\r\n{");
        await half.GetStream().WriteAsync(head, TestContext.Current.CancellationToken);

        await Task.Run(client.Server.Dispose, TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        client.Server.Dispose();
        foreach (Task<Reply> call in waiting)
        {
            await Assert.ThrowsAsync<HttpRequestException>(() => call);
        }

        var free = new TcpListener(IPAddress.Loopback, client.Server.BaseUri.Port);
        free.Start();
        free.Stop();
        Assert.Equal(20, client.Server.Statistics.Calls);
    }

    [Fact]
    public async Task Starting_and_stopping_many_times_leaves_no_thread_behind()
    {
        const int Times = 150;
        await StartUseStop();
        int before = Process.GetCurrentProcess().Threads.Count;
        for (int i = 0; i < Times; i++)
        {
            await StartUseStop();
        }

        // The pool's threads come and go with the tests beside this one; a thread per sandbox would show all the same.
        Assert.InRange(Process.GetCurrentProcess().Threads.Count, 1, before + (Times / 2));

        static async Task StartUseStop()
        {
            using var client = new SandboxClient();
            Assert.NotEmpty(await client.TokenAsync());
        }
    }
}
