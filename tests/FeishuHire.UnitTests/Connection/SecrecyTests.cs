using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using FeishuHire.Engine;
using FeishuHire.Engine.Connection;
using FeishuHire.UnitTests.Http;
using Xunit;

namespace FeishuHire.UnitTests.Connection;

/// <summary>No secret in what a failure says, whatever the server does.</summary>
public sealed class SecrecyTests
{
    [Fact]
    public async Task No_failure_of_a_token_endpoint_shows_a_secret_even_if_the_server_quotes_it()
    {
        await using TokenServer server = await TokenServer.StartAsync();
        string[] secrets = [Credentials.AppSecret, Credentials.Ticket, "a-0000000001"];
        var texts = new List<string>();
        foreach (int code in new[] { 10003, 10012, 10014, 2200, 77, 99992402, 99991664 })
        {
            foreach (string failing in new[] { TokenServer.App, TokenServer.Tenant })
            {
                server.Instead = (path, body, _) =>
                {
                    string echo = string.Join(" ", body.Select(m => m.Value!.GetValue<string>()));
                    return path != failing ? null : (200, new System.Text.Json.Nodes.JsonObject
                    {
                        ["code"] = code,
                        ["msg"] = "bad: " + echo,
                        ["error"] = new System.Text.Json.Nodes.JsonObject
                        {
                            ["field_violations"] = new System.Text.Json.Nodes.JsonArray(new System.Text.Json.Nodes.JsonObject { ["field"] = "app_secret", ["description"] = echo }),
                            ["helps"] = new System.Text.Json.Nodes.JsonArray(new System.Text.Json.Nodes.JsonObject { ["url"] = "https://x/?q=" + (body["app_ticket"] ?? body["app_access_token"])!.GetValue<string>() }),
                        },
                    }.ToJsonString());
                };
                FeishuHireException failure = await Assert.ThrowsAsync<FeishuHireException>(() => Credentials.Store(server.BaseUri, "T", new HurriedClock()).OpenAsync());
                texts.Add(failure + "|" + failure.Msg + "|" + failure.HelpUrl + "|" + string.Concat(failure.Violations) + "|" + failure.Remedy);
            }
        }

        Assert.Equal(14, texts.Count);
        Assert.All(texts, text => Assert.All(secrets, secret => Assert.DoesNotContain(secret, text, StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public async Task No_broken_connection_shows_a_secret()
    {
        foreach (bool reset in new[] { true, false })
        {
            await using var server = new RawServer(request =>
            {
                if (reset)
                {
                    request.Reset();
                }
                else
                {
                    request.Close();
                }

                return Task.CompletedTask;
            });
            FeishuHireException failure = await Assert.ThrowsAsync<FeishuHireException>(() => Credentials.Custom(server.BaseUri, new HurriedClock()).OpenAsync());
            Assert.Equal(Errors.ErrorId.ConnectionFailed, failure.ErrorId);
            Assert.DoesNotContain(Credentials.AppSecret, failure.ToString());
            Assert.Equal(3, server.Requests);
        }
    }

    [Fact]
    public void A_token_request_leaves_nothing_behind()
    {
        byte[] bytes;
        using (var body = new SecretBody(("app_id", "cli_x"), ("app_secret", Credentials.Secure(Credentials.AppSecret)), ("missing", null)))
        {
            bytes = body.Bytes.Array!;
            var read = System.Text.Json.Nodes.JsonNode.Parse(body.Bytes)!;
            Assert.Equal(Credentials.AppSecret, read["app_secret"]!.GetValue<string>());
            Assert.Null(read["missing"]);
            Assert.Contains("cli_x", Encoding.UTF8.GetString(bytes));
        }

        Assert.All(bytes, b => Assert.Equal(0, b));
    }

    [Theory]
    [InlineData("\"\\\u0001\u001f<>&'+/")]
    [InlineData("😀𠮷\ud83d")]
    [InlineData("")]
    public void Any_secret_fits_its_buffer(string part)
    {
        string secret = string.Concat(Enumerable.Repeat(part, 500));
        using var body = new SecretBody(("app_secret", Credentials.Secure(secret)), ("app_id", secret.Replace("\ud83d", string.Empty, StringComparison.Ordinal)));
        Assert.NotNull(System.Text.Json.Nodes.JsonNode.Parse(body.Bytes));
    }

    [Fact]
    public async Task Options_and_connections_print_no_secret()
    {
        await using TokenServer server = await TokenServer.StartAsync();
        ConnectionOptions options = Credentials.Custom(server.BaseUri);
        using HireConnection connection = await options.OpenAsync();
        string token = await connection.TokenAsync();
        foreach (object thing in new object[] { options, connection, connection.ApiOf(BgCheckDeliveryKind.Progress), connection.Tokens, new TokenGrant(token, TimeSpan.Zero) })
        {
            Assert.DoesNotContain(token, thing.ToString());
            Assert.DoesNotContain(Credentials.AppSecret, thing.ToString());
        }
    }
}
