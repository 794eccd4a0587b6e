using System;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using FeishuHire.Engine.Connection;
using FeishuHire.Engine;
using FeishuHire.Engine.Http;

namespace FeishuHire.UnitTests.Http;

/// <summary>Connections and rows for the tests.</summary>
internal static class TestConnection
{
    public const string Token = "t-testtoken0123456789";
    public const long SentTime = 1660123456789;

    public static ConnectionOptions Options(Uri baseUri) => new()
    {
        BaseUri = baseUri,
        TenantAccessToken = new NetworkCredential(string.Empty, Token).SecurePassword,
        NoLedger = true,
    };

    /// <summary>An address on this machine where nobody listens.</summary>
    public static Uri ClosedPort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return new Uri($"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}");
    }

    public static Task<HireConnection> OpenAsync(Uri baseUri) => HireConnection.OpenAsync(Options(baseUri), CancellationToken.None);

    public static BgCheckProgress Row() => new()
    {
        BackgroundCheckId = "6931286400470354183",
        StageId = "S-1",
        StageName = "学历核实",
    };

    public static Task<CallResult> UpdateAsync(this HireConnection connection, BgCheckProgress? row = null, CancellationToken cancellationToken = default) =>
        connection.ApiOf(BgCheckDeliveryKind.Progress).SendAsync(row ?? Row(), SentTime, Token, cancellationToken);

    /// <summary>One call to a server that answers so.</summary>
    public static async Task<CallResult> JudgeAsync(int status, string body, string? contentType = "application/json", params (string Name, string Value)[] headers)
    {
        await using TestServer server = await TestServer.AnsweringAsync(status, body, contentType, headers);
        using HireConnection connection = await OpenAsync(server.BaseUri);
        return await connection.UpdateAsync();
    }
}
