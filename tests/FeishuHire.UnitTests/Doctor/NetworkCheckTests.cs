using System;
using System.Collections.Generic;
using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading.Tasks;
using FeishuHire.Engine.Connection;
using FeishuHire.UnitTests.Connection;
using FeishuHire.UnitTests.Http;
using Xunit;
using static FeishuHire.FeishuHireCheckStatus;

namespace FeishuHire.UnitTests.Doctor;

/// <summary>Each thing that can be in the way to the server, put there.</summary>
public sealed class NetworkCheckTests
{
    private static readonly string[] BehindTheServer = ["Clock", "Token", "IpAllowList", "ReadScope"];

    [Fact]
    public async Task A_closed_port_fails_the_server_and_nothing_else()
    {
        Uri closed = TestConnection.ClosedPort();
        Examination found = await Examination.RunAsync(Credentials.Custom(closed));

        Assert.Equal(["Server"], found.Of(Failed));
        Assert.Contains(closed.Port.ToString(CultureInfo.InvariantCulture), found["Server"].Detail, StringComparison.Ordinal);
        Assert.All(BehindTheServer, check => Assert.Contains("Server", found[check].Detail, StringComparison.Ordinal));
        Assert.All(BehindTheServer, check => Assert.Equal(Skipped, found[check].Status));
        Assert.Equal(["PowerShell", "Proxy"], found.Of(Passed));
    }

    [Fact]
    public async Task A_self_signed_certificate_is_named_and_gets_no_secret()
    {
        Assert.SkipWhen(Wine.IsHere, "Wine makes no certificates.");
        using X509Certificate2 certificate = SelfSigned("CN=Example Inspecting Firewall");
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        int handshakes = 0;
        bool gotData = false;
        Task server = Task.Run(async () =>
        {
            try
            {
                while (true)
                {
                    using TcpClient client = await listener.AcceptTcpClientAsync();
                    await using var tls = new SslStream(client.GetStream());
                    handshakes++;
                    try
                    {
                        await tls.AuthenticateAsServerAsync(certificate);
                        gotData |= await tls.ReadAsync(new byte[100]) > 0;
                    }
                    catch (Exception e) when (e is System.IO.IOException or System.Security.Authentication.AuthenticationException)
                    {
                        // The client wants nothing to do with it.
                    }
                }
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
            {
                // Stopped.
            }
        });

        Examination found = await Examination.RunAsync(Credentials.Custom(new Uri($"https://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}")));
        listener.Stop();
        await server;

        Assert.Equal(["Certificate"], found.Of(Failed));
        Assert.Contains("CN=Example Inspecting Firewall", found["Certificate"].Detail, StringComparison.Ordinal);
        Assert.Contains("UntrustedRoot", found["Certificate"].Detail, StringComparison.Ordinal);
        Assert.Equal((1, false), (handshakes, gotData));
        Assert.All([.. BehindTheServer, "Server"], check => Assert.Contains("Certificate", found[check].Detail, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_without_TLS_fails_the_certificate()
    {
        await using var plain = new RawServer(request => request.SendAsync(RawServer.Answer("{}")));
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Task server = Task.Run(async () =>
        {
            using Socket socket = await listener.AcceptSocketAsync();
            await socket.ReceiveAsync(new byte[4096]);
            await socket.SendAsync(Encoding.ASCII.GetBytes("HTTP/1.1 400 Bad Request\r\n\r\n"));
        });

        Examination found = await Examination.RunAsync(Credentials.Custom(new Uri($"https://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}")));
        await server;

        Assert.Equal(["Certificate"], found.Of(Failed));
        Assert.Contains("TLS", found["Certificate"].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_proxy_that_wants_a_name_is_named_without_the_one_it_was_given()
    {
        await using var proxy = new RawServer(request => request.SendAsync(Encoding.ASCII.GetBytes(
            "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n")));
        ConnectionOptions options = Credentials.Custom(new Uri("https://open.feishu.cn"));
        options.Proxy = proxy.BaseUri;
        options.ProxyCredential = new NetworkCredential("proxy-user", "pass-word-0123");

        Examination found = await Examination.RunAsync(options);

        Assert.Equal(["Proxy"], found.Of(Failed));
        Assert.Contains(proxy.BaseUri.Authority, found["Proxy"].Detail, StringComparison.Ordinal);
        Assert.All(found.All, check => Assert.DoesNotContain("pass-word-0123", check.ToString(), StringComparison.Ordinal));
        Assert.Equal(Skipped, found["NameResolution"].Status);
        Assert.All([.. BehindTheServer, "Server", "Certificate"], check => Assert.Contains("Proxy", found[check].Detail, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_proxy_that_is_not_there_fails_the_proxy()
    {
        ConnectionOptions options = Credentials.Custom(new Uri("https://open.feishu.cn"));
        options.Proxy = new Uri("http://127.0.0.1:9");
        Examination found = await Examination.RunAsync(options);
        Assert.Equal(["Proxy"], found.Of(Failed));
        Assert.Contains("127.0.0.1:9", found["Proxy"].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_proxy_that_works_is_named()
    {
        await using TokenServer server = await TokenServer.StartAsync();
        await using var proxy = new RawServer(request => request.SendAsync(RawServer.Answer(
            request.Text.Contains("tenant_access_token", StringComparison.Ordinal) ? """{"code":0,"tenant_access_token":"t-0123456789","expire":7200}""" : """{"code":0}""")));
        ConnectionOptions options = Credentials.Custom(server.BaseUri);
        options.Proxy = proxy.BaseUri;
        Examination found = await Examination.RunAsync(options);
        Assert.Empty(found.Of(Failed));
        Assert.Equal(Passed, found["Proxy"].Status);
        Assert.Contains(proxy.BaseUri.Authority, found["Proxy"].Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nonsense", "Proxy")]
    [InlineData("ftp://proxy.example.com", "Proxy")]
    public async Task A_proxy_that_is_none_fails_the_proxy(string address, string failed)
    {
        ConnectionOptions options = Credentials.Custom(new Uri("https://open.feishu.cn"));
        options.Proxy = new Uri(address, UriKind.RelativeOrAbsolute);
        Examination found = await Examination.RunAsync(options);
        Assert.Contains(failed, found.Of(Failed));
        Assert.Equal(Skipped, found["Token"].Status);
    }

    [Fact]
    public async Task A_name_that_nobody_knows_fails_the_resolution()
    {
        Examination found = await Examination.RunAsync(Credentials.Custom(new Uri("https://no-such-host.invalid")));
        Assert.Equal(["NameResolution", "Server"], found.Of(Failed));
        Assert.Contains("no-such-host.invalid", found["NameResolution"].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_in_the_clear_fails_the_server()
    {
        Examination found = await Examination.RunAsync(Credentials.Custom(new Uri("http://open.feishu.cn")));
        Assert.Equal(["Server"], found.Of(Failed));
        Assert.Equal(Skipped, found["Token"].Status);
    }

    [Theory]
    [InlineData(-60, Warning, "ahead")]
    [InlineData(60, Warning, "behind")]
    [InlineData(1, Passed, "apart")]
    public async Task A_clock_that_is_off_is_told(int minutes, FeishuHireCheckStatus status, string word)
    {
        await using RawServer server = Answering($"Date: {DateTimeOffset.UtcNow.AddMinutes(minutes):R}\r\n");
        Examination found = await Examination.RunAsync(Credentials.Custom(server.BaseUri));
        Assert.Equal(status, found["Clock"].Status);
        Assert.Contains(word, found["Clock"].Detail, StringComparison.Ordinal);
        Assert.Equal([], found.Of(Failed));
    }

    [Fact]
    public async Task Without_a_date_there_is_no_clock_to_compare()
    {
        await using RawServer server = Answering(string.Empty);
        Assert.Equal(Skipped, (await Examination.RunAsync(Credentials.Custom(server.BaseUri)))["Clock"].Status);
    }

    /// <summary>A certificate that nobody has vouched for.</summary>
    internal static X509Certificate2 SelfSigned(string name)
    {
        using RSA key = RSA.Create(2048);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using X509Certificate2 made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));

        // Windows' TLS takes no key that is only in memory.
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
    }

    private static RawServer Answering(string headers) => new(request => request.SendAsync(RawServer.Answer(
        request.Text.Contains("tenant_access_token", StringComparison.Ordinal) ? """{"code":0,"tenant_access_token":"t-0123456789","expire":7200}""" : """{"code":0}""",
        headers: headers)));
}
