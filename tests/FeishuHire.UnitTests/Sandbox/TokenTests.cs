using System;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using FeishuHire.Sandbox;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace FeishuHire.UnitTests.Sandbox;

/// <summary>Contract section 2.</summary>
public sealed class TokenTests
{
    [Fact]
    public async Task Custom_app_gets_a_flat_answer_with_the_remaining_seconds()
    {
        using var client = new SandboxClient();
        Reply reply = await client.PostAsync(SandboxClient.InternalPath, SandboxClient.Credentials("cli_sandbox", client.Server.Credentials.AppSecret));
        Assert.Equal((200, 0, "ok"), (reply.Status, reply.Code, (string)reply.Json["msg"]!));
        Assert.StartsWith("t-", (string)reply.Json["tenant_access_token"]!, StringComparison.Ordinal);
        Assert.InRange((int)reply.Json["expire"]!, 7198, 7200);
        Assert.NotEmpty(reply.LogId);
    }

    [Theory]
    [InlineData("cli_other", null, 10003)]
    [InlineData("cli_sandbox_store", null, 10003)]
    [InlineData("cli_sandbox", "wrong", 10014)]
    public async Task Custom_app_is_refused_with_status_200(string appId, string? secret, int code)
    {
        using var client = new SandboxClient();
        Reply reply = await client.PostAsync(SandboxClient.InternalPath, SandboxClient.Credentials(appId, secret ?? client.Server.Credentials.AppSecret));
        Assert.Equal((200, code), (reply.Status, reply.Code));
        Assert.Null(reply.Json["tenant_access_token"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("""{"app_id":"cli_sandbox"}""")]
    [InlineData("""{"app_id":1,"app_secret":2}""")]
    public async Task Malformed_body_is_an_invalid_parameter(string body)
    {
        using var client = new SandboxClient();
        foreach (string path in new[] { SandboxClient.InternalPath, SandboxClient.AppTokenPath, SandboxClient.TenantTokenPath, SandboxClient.ResendPath })
        {
            Reply reply = await client.PostAsync(path, body);
            Assert.Equal((200, 10003), (reply.Status, reply.Code));
        }
    }

    [Fact]
    public async Task Store_app_goes_through_app_token_and_tenant_key()
    {
        using var client = new SandboxClient();
        string first = await client.TenantTokenAsync("tenant_a");
        string second = await client.TenantTokenAsync("tenant_b");
        Assert.NotEqual(first, second);
        Assert.Equal(0, (await client.UpdateAsync(SandboxClient.Row(), first)).Code);
        FeishuHireSandboxStage stage = client.Server.ReadOrder(SandboxClient.OrderId)!.Stage[0];
        Assert.Equal(("tenant_a", "cli_sandbox_store"), (stage.TenantKey, stage.AppId));
        Assert.Equal((2, 2), (client.Server.Statistics.AppTokenCalls, client.Server.Statistics.TenantTokenCalls));
    }

    [Fact]
    public async Task Store_app_refusals_have_their_codes()
    {
        using var client = new SandboxClient(new SandboxOptions { KnownTenants = ["tenant_a"] });
        string id = client.Server.Credentials.StoreAppId;
        Assert.Equal(10003, (await client.PostAsync(SandboxClient.AppTokenPath, SandboxClient.Credentials("cli_x", "y"))).Code);
        Assert.Equal(10015, (await client.PostAsync(SandboxClient.AppTokenPath, SandboxClient.Credentials(id, "wrong"))).Code);
        Assert.Equal(10003, (await client.PostAsync(SandboxClient.AppTokenPath, SandboxClient.Credentials(id, client.Server.Credentials.StoreAppSecret))).Code);
        Assert.Equal(10012, (await client.PostAsync(SandboxClient.AppTokenPath, client.StoreCredentials("old ticket"))).Code);
        Assert.Equal(99991664, (await client.PostAsync(SandboxClient.TenantTokenPath, """{"app_access_token":"a-x","tenant_key":"tenant_a"}""")).Code);

        Reply app = await client.PostAsync(SandboxClient.AppTokenPath, client.StoreCredentials());
        string token = (string)app.Json["app_access_token"]!;
        Assert.Equal(10003, (await client.PostAsync(SandboxClient.TenantTokenPath, new JsonObject { ["app_access_token"] = token, ["tenant_key"] = "tenant_b" }.ToJsonString())).Code);
        Assert.Equal(0, (await client.PostAsync(SandboxClient.TenantTokenPath, new JsonObject { ["app_access_token"] = token, ["tenant_key"] = "tenant_a" }.ToJsonString())).Code);

        // It opens the tenant step, and no tenant.
        Assert.Equal(99991663, (await client.UpdateAsync(SandboxClient.Row(), token)).Code);
    }

    [Fact]
    public async Task A_renewed_ticket_ends_the_one_before()
    {
        using var client = new SandboxClient();
        string old = client.Server.AppTicket;
        Assert.Equal(0, (await client.PostAsync(SandboxClient.ResendPath, SandboxClient.Credentials(client.Server.Credentials.StoreAppId, client.Server.Credentials.StoreAppSecret))).Code);
        Assert.Equal(old, client.Server.AppTicket);
        string renewed = client.Server.RenewAppTicket();
        Assert.Equal(10012, (await client.PostAsync(SandboxClient.AppTokenPath, client.StoreCredentials(old))).Code);
        Assert.Equal(0, (await client.PostAsync(SandboxClient.AppTokenPath, client.StoreCredentials(renewed))).Code);
        Assert.Equal(1, client.Server.Statistics.TicketResendCalls);
    }

    [Fact]
    public async Task Same_token_until_less_than_30_minutes_are_left_then_both_stay_valid()
    {
        var time = new FakeTimeProvider();
        using var client = new SandboxClient(new SandboxOptions { TimeProvider = time });
        string first = await client.TokenAsync();

        time.Advance(TimeSpan.FromMinutes(90));
        Reply atLimit = await client.PostAsync(SandboxClient.InternalPath, SandboxClient.Credentials("cli_sandbox", client.Server.Credentials.AppSecret));
        Assert.Equal((first, 1800), ((string)atLimit.Json["tenant_access_token"]!, (int)atLimit.Json["expire"]!));

        time.Advance(TimeSpan.FromMilliseconds(1));
        string second = await client.TokenAsync();
        Assert.NotEqual(first, second);
        Assert.Equal(0, (await client.UpdateAsync(SandboxClient.Row("S1", 1660000000001), first)).Code);
        Assert.Equal(0, (await client.UpdateAsync(SandboxClient.Row("S2", 1660000000002), second)).Code);

        time.Advance(TimeSpan.FromMinutes(30));
        Reply expired = await client.UpdateAsync(SandboxClient.Row("S3", 1660000000003), first);
        Assert.Equal((400, 99991663), (expired.Status, expired.Code));
        Assert.Equal(0, (await client.UpdateAsync(SandboxClient.Row("S3", 1660000000003), second)).Code);
    }

    [Fact]
    public async Task Revoked_tokens_are_all_refused_and_the_next_one_is_new()
    {
        using var client = new SandboxClient();
        string custom = await client.TokenAsync();
        string store = await client.TenantTokenAsync("tenant_a");
        client.Server.RevokeTokens();
        Assert.Equal(99991663, (await client.UpdateAsync(SandboxClient.Row(), custom)).Code);
        Assert.Equal(99991663, (await client.UpdateAsync(SandboxClient.Row(), store)).Code);
        string renewed = await client.TokenAsync();
        Assert.NotEqual(custom, renewed);
        Assert.Equal(0, (await client.UpdateAsync(SandboxClient.Row(), renewed)).Code);
    }

    [Fact]
    public void Two_sandboxes_have_two_secrets_and_print_none()
    {
        var one = new SandboxCredentials();
        var other = new SandboxCredentials();
        Assert.NotEqual(one.AppSecret, other.AppSecret);
        Assert.NotEqual(one.AppSecret, one.StoreAppSecret);
        Assert.DoesNotContain(one.AppSecret, one.ToString(), StringComparison.Ordinal);
    }
}
