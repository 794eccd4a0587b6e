using System;
using System.Collections.Generic;
using System.Net;
using System.Threading.Tasks;
using FeishuHire.Engine.Connection;
using FeishuHire.Engine;
using FeishuHire.Errors;
using FeishuHire.UnitTests.Http;
using Xunit;

namespace FeishuHire.UnitTests.Connection;

/// <summary>What a connection can be opened with, and what it says where it cannot.</summary>
public sealed class ConnectionOptionsTests
{
    private static async Task<FeishuHireException> RefusalAsync(ConnectionOptions options) =>
        await Assert.ThrowsAsync<FeishuHireException>(() => options.OpenAsync());

    [Theory]
    [InlineData("http://open.feishu.cn")]
    [InlineData("http://localhost.example.com")]
    [InlineData("http://10.0.0.1")]
    [InlineData("ftp://127.0.0.1")]
    [InlineData("file:///etc/passwd")]
    [InlineData("https://user:pass-word@open.feishu.cn")]
    [InlineData("https://open.feishu.cn/?x=1")]
    [InlineData("open.feishu.cn")]
    public async Task An_address_that_would_show_the_token_is_refused(string address)
    {
        FeishuHireException refusal = await RefusalAsync(TestConnection.Options(new(address, UriKind.RelativeOrAbsolute)));
        Assert.Equal(ErrorId.BaseUriNotAllowed, refusal.ErrorId);
        Assert.DoesNotContain("pass-word", refusal.ToString());
    }

    [Theory]
    [InlineData("https://open.feishu.cn", null, "Feishu")]
    [InlineData("https://OPEN.feishu.cn/", "Mine", "Feishu")]
    [InlineData("https://open.larksuite.com", null, "Lark")]
    [InlineData("https://Gateway.example.com/feishu", null, "gateway.example.com", true)]
    [InlineData("https://gateway.example.com:8443", " ", "gateway.example.com", true)]
    [InlineData("https://gateway.example.com", "Mine", "Mine")]
    [InlineData("https://gateway.example.com", "Feishu", "Feishu")]
    [InlineData("http://localhost:8080", null, "localhost:8080")]
    [InlineData("http://[::1]:8080", null, "[::1]:8080")]
    [InlineData("http://127.0.0.1:8080", "Mine", "Mine")]
    public async Task The_realm_is_the_ledgers_world(string address, string? realm, string expected, bool isAssumed = false)
    {
        ConnectionOptions options = TestConnection.Options(new(address));
        options.Realm = realm;
        using HireConnection connection = await options.OpenAsync();
        Assert.Equal((expected, isAssumed), (connection.Realm, connection.IsRealmAssumed));
    }

    [Theory]
    [InlineData("Feishu", "https://open.feishu.cn/", "Feishu")]
    [InlineData("Lark", "https://open.larksuite.com/", "Lark")]
    public async Task The_region_is_an_address(string region, string address, string realm)
    {
        ConnectionOptions options = TestConnection.Options(new("https://x"));
        options.BaseUri = null;
        options.Region = region;
        using HireConnection connection = await options.OpenAsync();
        Assert.Equal((address, realm), (connection.BaseUri.ToString(), connection.Realm));
    }

    [Fact]
    public async Task What_is_missing_is_named_with_its_parameter_and_its_variable()
    {
        FeishuHireException all = await RefusalAsync(new());
        Assert.Equal(ErrorId.CredentialMissing, all.ErrorId);
        Assert.Contains("-AppId (FEISHU_APP_ID), -AppSecret (FEISHU_APP_SECRET)", all.Message);
        FeishuHireException secret = await RefusalAsync(new() { AppId = "cli_x", AppSecret = new() });
        Assert.Equal("-AppSecret (FEISHU_APP_SECRET)", secret.Error.Facts["Missing"]);
        FeishuHireException ticket = await RefusalAsync(new() { AppId = "cli_x", AppSecret = Credentials.Secure("x"), TenantKey = "T" });
        Assert.Contains("-AppTicket, -AppTicketPath (FEISHU_APP_TICKET)", ticket.Message);
        Assert.Equal(ErrorId.CredentialMissing, (await RefusalAsync(new() { TenantAccessToken = new() })).ErrorId);
    }

    [Fact]
    public async Task A_given_token_is_used_as_it_is_until_it_is_refused()
    {
        await using TestServer server = await TestServer.AnsweringAsync(200, """{"code":0}""");
        using HireConnection connection = await TestConnection.OpenAsync(server.BaseUri);
        Assert.Empty(server.Requests);
        Assert.Equal(TestConnection.Token, await connection.TokenAsync());
        connection.Tokens.Drop(null, "another");
        Assert.Equal(TestConnection.Token, await connection.TokenAsync());
        connection.Tokens.Drop(null, TestConnection.Token);
        Assert.Equal(ErrorId.TokenRejected, (await Assert.ThrowsAsync<FeishuHireException>(() => connection.TokenAsync())).ErrorId);
        Assert.Equal("TenantAccessToken", connection.Credential);
        Assert.Matches("^token-[0-9a-f]{12}$", connection.AppKey);
        Assert.DoesNotContain(TestConnection.Token, connection.BudgetKey(null));
    }

    [Theory]
    [InlineData("t-token\r\nX-Evil: 1")]
    [InlineData("令牌")]
    public async Task A_given_token_that_cannot_stand_in_a_header_is_refused_at_once(string token)
    {
        ConnectionOptions options = TestConnection.Options(new("https://open.feishu.cn"));
        options.TenantAccessToken = Credentials.Secure(token);
        FeishuHireException refusal = await RefusalAsync(options);
        Assert.Equal(ErrorId.TokenRejected, refusal.ErrorId);
        Assert.DoesNotContain(token, refusal.ToString());
    }

    [Theory]
    [InlineData("ftp://proxy:8080")]
    [InlineData("http://user:pass-word@proxy:8080")]
    [InlineData("proxy:8080")]
    [InlineData("proxy")]
    public async Task An_unusable_proxy_is_named(string proxy)
    {
        ConnectionOptions options = TestConnection.Options(new("https://open.feishu.cn"));
        options.Proxy = new(proxy, UriKind.RelativeOrAbsolute);
        FeishuHireException refusal = await RefusalAsync(options);
        Assert.Equal(ErrorId.ProxyInvalid, refusal.ErrorId);
        Assert.DoesNotContain("pass-word", refusal.ToString());
    }

    [Fact]
    public async Task A_proxy_that_is_not_there_is_the_proxys_fault()
    {
        ConnectionOptions options = Credentials.Custom(new("https://open.feishu.cn"), new HurriedClock());
        options.Proxy = new("http://127.0.0.1:9");
        FeishuHireException refusal = await RefusalAsync(options);
        Assert.Equal(ErrorId.ProxyInvalid, refusal.ErrorId);
    }

    [Fact]
    public void The_environment_stands_in_for_what_was_not_given()
    {
        var variables = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["FEISHU_APP_ID"] = " cli_env ",
            ["FEISHU_APP_SECRET"] = "secret",
            ["FEISHU_TENANT_KEY"] = "tenant",
        };
        string? Read(string name) => variables.GetValueOrDefault(name);

        var custom = new ConnectionOptions();
        CredentialEnvironment.Fill(custom, Read);
        Assert.Equal(("cli_env", "secret", null, null), (custom.AppId, Text(custom.AppSecret), Text(custom.AppTicket), custom.TenantKey));

        variables["FEISHU_APP_TICKET"] = "ticket";
        var store = new ConnectionOptions { AppId = "cli_mine" };
        CredentialEnvironment.Fill(store, Read);
        Assert.Equal(("cli_mine", "secret", "ticket", "tenant"), (store.AppId, Text(store.AppSecret), Text(store.AppTicket), store.TenantKey));

        var file = new ConnectionOptions { AppTicketPath = "x", TenantKey = "mine" };
        CredentialEnvironment.Fill(file, Read);
        Assert.Equal((null, "mine"), (Text(file.AppTicket), file.TenantKey));

        var token = new ConnectionOptions { TenantAccessToken = Credentials.Secure("t-1") };
        CredentialEnvironment.Fill(token, Read);
        Assert.Equal((null, null), (token.AppId, Text(token.AppSecret)));
    }

    private static string? Text(System.Security.SecureString? secret) => secret is null ? null : new NetworkCredential(string.Empty, secret).Password;
}
