using System;
using System.Linq;
using System.Management.Automation;
using System.Net;
using System.Security;
using System.Threading.Tasks;
using FeishuHire.ModuleTests.Harness;
using FeishuHire.UnitTests.Http;
using FeishuHire.UnitTests.Connection;
using Xunit;

namespace FeishuHire.ModuleTests.Commands;

/// <summary>Connect-, Get- and Disconnect-FeishuHire in the real engine.</summary>
public sealed class ConnectTests
{
    private const string Secret = "S3cret-0123456789-abcdef";

    private static SecureString Secure(string text) => new NetworkCredential(string.Empty, text).SecurePassword;

    private static (string, object?)[] Variables(Uri baseUri) =>
    [
        ("uri", baseUri),
        ("secret", Secure(Secret)),
        ("ticket", Secure("g-ticket-0123456789")),
        ("credential", new PSCredential("cli_cred", Secure(Secret))),
        ("token", Secure("t-giventoken-0123456789")),
    ];

    [Theory]
    [InlineData("-AppId cli_x -AppSecret $secret", "CustomApp", "cli_x", "")]
    [InlineData("-Credential $credential", "CustomApp", "cli_cred", "")]
    [InlineData("-AppId cli_x -AppSecret $secret -AppTicket $ticket", "StoreApp", "cli_x", "")]
    [InlineData("-AppId cli_x -AppSecret $secret -AppTicket $ticket -TenantKey T1", "StoreApp", "cli_x", "T1")]
    [InlineData("-TenantAccessToken $token", "TenantAccessToken", "", "")]
    public async Task Each_form_of_credentials_opens_a_connection(string arguments, string credential, string appId, string tenant)
    {
        await using TokenServer server = await TokenServer.StartAsync();
        using ModuleSession session = new();
        RunResult opened = session.Run($"Connect-FeishuHire {arguments} -BaseUri $uri -Realm Test -TimeoutSec 7 -CallsPerSecond 20 -CallsPerMinute 300", Variables(server.BaseUri)).Clean();
        PSObject connection = Assert.Single(opened.Output);
        Assert.Equal("FeishuHire.FeishuHireConnection", connection.BaseObject.GetType().FullName);
        Assert.Equal([credential], opened.Values("Credential"));
        Assert.Equal(appId, opened.Values("AppId")[0] ?? "");
        Assert.Equal(tenant, opened.Values("TenantKey")[0] ?? "");
        Assert.Equal(["Test", "Open", "00:00:07", "20", "300"], new[] { "Realm", "State", "Timeout", "CallsPerSecond", "CallsPerMinute" }.Select(p => opened.Values(p)[0]));

        RunResult shown = session.Run("Get-FeishuHireConnection").Clean();
        Assert.Same(connection.BaseObject, Assert.Single(shown.Output).BaseObject);
        Assert.Equal(arguments.StartsWith("-Tenant", StringComparison.Ordinal) ? 0 : 1, server.Count(TokenServer.Custom) + server.Count(TokenServer.App));
    }

    [Theory]
    [InlineData("", "CredentialMissing", "InvalidArgument")]
    [InlineData("-AppId cli_x", "CredentialMissing", "InvalidArgument")]
    [InlineData("-AppId cli_x -AppSecret $secret -TenantKey T", "CredentialMissing", "InvalidArgument")]
    [InlineData("-AppId cli_x -AppSecret $secret -BaseUri http://open.feishu.cn", "BaseUriNotAllowed", "InvalidArgument")]
    [InlineData("-AppId cli_x -AppSecret $secret -BaseUri open.feishu.cn", "BaseUriNotAllowed", "InvalidArgument")]
    [InlineData("-AppId cli_x -AppSecret $secret -Proxy nonsense", "ProxyInvalid", "ConnectionError")]
    [InlineData("-AppId cli_x -AppSecret $secret -Proxy http://127.0.0.1:9", "ProxyInvalid", "ConnectionError")]
    [InlineData("-AppId cli_x -AppSecret $secret -BaseUri http://127.0.0.1:9", "ConnectionFailed", "ConnectionError")]
    [InlineData("-AppId cli_x -AppSecret $secret -AppTicketPath ./no-such-file.txt -BaseUri $uri", "FileNotFound", "ObjectNotFound")]
    public async Task What_cannot_work_ends_the_command_with_its_id(string arguments, string id, string category)
    {
        await using TokenServer server = await TokenServer.StartAsync();
        using ModuleSession session = new();
        RunResult result = session.Run($"try {{ Connect-FeishuHire {arguments} }} catch {{ $caught = $_ }}; $caught", Variables(server.BaseUri));
        ErrorRecord error = Assert.IsType<ErrorRecord>(Assert.Single(result.Output).BaseObject);
        Assert.Equal($"{id},FeishuHire.Commands.ConnectFeishuHireCommand", error.FullyQualifiedErrorId);
        Assert.Equal(category, error.CategoryInfo.Category.ToString());
        Assert.Equal("FeishuHire.FeishuHireException", error.Exception.GetType().FullName);
        Assert.NotEmpty(error.ErrorDetails.RecommendedAction);
        Assert.DoesNotContain(error.ErrorDetails.RecommendedAction, error.ErrorDetails.Message);
        Assert.Contains(error.ErrorDetails.RecommendedAction, error.Exception.Message);
        Assert.Empty(session.Run("try { Get-FeishuHireConnection } catch { }").Output);
    }

    [Theory]
    [InlineData(10014, "CredentialRejected", "AuthenticationError")]
    [InlineData(10013, "AppUnavailable", "PermissionDenied")]
    public async Task A_wrong_secret_fails_here(int code, string id, string category)
    {
        await using TokenServer server = await TokenServer.StartAsync();
        server.Instead = (_, body, _) => (200, $$"""{"code":{{code}},"msg":"app secret invalid {{body["app_secret"]}}"}""");
        using ModuleSession session = new();
        RunResult result = session.Run("Connect-FeishuHire -AppId cli_x -AppSecret $secret -BaseUri $uri -Verbose -Debug", Variables(server.BaseUri));
        Assert.Equal([id], result.ErrorIds);
        ErrorRecord error = result.AllErrors.Single();
        Assert.Equal(category, error.CategoryInfo.Category.ToString());
        Assert.DoesNotContain(Secret, result.Everything);
        Assert.Contains(code.ToString(), error.ErrorDetails.Message);
        Assert.Contains("LOG1", error.ErrorDetails.Message);
    }

    [Fact]
    public async Task The_environment_stands_in_and_nothing_is_asked()
    {
        await using TokenServer server = await TokenServer.StartAsync();
        ShellResult shell = (await ShellProcess.RunAsync(
            "-Command",
            $"$env:FEISHU_APP_ID = 'cli_env'; $env:FEISHU_APP_SECRET = '{Secret}'; Import-Module FeishuHire; "
            + $"(Connect-FeishuHire -NoLedger -BaseUri {server.BaseUri}).AppId; $env:FEISHU_APP_TICKET = 'g-1'; $env:FEISHU_TENANT_KEY = 'T9'; "
            + $"$c = Connect-FeishuHire -NoLedger -BaseUri {server.BaseUri}; $c.Credential; $c.TenantKey")).Ok();
        Assert.Equal(["cli_env", "StoreApp", "T9"], shell.Lines);
        Assert.Equal(Secret, server.Bodies(TokenServer.Custom).Single()["app_secret"]!.GetValue<string>());
    }

    [Fact]
    public async Task Runspaces_have_connections_of_their_own()
    {
        await using TokenServer server = await TokenServer.StartAsync();
        using ModuleSession one = new();
        using ModuleSession other = new();
        one.Run("$null = Connect-FeishuHire -AppId cli_one -AppSecret $secret -BaseUri $uri", Variables(server.BaseUri)).Clean();
        Assert.Equal(["NotConnected"], other.Run("Get-FeishuHireConnection").ErrorIds);
        other.Run("$null = Connect-FeishuHire -AppId cli_other -AppSecret $secret -BaseUri $uri", Variables(server.BaseUri)).Clean();
        Assert.Equal(["cli_one"], one.Run("Get-FeishuHireConnection").Clean().Values("AppId"));
        Assert.Equal(["cli_other"], other.Run("Get-FeishuHireConnection").Clean().Values("AppId"));
    }

    [Fact]
    public async Task Disconnecting_closes_and_may_be_repeated()
    {
        await using TokenServer server = await TokenServer.StartAsync();
        using ModuleSession session = new();
        Assert.Empty(session.Run("Disconnect-FeishuHire").Clean().Output);
        RunResult result = session.Run(
            "$a = Connect-FeishuHire -AppId cli_a -AppSecret $secret -BaseUri $uri; $b = Connect-FeishuHire -AppId cli_b -AppSecret $secret -BaseUri $uri; "
            + "$a.State; $b.State; Disconnect-FeishuHire; $b.State; $a, $b | Disconnect-FeishuHire; $a.State; Disconnect-FeishuHire -Connection $b",
            Variables(server.BaseUri)).Clean();
        // A second connection closes the first.
        Assert.Equal(["Closed", "Open", "Closed", "Closed"], result.Output.Select(o => o.ToString()));
        RunResult none = session.Run("Get-FeishuHireConnection");
        Assert.Equal("NotConnected,FeishuHire.Commands.GetFeishuHireConnectionCommand", none.AllErrors.Single().FullyQualifiedErrorId);
    }

    [Fact]
    public async Task Ctrl_C_ends_the_wait_for_a_server_that_never_answers()
    {
        var arrived = new TaskCompletionSource();
        await using var server = new RawServer(async request =>
        {
            arrived.TrySetResult();
            await Task.Delay(-1, request.Stopping);
        });
        using ModuleSession session = new();
        RunningScript running = session.Start("Connect-FeishuHire -AppId cli_x -AppSecret $secret -BaseUri $uri", null, Variables(server.BaseUri));
        await arrived.Task;
        RunResult result = running.Stop(TimeSpan.FromSeconds(20));
        Assert.Equal(PSInvocationState.Stopped, result.State);
        Assert.Empty(result.Errors);
        Assert.Equal(["NotConnected"], session.Run("Get-FeishuHireConnection").ErrorIds);
    }

    [Fact]
    public async Task The_connection_prints_without_secrets_in_every_view()
    {
        await using TokenServer server = await TokenServer.StartAsync();
        ShellResult shell = (await ShellProcess.RunAsync(
            "-Command",
            $"$env:FEISHU_APP_ID = 'cli_env'; $env:FEISHU_APP_SECRET = '{Secret}'; Import-Module FeishuHire; "
            + $"$c = Connect-FeishuHire -NoLedger -BaseUri {server.BaseUri} -Verbose -Debug; $c; $c | Format-List -Property *; $c | Format-Table; \"$c\"")).Ok();
        string text = string.Join("\n", shell.Lines);
        Assert.Contains("cli_env", text);
        Assert.DoesNotContain(Secret, text);
        Assert.DoesNotContain("t-0000000001", text);
    }
}
