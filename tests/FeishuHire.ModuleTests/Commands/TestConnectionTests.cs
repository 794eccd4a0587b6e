using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading.Tasks;
using FeishuHire.ModuleTests.Harness;
using FeishuHire.ModuleTests.Sandbox;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace FeishuHire.ModuleTests.Commands;

/// <summary>Test-FeishuHireConnection in the real engine; what each check finds is proved in the unit tests.</summary>
[Collection(SandboxCollection.Name)]
public sealed class TestConnectionTests : IDisposable
{
    private static readonly string[] Checks =
    [
        "PowerShell", "Ledger", "LedgerBackup", "Results", "Proxy", "NameResolution", "Server", "Certificate", "Clock", "Token", "IpAllowList", "ReadScope", "CallsLeft",
    ];

    private readonly ModuleSession _session = new();

    public TestConnectionTests() => _session.Run("try { Stop-FeishuHireSandbox } catch { }");

    public void Dispose()
    {
        _session.Run("try { Disconnect-FeishuHire } catch { }; try { Stop-FeishuHireSandbox } catch { }");
        _session.Dispose();
    }

    [Fact]
    public void One_object_a_check_in_a_fixed_order()
    {
        RunResult found = _session.Run("Test-FeishuHireConnection -Sandbox").Clean();

        Assert.Equal(Checks, found.Values("Check"));
        Assert.DoesNotContain("Failed", found.Values("Status"));
        Assert.All(found.Output, check => Assert.Equal("FeishuHire.FeishuHireCheck", check.BaseObject.GetType().FullName));
        Assert.Equal(["True"], _session.Run("Test-FeishuHireConnection -Sandbox -Quiet").Clean().Texts);
        Assert.Equal(["0"], _session.Run("(Start-FeishuHireSandbox).Statistics.Calls").Clean().Texts);

        // It opens no connection for the session.
        Assert.Equal(["NotConnected"], _session.Run("Get-FeishuHireConnection").ErrorIds);
    }

    [Fact]
    public void The_connection_of_the_session_is_looked_at_unless_another_is_asked_for()
    {
        _session.Run("$null = Connect-FeishuHire -Sandbox").Clean();
        Assert.Equal(["True"], _session.Run("Test-FeishuHireConnection -Quiet").Clean().Texts);
        Assert.Equal(["True"], _session.Run("Test-FeishuHireConnection -Connection (Get-FeishuHireConnection) -Quiet").Clean().Texts);
        Assert.Equal(["False"], _session.Run("Test-FeishuHireConnection -AppId cli_x -BaseUri http://127.0.0.1:9 -Quiet -NoLedger").Clean().Texts);
        Assert.Equal(["InvalidField"], _session.Run("Test-FeishuHireConnection -Connection (Get-FeishuHireConnection) -AppId cli_x").ErrorIds);
        Assert.Equal(["NotConnected"], _session.Run("$old = Get-FeishuHireConnection; Disconnect-FeishuHire; Test-FeishuHireConnection -Connection $old").ErrorIds);
    }

    [Fact]
    public void A_scope_that_is_missing_and_a_place_that_cannot_be_fail_by_themselves()
    {
        _session.Run("$null = Start-FeishuHireSandbox -Fault @{ Kind = 'ScopeMissing'; Endpoint = 'Orders'; Count = 9 }").Clean();
        RunResult found = _session.Run("Test-FeishuHireConnection -Sandbox -LedgerPath /no/such/ledger.db -ResultPath $file | Where-Object Status -EQ Failed", ("file", Repo.Manifest)).Clean();
        Assert.Equal(["Ledger", "Results", "ReadScope"], found.Values("Check"));
        Assert.All(found.Values("Remedy"), remedy => Assert.NotEmpty(remedy!));
    }

    [Fact]
    public void No_secret_is_in_any_stream()
    {
        string secret = _session.Run("[Net.NetworkCredential]::new('', (Start-FeishuHireSandbox).AppSecret).Password").Clean().Texts[0]!;
        RunResult found = _session.Run(
            "Test-FeishuHireConnection -Sandbox -Verbose -Debug; Test-FeishuHireConnection -AppId cli_x -AppSecret (Start-FeishuHireSandbox).AppSecret -BaseUri (Start-FeishuHireSandbox).BaseUri -NoLedger -Verbose -Debug");
        Assert.DoesNotContain(secret, found.Everything, StringComparison.Ordinal);
        Assert.Contains("Failed", found.Values("Status"));
        Assert.DoesNotContain(secret, string.Concat(found.Output.SelectMany(check => check.Properties).Select(property => property.Value)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_that_is_trusted_shows_who_issued_it()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Trusts a certificate of its own by SSL_CERT_FILE.");
        string folder = Directory.CreateTempSubdirectory("feishu-tls-").FullName;
        (X509Certificate2 authority, X509Certificate2 certificate) = Issue();
        using (authority)
        using (certificate)
        {
            string trusted = Path.Combine(folder, "ca.pem");
            await File.WriteAllTextAsync(trusted, authority.ExportCertificatePem());
            await using WebApplication server = await ServeAsync(certificate);
            string address = server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First().Replace("127.0.0.1", "localhost", StringComparison.Ordinal);
            ShellResult shell = (await ShellProcess.Start(
                [
                    "-Command",
                    $"Import-Module FeishuHire; $env:FEISHU_APP_ID = 'cli_x'; $env:FEISHU_APP_SECRET = 'S3cret-0123456789'; "
                    + $"Test-FeishuHireConnection -BaseUri {address} -NoLedger | ForEach-Object ToString",
                ],
                new Dictionary<string, string?> { ["SSL_CERT_FILE"] = trusted }).WaitAsync()).Ok();

            Assert.Contains(shell.Lines, line => line.StartsWith("Certificate: Passed", StringComparison.Ordinal) && line.Contains("CN=Example Authority", StringComparison.Ordinal));
            Assert.Contains(shell.Lines, line => line.StartsWith("NameResolution: Passed", StringComparison.Ordinal));
            Assert.Contains(shell.Lines, line => line.StartsWith("ReadScope: Passed", StringComparison.Ordinal));
            Assert.DoesNotContain("S3cret", shell.Output + shell.Error, StringComparison.Ordinal);
        }

        Directory.Delete(folder, recursive: true);
    }

    private static (X509Certificate2 Authority, X509Certificate2 Certificate) Issue()
    {
        DateTimeOffset now = DateTimeOffset.UtcNow;
        using RSA root = RSA.Create(2048);
        var authority = new CertificateRequest("CN=Example Authority", root, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        authority.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        X509Certificate2 issuer = authority.CreateSelfSigned(now.AddDays(-1), now.AddDays(30));
        using RSA key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        using X509Certificate2 issued = request.Create(issuer, now.AddDays(-1), now.AddDays(20), [1, 2, 3, 4]);
        return (issuer, issued.CopyWithPrivateKey(key));
    }

    private static async Task<WebApplication> ServeAsync(X509Certificate2 certificate)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate)));
        WebApplication app = builder.Build();
        app.Run(async context =>
        {
            context.Response.ContentType = "application/json";
            await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes("""{"code":0,"tenant_access_token":"t-0123456789","expire":7200}"""));
        });
        await app.StartAsync();
        return app;
    }
}
