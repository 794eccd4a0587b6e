using System;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using FeishuHire.ModuleTests.Harness;
using FeishuHire.UnitTests.Http;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace FeishuHire.ModuleTests.Examples;

/// <summary>Each end of examples/scheduled-delivery.ps1: its code, its log, its status and its last line say the same.</summary>
public sealed class ScheduledEndTests : IDisposable
{
    private readonly TaskFolder _task = new();

    public void Dispose() => _task.Dispose();

    [Fact]
    public async Task Everything_delivered_is_0()
    {
        _task.Write(TaskFolder.Good);
        Ends(await _task.RunAsync("-NewLedger"), 0, null, "1 row: 1 delivered");
        Assert.Contains("Delivered updates.csv:2 order 6931286400470354183 stage S1", _task.Log, StringComparison.Ordinal);
        Assert.Equal((string?)_task.Status["LastEnd"], (string?)_task.Status["LastSuccess"]);
        Assert.Equal(1, (int)_task.Status["Counts"]!["Delivered"]!);
        Assert.False(File.Exists(_task.In("log", "status.json.new")));
    }

    [Fact]
    public async Task Rows_that_fail_are_2_while_they_are_new_then_7_until_they_are_put_right()
    {
        _task.Write(TaskFolder.Good);
        Ends(await _task.RunAsync("-NewLedger"), 0, null, "1 row");
        string success = (string)_task.Status["LastSuccess"]!;

        _task.Write(TaskFolder.Good + TaskFolder.Bad);
        Ends(await _task.RunAsync(), 2, null, "ResultWithoutReport: 1");
        Assert.Contains("FAILED ResultWithoutReport updates.csv:3", _task.Log, StringComparison.Ordinal);
        Assert.Equal("ResultWithoutReport", (string?)_task.Status["Counts"]!["Causes"]![0]!["ErrorId"]);
        JsonNode waiting = Assert.Single(_task.Status["Waiting"]!.AsArray())!;
        Assert.Equal(("6931286400470362102", "S1", "NotSent", "ResultWithoutReport"), ((string?)waiting["Order"], (string?)waiting["Stage"], (string?)waiting["Status"], (string?)waiting["ErrorId"]));
        string since = (string)_task.Status["WaitingSince"]!;

        Ends(await _task.RunAsync(), 7, null, "Waiting since");
        Assert.Equal(since[..19], ((string)_task.Status["WaitingSince"]!)[..19]);
        Assert.Equal(success, (string?)_task.Status["LastSuccess"]);
        Assert.Equal(1, (int)_task.Status["OrdersWaiting"]!);

        // Told anew where nothing is to be quiet.
        Ends(await _task.RunAsync("-QuietFor", "0"), 2, null, "ResultWithoutReport: 1");
        _task.Write(TaskFolder.Good + TaskFolder.Bad.Replace("通过", "", StringComparison.Ordinal));
        Ends(await _task.RunAsync(), 0, null, "1 delivered");
        Assert.Null((string?)_task.Status["WaitingSince"]);
        Assert.Empty(_task.Status["Waiting"]!.AsArray());
        Assert.DoesNotContain("张三", _task.Log + _task.Status, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_end_of_the_time_is_3()
    {
        _task.Write(TaskFolder.Good);
        Ends(await _task.RunAsync("-NewLedger", "-MaxDuration", "0.01"), 3, null, "1 not tried");
    }

    [Fact]
    public async Task Another_run_is_4()
    {
        _task.Write(TaskFolder.Good);
        Assert.Equal(0, (await _task.RunAsync("-NewLedger")).ExitCode);
        _task.Write(TaskFolder.Good + TaskFolder.Good.Replace("S1", "S2", StringComparison.Ordinal).Replace("09:00", "10:00", StringComparison.Ordinal));
        using ShellProcess first = ShellProcess.Start(
            ["-Command", $"Import-Module FeishuHire; $null = Start-FeishuHireSandbox -Fault @{{ Kind = 'NoAnswer'; Count = 100 }}; & '{TaskFolder.Script}' -Path '{_task.Sheet}' -ResultPath '{_task.In("results")}' -LedgerPath '{_task.In("ledger.db")}' -Sandbox"],
            TaskFolder.Environment());
        Task<ShellResult> end = first.WaitAsync();
        while (Directory.GetDirectories(_task.In("results")).Length < 2)
        {
            Assert.False(end.IsCompleted, "The first run has ended.");
            await Task.Delay(50);
        }

        Ends(await _task.RunAsync("-WaitForRun", "0"), 4, "AnotherRunActive", _task.In("ledger.db"));
        first.Kill();
        await end;
    }

    [Fact]
    public async Task Feishu_out_of_reach_is_5()
    {
        _task.Write(TaskFolder.Good);
        Job("ConnectOption = @{ BaseUri = 'http://127.0.0.1:9'; Realm = 'Test'; TimeoutSec = 5 }");
        Ends(await _task.StartAsync(["-JobFile", "job.psd1", "-NewLedger"], ("FEISHU_APP_ID", "cli_x"), ("FEISHU_APP_SECRET", "x")), 5, "ConnectionFailed", "127.0.0.1:9");
    }

    // The token came, and then something between answered for Feishu: no row is at fault, and the next run may succeed.
    [Fact]
    public async Task Rows_that_only_the_network_failed_are_5_too()
    {
        await using TestServer server = await TestServer.StartAsync(async (context, request) =>
        {
            bool isToken = request.Path.Contains("tenant_access_token", StringComparison.Ordinal);
            context.Response.StatusCode = isToken ? 200 : 404;
            context.Response.ContentType = isToken ? "application/json; charset=utf-8" : "text/html";
            await context.Response.WriteAsync(isToken ? """{"code":0,"msg":"ok","tenant_access_token":"t-1","expire":7200}""" : "<html>no such page</html>");
        });
        _task.Write(TaskFolder.Good);
        Job($"ConnectOption = @{{ BaseUri = '{server.BaseUri}'; Realm = 'Test' }}");
        Ends(await _task.StartAsync(["-JobFile", "job.psd1", "-NewLedger"], ("FEISHU_APP_ID", "cli_x"), ("FEISHU_APP_SECRET", "x")), 5, null, "UnreadableAnswer: 1");
    }

    [Fact]
    public async Task An_input_that_is_missing_is_6_and_so_is_one_file_of_several()
    {
        Ends(await _task.RunAsync("-NewLedger"), 6, "FileNotFound", "updates.csv");

        _task.Write(TaskFolder.Good);
        File.WriteAllText(_task.In("broken.xlsx"), "PK\u0003\u0004 no workbook");
        Job("ImportOption = @{ SkipUnreadable = $true }; Sandbox = $true", "'updates.csv', 'broken.xlsx'");
        ShellResult some = await _task.StartAsync(["-JobFile", "job.psd1"]);
        Ends(some, 6, null, "broken.xlsx");
        Assert.NotNull(_task.Status["ErrorId"]);
        Assert.Contains("1 delivered", some.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Final_results_are_a_job_of_their_own()
    {
        File.WriteAllText(_task.In("results.csv"), "背调ID,最终结果,结果时间,报告名称,报告地址\n6931286400470354183,无差异,2026-11-02 09:00,终版.pdf,https://e.example/1.pdf\n6931286400470362102,,2026-11-02 09:00,,\n");
        Job("Kind = 'Result'; Sandbox = $true", "'results.csv'");
        Ends(await _task.StartAsync(["-JobFile", "job.psd1", "-NewLedger"]), 2, null, "MissingField: 1");
        Assert.Contains("Delivered results.csv:2 order 6931286400470354183", _task.Log, StringComparison.Ordinal);
        Assert.Equal("Result", (string?)_task.Status["Kind"]);
        Ends(await _task.StartAsync(["-JobFile", "job.psd1"]), 7, null, "1 delivered before");
        Assert.DoesNotContain("无差异", _task.Log + _task.Status, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ResutPath = 'x'; LegerPath = 'y'; Nonsense = 1", "'ResutPath' (did you mean ResultPath?)", "'LegerPath' (did you mean LedgerPath?)", "'Nonsense'")]
    [InlineData("KeepDays = 'many'", "KeepDays of the job file", "many", "")]
    [InlineData("Kind = 'Stage'", "-Kind is Progress or Result", "Stage", "")]
    [InlineData("CredentialPath = 'none.clixml'; Sandbox = $false", "save-feishu-secret.ps1", "none.clixml", "")]
    [InlineData("CredentialPath = 'updates.csv'; Sandbox = $false", "cannot be read by this account", "save-feishu-secret.ps1", "")]
    [InlineData("SecretName = 'x'; Sandbox = $false", "SecretManagement", "save-feishu-secret.ps1", "")]
    [InlineData("LogPath = 'updates.csv'", "Log and status cannot be written", "updates.csv", "")]
    [InlineData("LedgerPath = 'none.db'", "none.db", "", "")]
    public async Task What_is_set_up_wrong_is_1_with_one_clear_line(string job, string one, string two, string three)
    {
        _task.Write(TaskFolder.Good);
        File.WriteAllText(
            _task.In("job.psd1"),
            "@{ Path = 'updates.csv'; " + (job.Contains("Sandbox", StringComparison.Ordinal) ? "" : "Sandbox = $true; ") + (job.StartsWith("Res", StringComparison.Ordinal) ? "" : "ResultPath = 'results'; ") + job + " }");
        ShellResult shell = await _task.StartAsync(["-JobFile", "job.psd1"]);
        Assert.Equal(1, shell.ExitCode);
        Assert.All(new[] { "Exit code 1: ", one, two, three }, word => Assert.Contains(word, shell.Lines[^1], StringComparison.Ordinal));
        Assert.Equal("", shell.Error);
        Assert.Single(shell.Lines);
    }

    [Fact]
    public async Task The_ready_job_file_runs_with_what_the_command_line_overrides()
    {
        File.Copy(Repo.Example("delivery.job.psd1"), _task.In("job.psd1"));
        Directory.CreateDirectory(_task.In("exports"));
        _task.Write(TaskFolder.Good, Path.Combine("exports", "a.csv"));
        string elsewhere = Directory.CreateDirectory(_task.In("elsewhere")).FullName;

        ShellResult shell = await ShellProcess.Start(
            ["-File", TaskFolder.Script, "-JobFile", _task.In("job.psd1"), "-Sandbox", "-NewLedger", "-ResultPath", "mine"], TaskFolder.Environment(), elsewhere).WaitAsync();

        Ends(shell, 0, null, "1 delivered");
        Assert.True(File.Exists(_task.In("ledger.db")));
        Assert.Single(Directory.GetDirectories(_task.In("elsewhere", "mine")));
        Assert.False(Directory.Exists(_task.In("results")));
    }

    [Fact]
    public async Task What_is_old_is_deleted_unless_it_still_waits()
    {
        _task.Write(TaskFolder.Good + TaskFolder.Bad);
        Assert.Equal(2, (await _task.RunAsync("-NewLedger")).ExitCode);
        string now = Directory.GetDirectories(_task.In("results")).Single();
        string waits = _task.In("results", "20250101-060000-0123456789abcdef0123456789abcdef");
        Directory.Move(now, waits);
        string done = Directory.CreateDirectory(_task.In("results", "20250102-060000-0123456789abcdef0123456789abcdef")).FullName;
        File.WriteAllText(Path.Combine(done, "failed.csv"), File.ReadAllText(Path.Combine(waits, "failed.csv")).Replace("6931286400470362102", "6931286400470360000", StringComparison.Ordinal));
        File.WriteAllText(_task.In("log", "2025-01-01.log"), "");
        File.WriteAllText(_task.In("log", "notes.log"), "");

        Assert.Equal(7, (await _task.RunAsync()).ExitCode);
        Assert.True(Directory.Exists(waits));
        Assert.False(Directory.Exists(done));
        Assert.False(File.Exists(_task.In("log", "2025-01-01.log")));
        Assert.True(File.Exists(_task.In("log", "notes.log")));

        _task.Write(TaskFolder.Good + TaskFolder.Bad.Replace("通过", "", StringComparison.Ordinal));
        Assert.Equal(0, (await _task.RunAsync()).ExitCode);
        Assert.False(Directory.Exists(waits));
    }

    [Fact]
    public async Task The_group_is_told_once_of_what_is_new_and_a_bot_that_refuses_changes_nothing()
    {
        int answers = 0;
        await using TestServer bot = await TestServer.StartAsync((context, _) => context.Response.WriteAsync(
            ++answers == 1 ? """{"code":0,"msg":"success"}""" : """{"code":19001,"msg":"x"}"""));
        string hook = new Uri(bot.BaseUri, "/open-apis/bot/v2/hook/0a1b2c3d4e5f").ToString();
        string[] usual = ["-Path", _task.Sheet, "-ResultPath", _task.In("results"), "-LogPath", _task.In("log"), "-LedgerPath", _task.In("ledger.db"), "-Sandbox"];

        Ends(await _task.StartAsync([.. usual, "-NewLedger"], ("FEISHU_BOT_WEBHOOK", hook)), 6, "FileNotFound", "updates.csv");
        Assert.Contains("FileNotFound", bot.Requests.Single().Body, StringComparison.Ordinal);
        Ends(await _task.StartAsync(usual, ("FEISHU_BOT_WEBHOOK", hook)), 6, "FileNotFound", "updates.csv");
        Assert.Single(bot.Requests);

        _task.Write(TaskFolder.Bad);
        ShellResult refused = await _task.StartAsync(usual, ("FEISHU_BOT_WEBHOOK", hook));
        Ends(refused, 2, null, "ResultWithoutReport: 1");
        Assert.Contains("19001", refused.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("0a1b2c3d4e5f", refused.Output + refused.Error + _task.Log + _task.Status, StringComparison.Ordinal);
        Ends(await _task.StartAsync(usual, ("FEISHU_BOT_WEBHOOK", hook)), 7, null, "Waiting since");
        Assert.Equal(2, bot.Requests.Count);
    }

    [Fact]
    public async Task The_bot_comes_from_its_file()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Made in the open here, as Export-Clixml does elsewhere than on Windows.");
        await using TestServer bot = await TestServer.AnsweringAsync(200, """{"code":0,"msg":"success"}""");
        (await ShellProcess.RunAsync(
            "-Command",
            $"@{{ WebhookUri = ConvertTo-SecureString '{new Uri(bot.BaseUri, "/hook/x")}' -AsPlainText -Force; WebhookSecret = ConvertTo-SecureString 's' -AsPlainText -Force }} | Export-Clixml '{_task.In("bot.clixml")}'")).Ok();
        Ends(await _task.RunAsync("-NewLedger", "-WebhookPath", "bot.clixml"), 6, "FileNotFound", "updates.csv");
        Assert.NotNull(JsonNode.Parse(bot.Requests.Single().Body)!["sign"]);
    }

    [Fact]
    public async Task The_event_log_is_of_Windows_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Needs a source that an administrator has registered.");
        _task.Write(TaskFolder.Good);
        ShellResult shell = await _task.RunAsync("-NewLedger", "-EventLog");
        Ends(shell, 0, null, "1 delivered");
        Assert.Single(shell.Lines, line => line.Contains("event log", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("ar-SA")]
    [InlineData("th-TH")]
    public async Task It_runs_in_any_culture_and_leaves_no_connection_open(string culture)
    {
        _task.Write(TaskFolder.Good);
        ShellResult shell = await ShellProcess.Start(
            [
                "-Command",
                $"$t = [Threading.Thread]::CurrentThread; $t.CurrentCulture = '{culture}'; $t.CurrentUICulture = '{culture}'; "
                + $"$code = & {{ & '{TaskFolder.Script.Replace("'", "''", StringComparison.Ordinal)}' -Path '{_task.Sheet}' -ResultPath '{_task.In("results")}' -LogPath '{_task.In("log")}' -LedgerPath '{_task.In("ledger.db")}' -NewLedger -Sandbox | Out-Host; $LASTEXITCODE }}; "
                + "\"open: $(@(Get-FeishuHireConnection -ErrorAction SilentlyContinue).Count) code: $code\"",
            ],
            TaskFolder.Environment()).WaitAsync();
        Assert.Equal("open: 0 code: 0", shell.Lines[^1]);
        Assert.StartsWith("20", (string)_task.Status["LastEnd"]!, StringComparison.Ordinal);
        Assert.True(DateTimeOffset.Parse((string)_task.Status["LastEnd"]!, System.Globalization.CultureInfo.InvariantCulture) > DateTimeOffset.UtcNow.AddMinutes(-5));
        Assert.True(File.Exists(_task.In("log", DateTime.Now.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) + ".log")));
    }

    private void Job(string more, string path = "'updates.csv'") => File.WriteAllText(
        _task.In("job.psd1"), $"@{{ Path = {path}; ResultPath = 'results'; LogPath = 'log'; LedgerPath = 'ledger.db'; {more} }}");

    private void Ends(ShellResult shell, int code, string? errorId, string word)
    {
        Assert.Equal((code, ""), (shell.ExitCode, shell.Error));
        Assert.StartsWith($"Exit code {code}: ", shell.Lines[^1], StringComparison.Ordinal);
        Assert.Contains(word, shell.Lines[^1], StringComparison.Ordinal);
        Assert.EndsWith(shell.Lines[^1], _task.Log.TrimEnd(), StringComparison.Ordinal);
        Assert.Equal(code, (int)_task.Status["ExitCode"]!);
        Assert.Contains(word, (string)_task.Status["Reason"]!, StringComparison.Ordinal);
        if (errorId is not null)
        {
            Assert.Equal(errorId, (string?)_task.Status["ErrorId"]);
        }
    }
}
