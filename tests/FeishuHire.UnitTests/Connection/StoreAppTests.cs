using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using FeishuHire.Engine.Connection;
using FeishuHire.Engine;
using FeishuHire.Errors;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace FeishuHire.UnitTests.Connection;

/// <summary>Tokens of a store app: ticket to app token, app token to a token per tenant.</summary>
public sealed class StoreAppTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("feishuhire-").FullName;

    private string TicketPath => Path.Combine(_folder, "ticket.txt");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private ConnectionOptions FromFile(Uri baseUri)
    {
        ConnectionOptions options = Credentials.Custom(baseUri);
        options.AppTicketPath = TicketPath;
        return options;
    }

    [Fact]
    public async Task Both_steps_are_those_of_the_contract()
    {
        await using TokenServer server = await TokenServer.StartAsync();
        using HireConnection connection = await Credentials.Store(server.BaseUri, "tenant-1").OpenAsync();
        Assert.Equal("t-tenant-1-0000000001", await connection.TokenAsync());
        Assert.Equal($$"""{"app_id":"{{Credentials.AppId}}","app_ticket":"{{Credentials.Ticket}}"}""", Without(server.Bodies(TokenServer.App).Single(), "app_secret"));
        Assert.Equal("""{"app_access_token":"a-0000000001","tenant_key":"tenant-1"}""", server.Bodies(TokenServer.Tenant).Single().ToJsonString());
        Assert.True(connection.FixesTenant);
        Assert.Equal("StoreApp", connection.Credential);
    }

    [Fact]
    public async Task Without_a_tenant_opening_proves_the_app_and_rows_bring_their_tenants()
    {
        await using TokenServer server = await TokenServer.StartAsync();
        using HireConnection connection = await Credentials.Store(server.BaseUri).OpenAsync();
        Assert.False(connection.FixesTenant);
        Assert.Equal((1, 0), (server.Count(TokenServer.App), server.Count(TokenServer.Tenant)));
        string[] tokens = await Task.WhenAll(Enumerable.Range(0, 30).Select(i => connection.TokenAsync("T" + (i % 3))));
        Assert.Equal(3, tokens.Distinct().Count());
        Assert.Equal((1, 3), (server.Count(TokenServer.App), server.Count(TokenServer.Tenant)));

        // One tenant's refused token leaves the others theirs.
        connection.Tokens.Drop("T1", tokens[1]);
        Assert.Equal(tokens[0], await connection.TokenAsync("T0"));
        Assert.NotEqual(tokens[1], await connection.TokenAsync("T1"));
        Assert.Equal((1, 4), (server.Count(TokenServer.App), server.Count(TokenServer.Tenant)));

        Assert.Equal(ErrorId.TenantMissing, (await Assert.ThrowsAsync<FeishuHireException>(() => connection.TokenAsync())).ErrorId);
        Assert.NotEqual(connection.BudgetKey("T0"), connection.BudgetKey("T1"));
        Assert.Equal(3, Enum.GetValues<BgCheckDeliveryKind>().Select(kind => connection.BudgetKey("T0", kind)).Distinct().Count());
    }

    [Fact]
    public async Task Invalid_parameter_at_the_tenant_step_means_that_the_tenant_lacks_the_app()
    {
        await using TokenServer server = await TokenServer.StartAsync();
        server.Instead = (path, _, _) => path == TokenServer.Tenant ? (200, """{"code":10003,"msg":"invalid param"}""") : null;
        FeishuHireException failure = await Assert.ThrowsAsync<FeishuHireException>(() => Credentials.Store(server.BaseUri, "T").OpenAsync());
        Assert.Equal(ErrorId.AppUnavailable, failure.ErrorId);
    }

    [Theory]
    [InlineData(99991664)]
    [InlineData(10005)]
    public async Task A_refused_app_token_is_fetched_anew_once(int code)
    {
        await using TokenServer server = await TokenServer.StartAsync();
        server.Instead = (path, body, _) => path == TokenServer.Tenant && body["app_access_token"]!.GetValue<string>() == "a-0000000001" ? (200, $$"""{"code":{{code}}}""") : null;
        using (await Credentials.Store(server.BaseUri, "T").OpenAsync())
        {
            Assert.Equal((2, 2), (server.Count(TokenServer.App), server.Count(TokenServer.Tenant)));
        }

        server.Instead = (path, _, _) => path == TokenServer.Tenant ? (200, $$"""{"code":{{code}}}""") : null;
        await Assert.ThrowsAsync<FeishuHireException>(() => Credentials.Store(server.BaseUri, "T").OpenAsync());
        Assert.Equal((4, 4), (server.Count(TokenServer.App), server.Count(TokenServer.Tenant)));
    }

    [Fact]
    public async Task A_given_ticket_that_is_refused_is_named()
    {
        await using TokenServer server = await TokenServer.StartAsync();
        server.Instead = (_, _, _) => (200, """{"code":10012,"msg":"app ticket invalid"}""");
        FeishuHireException failure = await Assert.ThrowsAsync<FeishuHireException>(() => Credentials.Store(server.BaseUri).OpenAsync());
        Assert.Equal((ErrorId.AppTicketInvalid, 10012), (failure.ErrorId, failure.Code!.Value));
        Assert.Equal((1, 0), (server.Count(TokenServer.App), server.Count(TokenServer.Resend)));
    }

    [Fact]
    public async Task A_ticket_file_is_read_again_when_the_ticket_is_refused()
    {
        await using TokenServer server = await TokenServer.StartAsync();
        await File.WriteAllTextAsync(TicketPath, "old-ticket");
        server.Instead = (path, body, _) =>
        {
            if (path != TokenServer.App || body["app_ticket"]!.GetValue<string>() == "new-ticket")
            {
                return null;
            }

            // The push arrives in the very moment.
            File.WriteAllText(TicketPath, "new-ticket\r\n");
            return (200, """{"code":10012}""");
        };
        using HireConnection connection = await FromFile(server.BaseUri).OpenAsync();
        Assert.Equal(new[] { "old-ticket", "new-ticket" }, server.Bodies(TokenServer.App).Select(b => b["app_ticket"]!.GetValue<string>()));
        Assert.Equal(0, server.Count(TokenServer.Resend));
    }

    [Fact]
    public async Task A_ticket_file_that_stays_the_same_asks_for_another_push_and_waits_for_nothing()
    {
        await using TokenServer server = await TokenServer.StartAsync();
        await File.WriteAllTextAsync(TicketPath, "old-ticket");
        server.Instead = (path, _, _) => path == TokenServer.App ? (200, """{"code":10012}""") : null;
        FeishuHireException failure = await Assert.ThrowsAsync<FeishuHireException>(() => FromFile(server.BaseUri).OpenAsync());
        Assert.Equal(ErrorId.AppTicketInvalid, failure.ErrorId);
        Assert.Equal((1, 1), (server.Count(TokenServer.App), server.Count(TokenServer.Resend)));
        Assert.Equal(new[] { "app_id", "app_secret" }, server.Bodies(TokenServer.Resend).Single().Select(m => m.Key));
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-8-bom")]
    [InlineData("utf-16")]
    public async Task A_ticket_file_is_read_however_PowerShell_wrote_it(string encoding)
    {
        await using TokenServer server = await TokenServer.StartAsync();
        Encoding form = encoding switch { "utf-8" => new UTF8Encoding(false), "utf-8-bom" => new UTF8Encoding(true), _ => Encoding.Unicode };
        await File.WriteAllTextAsync(TicketPath, "the-ticket \r\n", form);
        using HireConnection connection = await FromFile(server.BaseUri).OpenAsync();
        Assert.Equal("the-ticket", server.Bodies(TokenServer.App).Single()["app_ticket"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_ticket_file_that_is_missing_or_empty_is_said_so()
    {
        await using TokenServer server = await TokenServer.StartAsync();
        Assert.Equal(ErrorId.FileNotFound, (await Assert.ThrowsAsync<FeishuHireException>(() => FromFile(server.BaseUri).OpenAsync())).ErrorId);
        await File.WriteAllTextAsync(TicketPath, "  \r\n");
        Assert.Equal(ErrorId.CredentialMissing, (await Assert.ThrowsAsync<FeishuHireException>(() => FromFile(server.BaseUri).OpenAsync())).ErrorId);
        Assert.Equal(0, server.Count(TokenServer.App));
    }

    [Fact]
    public async Task The_app_token_is_kept_for_all_tenants_and_renewed_late()
    {
        var clock = new FakeTimeProvider();
        await using TokenServer server = await TokenServer.StartAsync();
        using HireConnection connection = await Credentials.Store(server.BaseUri, tenant: null, clock).OpenAsync();
        await connection.TokenAsync("T1");
        clock.Advance(TimeSpan.FromMinutes(80));
        await connection.TokenAsync("T2");
        Assert.Equal(1, server.Count(TokenServer.App));
        clock.Advance(TimeSpan.FromMinutes(45));
        await connection.TokenAsync("T3");
        Assert.Equal(2, server.Count(TokenServer.App));
    }

    private static string Without(System.Text.Json.Nodes.JsonObject body, string member)
    {
        Assert.True(body.Remove(member));
        return body.ToJsonString();
    }
}
