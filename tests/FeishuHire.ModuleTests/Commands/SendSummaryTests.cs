using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Security;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using FeishuHire.ModuleTests.Harness;
using FeishuHire.UnitTests.Http;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace FeishuHire.ModuleTests.Commands;

/// <summary>Send-BgCheckSummary, against a listener of the tests' own in the place of Feishu's bot.</summary>
public sealed class SendSummaryTests : IDisposable
{
    private const string Id = "0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9";
    private const string Hook = "/open-apis/bot/v2/hook/" + Id;
    private const string Secret = "b0tS3cret-密";
    private const string Fine = """{"code":0,"msg":"success","data":{},"StatusCode":0,"StatusMessage":"success"}""";

    private const string Summary =
        "$s = [FeishuHire.BgCheckRunSummary] @{ RunId = 'r1'; End = 'Completed'; Rows = 3; Failed = 2; Causes = [FeishuHire.BgCheckRunCause[]] @([FeishuHire.BgCheckRunCause] @{ ErrorId = 'DamagedId'; Count = 2 }) }; ";

    private readonly ModuleSession _session = new();

    public void Dispose() => _session.Dispose();

    [Fact]
    public async Task A_card_is_posted_with_its_signature_and_nothing_is_said()
    {
        await using TestServer bot = await TestServer.AnsweringAsync(200, Fine);
        long before = DateTimeOffset.UtcNow.ToUnixTimeSeconds();

        RunResult result = Send(bot, Summary + "$s | Send-BgCheckSummary -WebhookUri $uri -WebhookSecret $secret -Keyword 背调").Clean();

        Assert.Empty(result.Output);
        Assert.Empty(result.Warnings);
        TestServer.Received call = Assert.Single(bot.Requests);
        Assert.Equal(("POST", Hook, "application/json; charset=utf-8"), (call.Method, call.Path, call.Headers["Content-Type"]));
        JsonNode body = JsonNode.Parse(call.Body)!;
        string timestamp = (string)body["timestamp"]!;
        Assert.InRange(long.Parse(timestamp), before, DateTimeOffset.UtcNow.ToUnixTimeSeconds());

        // As Feishu's page says it: the key is the time, a line feed and the secret; the message is empty.
        byte[] sign = HMACSHA256.HashData(Encoding.UTF8.GetBytes(timestamp + "\n" + Secret), Array.Empty<byte>());
        Assert.Equal(Convert.ToBase64String(sign), (string)body["sign"]!);
        Assert.Equal("interactive", (string)body["msg_type"]!);
        Assert.Contains("背调", call.Body, StringComparison.Ordinal);
        Assert.Contains("DamagedId: 2 rows", call.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bot_without_a_secret_gets_no_signature()
    {
        await using TestServer bot = await TestServer.AnsweringAsync(200, Fine);
        Send(bot, Summary + "Send-BgCheckSummary -InputObject $s -WebhookUri $uri").Clean();
        JsonNode body = JsonNode.Parse(bot.Requests.Single().Body)!;
        Assert.Null(body["sign"]);
        Assert.Null(body["timestamp"]);
    }

    [Theory]
    [InlineData(200, """{"code":19001,"msg":"param invalid: incoming webhook access token invalid"}""", "19001", "Copy the address again", "重新复制地址")]
    [InlineData(200, """{"code":19021,"msg":"sign match fail or timestamp is not within one hour from current time"}""", "19021", "check the clock", "检查本机时钟")]
    [InlineData(200, """{"code":19022,"msg":"ip not allowed"}""", "19022", "IP allow-list", "IP 白名单")]
    [InlineData(200, """{"code":19024,"msg":"Key Words Not Found"}""", "19024", "-Keyword", "-Keyword")]
    [InlineData(400, """{"code":9499,"msg":"Bad Request","data":{}}""", "9499", "custom bot of a group", "自定义机器人")]
    [InlineData(200, """{"code":4711,"msg":"something else"}""", "4711", "Look the code up", "查询该代码")]
    [InlineData(200, "<html><body>Sign in</body></html>", "HTTP 200", "sign-in page", "登录页")]
    [InlineData(502, "<html>bad gateway</html>", "HTTP 502", "proxy", "代理")]
    [InlineData(200, "", "HTTP 200", "proxy", "代理")]
    [InlineData(500, """{"code":0,"msg":"success"}""", "HTTP 500", "proxy", "代理")]
    public async Task A_bot_that_refuses_is_a_warning_with_what_to_do(int status, string body, string detail, string remedy, string chinese)
    {
        await using TestServer bot = await TestServer.AnsweringAsync(status, body);
        foreach ((string culture, string word) in new[] { ("en-US", remedy), ("zh-TW", chinese) })
        {
            RunResult result = Send(bot, Summary + "$ErrorActionPreference = 'Stop'; $DebugPreference = 'Continue'; $s | Send-BgCheckSummary -WebhookUri $uri -WebhookSecret $secret -Verbose", culture).Clean();
            string warning = Assert.Single(result.Warnings);
            Assert.Contains(detail, warning, StringComparison.Ordinal);
            Assert.Contains(word, warning, StringComparison.Ordinal);
            Silent(result);
        }

        Assert.Equal(2, bot.Requests.Count);
    }

    [Fact]
    public async Task What_is_throttled_is_posted_again_a_little_later()
    {
        int calls = 0;
        await using TestServer bot = await TestServer.StartAsync((context, _) =>
            context.Response.WriteAsync(++calls == 1 ? """{"code":11232,"msg":"frequency limited"}""" : Fine));
        Assert.Empty(Send(bot, Summary + "$s | Send-BgCheckSummary -WebhookUri $uri").Clean().Warnings);
        Assert.Equal(2, calls);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using TestServer other = await TestServer.AnsweringAsync(200, Fine);
        await using TestServer bot = await TestServer.AnsweringAsync(307, "", null, ("Location", new Uri(other.BaseUri, Hook).ToString()));
        RunResult result = Send(bot, Summary + "$s | Send-BgCheckSummary -WebhookUri $uri").Clean();
        Assert.Contains("HTTP 307", Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.Empty(other.Requests);
        Silent(result);
    }

    [Fact]
    public async Task No_answer_in_time_is_a_warning_and_not_posted_again()
    {
        await using TestServer bot = await TestServer.StartAsync((context, _) => Task.Delay(-1, context.RequestAborted));
        RunResult result = Send(bot, Summary + "$s | Send-BgCheckSummary -WebhookUri $uri -TimeoutSec 1").Clean();
        Assert.Contains("Timeout 1 s", Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.Single(bot.Requests);
        Silent(result);
    }

    [Fact]
    public void No_network_is_a_warning()
    {
        RunResult result = _session.Run(Summary + "$DebugPreference = 'Continue'; $s | Send-BgCheckSummary -WebhookUri $uri -Verbose", ("uri", Secure("http://127.0.0.1:9" + Hook))).Clean();
        Assert.Contains("ConnectionRefused", Assert.Single(result.Warnings), StringComparison.Ordinal);
        Silent(result);
    }

    [Theory]
    [InlineData("http://open.feishu.cn" + Hook)]
    [InlineData("ftp://127.0.0.1" + Hook)]
    [InlineData("https://user:pw@open.feishu.cn" + Hook)]
    [InlineData(Id)]
    public void An_address_that_may_not_be_used_is_a_warning_that_does_not_show_it(string address)
    {
        RunResult result = _session.Run(Summary + "$s | Send-BgCheckSummary -WebhookUri $uri -Verbose", ("uri", Secure(address))).Clean();
        Assert.Contains("https://", Assert.Single(result.Warnings), StringComparison.Ordinal);
        Silent(result);
    }

    [Fact]
    public void Text_in_place_of_a_secret_is_refused_without_showing_it()
    {
        RunResult result = _session.Run(Summary + "$s | Send-BgCheckSummary -WebhookUri $uri", ("uri", "https://open.feishu.cn" + Hook));
        Assert.Contains("SecureString", Assert.Single(result.AllErrors).Exception.Message, StringComparison.Ordinal);
        Silent(result);
    }

    [Fact]
    public void No_address_is_a_warning_that_names_both_ways_to_give_it()
    {
        string warning = Assert.Single(_session.Run(Summary + "$s | Send-BgCheckSummary").Clean().Warnings);
        Assert.Contains("-WebhookUri", warning, StringComparison.Ordinal);
        Assert.Contains("FEISHU_BOT_WEBHOOK", warning, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_environment_stands_in_for_both()
    {
        await using TestServer bot = await TestServer.AnsweringAsync(200, Fine);
        ShellResult shell = await ShellProcess.Start(
            ["-Command", "Import-Module FeishuHire; " + Summary + "$s | Send-BgCheckSummary"],
            new Dictionary<string, string?> { ["FEISHU_BOT_WEBHOOK"] = new Uri(bot.BaseUri, Hook).ToString(), ["FEISHU_BOT_SECRET"] = Secret }).WaitAsync();
        shell.Ok();
        Assert.NotNull(JsonNode.Parse(bot.Requests.Single().Body)!["sign"]);
    }

    [Fact]
    public async Task OnlyIfNeeded_tells_news_alone_and_WhatIf_nothing()
    {
        await using TestServer bot = await TestServer.AnsweringAsync(200, Fine);
        RunResult result = Send(bot, "[FeishuHire.BgCheckRunSummary] @{ End = 'Completed'; Held = 2; OrdersWaiting = 1 } | Send-BgCheckSummary -WebhookUri $uri -OnlyIfNeeded -Verbose").Clean();
        Assert.Single(result.Verbose);
        Send(bot, Summary + "$s | Send-BgCheckSummary -WebhookUri $uri -WhatIf").Clean();
        Assert.Empty(bot.Requests);
        Send(bot, Summary + "$s | Send-BgCheckSummary -WebhookUri $uri -OnlyIfNeeded").Clean();
        Assert.Single(bot.Requests);
    }

    [Fact]
    public async Task A_run_s_own_summary_travels_on_every_way()
    {
        await using TestServer bot = await TestServer.AnsweringAsync(200, Fine);
        string results = Directory.CreateTempSubdirectory("FeishuHireBot").FullName;
        try
        {
            ShellResult shell = await ShellProcess.Start(
                [
                    "-Command",
                    $"Import-Module FeishuHire; $results = '{results}'; $null = Connect-FeishuHire -Sandbox; "
                    + "[pscustomobject] @{ background_check_id = '6.93E+18'; stage_id = 'S1'; stage_name = '张三'; stage_time = '2026-11-02' } "
                    + "| Update-BgCheckProgress -ResultPath $results -InformationVariable told -ErrorAction SilentlyContinue -WarningAction SilentlyContinue; "
                    + "Write-Information 'other' -InformationVariable +told; $told | Send-BgCheckSummary -Verbose; "
                    + "$file = (Get-ChildItem $results -Recurse -Filter summary.json).FullName; Send-BgCheckSummary $file; "
                    + "Get-Content -Raw $file | ConvertFrom-Json | Send-BgCheckSummary; "
                    + "[Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($told[0], 4)).MessageData | Send-BgCheckSummary",
                ],
                new Dictionary<string, string?> { ["FEISHU_BOT_WEBHOOK"] = new Uri(bot.BaseUri, Hook).ToString() }).WaitAsync();

            Assert.Equal("", shell.Error);
            Assert.Equal(4, bot.Requests.Count);
            Assert.All(bot.Requests, call => Assert.Contains("DamagedId: 1 row*", call.Body, StringComparison.Ordinal));
            Assert.All(bot.Requests, call => Assert.DoesNotContain("张三", call.Body, StringComparison.Ordinal));
            string files = string.Concat(Directory.EnumerateFiles(results, "*", SearchOption.AllDirectories).Select(File.ReadAllText));
            Assert.Contains("\"ErrorId\": \"DamagedId\"", files, StringComparison.Ordinal);
            Assert.DoesNotContain("hook/", files + shell.Output, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(results, recursive: true);
        }
    }

    [Fact]
    public void What_is_no_summary_is_an_error_of_its_own()
    {
        string file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, "{}");
            RunResult result = _session.Run("1, [DateTime]::Now | Send-BgCheckSummary; Send-BgCheckSummary $file; Send-BgCheckSummary ($file + '.none')", ("file", file));
            Assert.Equal(["InvalidField", "InvalidField", "InvalidField", "FileNotFound"], result.ErrorIds);
            Assert.Empty(result.Warnings);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static SecureString Secure(string text) => new NetworkCredential(string.Empty, text).SecurePassword;

    private static SecureString Address(TestServer bot) => Secure(new Uri(bot.BaseUri, Hook).ToString());

    private static void Silent(RunResult result)
    {
        Assert.DoesNotContain(Id, result.Everything, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("hook/", result.Everything, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("b0tS3cret", result.Everything, StringComparison.OrdinalIgnoreCase);
    }

    private RunResult Send(TestServer bot, string script, string culture = "en-US")
    {
        _session.UseCulture(culture);
        return _session.Run(script, ("uri", Address(bot)), ("secret", Secure(Secret)));
    }
}
