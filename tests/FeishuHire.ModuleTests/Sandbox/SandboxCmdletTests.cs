using System;
using System.Linq;
using System.Management.Automation;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using FeishuHire.ModuleTests.Harness;
using Xunit;

namespace FeishuHire.ModuleTests.Sandbox;

/// <summary>Start-, Stop- and Get-: what a user's shell sees.</summary>
[Collection(SandboxCollection.Name)]
public sealed class SandboxCmdletTests : IDisposable
{
    private const string Order = "6931286400470354183";

    private readonly ModuleSession _session = new();

    public SandboxCmdletTests() => _session.Run("try { Stop-FeishuHireSandbox } catch { }");

    public void Dispose()
    {
        _session.Run("try { Stop-FeishuHireSandbox } catch { }");
        _session.Dispose();
    }

    [Fact]
    public async Task It_starts_answers_reads_back_and_stops()
    {
        PSObject sandbox = Start("Start-FeishuHireSandbox");
        Assert.Equal(("cli_sandbox", true), ((string)sandbox.Properties["AppId"].Value, (bool)sandbox.Properties["IsRunning"].Value));
        Assert.Equal(0, await DeliverAsync(sandbox, Order, "S1"));
        Assert.NotEqual(0, await DeliverAsync(sandbox, Order, "S1"));

        PSObject order = Assert.Single(_session.Run("Get-FeishuHireSandboxOrder").Clean().Output);
        Assert.Equal(Order, order.Properties["BackgroundCheckId"].Value);
        Assert.Equal((1, 1), ((int)order.Properties["StageCount"].Value, (int)order.Properties["RefusedCount"].Value));
        Assert.Equal(["阶段报告"], _session.Run($"(Get-FeishuHireSandboxOrder {Order}).Stage.StageName").Clean().Output.Select(o => o.ToString()));

        _session.Run("Stop-FeishuHireSandbox").Clean();
        Assert.Equal((false, 2), ((bool)sandbox.Properties["IsRunning"].Value, Statistic(sandbox, "Calls")));
    }

    [Fact]
    public void Get_and_Stop_without_a_sandbox_say_so_and_name_the_remedy()
    {
        foreach (string script in new[] { "Get-FeishuHireSandboxOrder", "Stop-FeishuHireSandbox" })
        {
            RunResult result = _session.Run(script);
            ErrorRecord error = Assert.Single(result.AllErrors);
            Assert.StartsWith("SandboxNotRunning,FeishuHire.Commands.", error.FullyQualifiedErrorId, StringComparison.Ordinal);
            Assert.Equal(ErrorCategory.ConnectionError, error.CategoryInfo.Category);
            Assert.Contains("Start-FeishuHireSandbox", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Started_again_it_is_the_same_one_unless_other_options_are_asked_for()
    {
        PSObject first = Start("Start-FeishuHireSandbox -Latency 1");
        Assert.Same(first.BaseObject, Start("Start-FeishuHireSandbox").BaseObject);
        Assert.Same(first.BaseObject, Start("Start-FeishuHireSandbox -Latency 1").BaseObject);
        Assert.Equal(0, await DeliverAsync(first, Order, "S1"));

        RunResult replaced = _session.Run("Start-FeishuHireSandbox -Latency 2").Clean();
        Assert.Single(replaced.Warnings);
        PSObject second = replaced.Output[0];
        Assert.Equal(first.Properties["BaseUri"].Value, second.Properties["BaseUri"].Value);
        Assert.False((bool)first.Properties["IsRunning"].Value);
        Assert.Equal(1, Statistic(first, "Accepted"));

        // Whoever had connected to the first one has the right secret still.
        Assert.Equal(0, await DeliverAsync(first, Order, "S1"));
        Assert.Equal(1, Statistic(second, "Accepted"));
    }

    [Fact]
    public async Task Faults_are_names_tables_and_objects()
    {
        PSObject sandbox = Start($$"""
            Start-FeishuHireSandbox -CallsPerSecond 0 -Fault 'SystemErrorAfterApply', @{ Kind = 'RateLimited400'; Count = 2; Order = '77' }, ([pscustomobject]@{ Kind = 'Answer'; Code = 1002863; Status = 500; Stage = 'S9' })
            """);
        Assert.Equal(1002001, await DeliverAsync(sandbox, Order, "S1"));
        Assert.Equal(99991400, await DeliverAsync(sandbox, "77", "S1"));
        Assert.Equal(99991400, await DeliverAsync(sandbox, "77", "S1"));
        Assert.Equal(0, await DeliverAsync(sandbox, "77", "S1"));
        Assert.Equal(1002863, await DeliverAsync(sandbox, "78", "S9"));
        Assert.Equal(["SystemErrorAfterApply"], _session.Run($"(Get-FeishuHireSandboxOrder {Order}).Stage.Fault").Clean().Output.Select(o => o.ToString()));
    }

    [Theory]
    [InlineData("-Fault Nonsense", "CutAfterApply")]
    [InlineData("-Fault @{ Kind = 'NoAnswer'; Colour = 'red' }", "Milliseconds")]
    [InlineData("-Fault 5", "CutAfterApply")]
    public void An_unknown_fault_is_told_which_there_are(string arguments, string told)
    {
        ErrorRecord error = Assert.Single(_session.Run("Start-FeishuHireSandbox " + arguments).AllErrors);
        Assert.Equal("InvalidField,FeishuHire.Commands.StartFeishuHireSandboxCommand", error.FullyQualifiedErrorId);
        Assert.Contains(told, error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Equal("SandboxNotRunning", Assert.Single(_session.Run("Stop-FeishuHireSandbox").ErrorIds));
    }

    [Fact]
    public void A_taken_port_is_named()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        int port = ((IPEndPoint)taken.LocalEndpoint).Port;
        ErrorRecord error = Assert.Single(_session.Run($"Start-FeishuHireSandbox -Port {port}").AllErrors);
        Assert.Equal("InvalidField", RunResult.IdOf(error));
        Assert.Contains(port.ToString(System.Globalization.CultureInfo.InvariantCulture), error.ErrorDetails.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Known_and_completed_orders_are_as_told()
    {
        PSObject sandbox = Start($"Start-FeishuHireSandbox -KnownOrder {Order}, 77 -CompletedOrder 77, 78");
        Assert.Equal(0, await DeliverAsync(sandbox, Order, "S1"));
        Assert.Equal(1002858, await DeliverAsync(sandbox, "77", "S1"));
        Assert.Equal(1002858, await DeliverAsync(sandbox, "78", "S1"));
        Assert.Equal(1002862, await DeliverAsync(sandbox, "79", "S1"));
        Assert.Equal(["Completed", "Completed"], _session.Run("'77', '78', '79' | Get-FeishuHireSandboxOrder").Clean().Values("Status"));
        Assert.Single(_session.Run("Get-FeishuHireSandboxOrder 79 -Verbose").Clean().Verbose);
    }

    [Fact]
    public void Its_secrets_show_nowhere()
    {
        PSObject sandbox = Start("Start-FeishuHireSandbox -Verbose -Debug");
        string[] secrets = [Secret(sandbox, "AppSecret"), Secret(sandbox, "StoreAppSecret"), Secret(sandbox, "AppTicket")];
        Assert.All(secrets, secret => Assert.True(secret.Length >= 16));
        RunResult shown = _session.Run("$VerbosePreference = $DebugPreference = 'Continue'; $s = Start-FeishuHireSandbox; \"$s\"; $s.PSObject.Properties | ForEach-Object { \"$($_.Value)\" }; Get-FeishuHireSandboxOrder; Stop-FeishuHireSandbox");
        Assert.NotEmpty(shown.Output);
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, shown.Everything, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Its_view_shows_how_it_is_set_and_no_secret()
    {
        ShellResult shell = (await ShellProcess.RunAsync("-Command", "Import-Module FeishuHire; Start-FeishuHireSandbox -KnownOrder 77 -Fault NoAnswer -Jitter 5")).Ok();
        string text = string.Join('\n', shell.Lines);
        Assert.Contains("http://127.0.0.1:", text, StringComparison.Ordinal);
        Assert.Contains("NoAnswer x1", text, StringComparison.Ordinal);
        Assert.Contains("0-5 ms", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Secret", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en-US", "none of")]
    [InlineData("zh-CN", "不是以下任何一项")]
    public void It_speaks_the_users_language(string culture, string told)
    {
        using ModuleSession session = new ModuleSession().UseCulture(culture);
        ErrorRecord error = Assert.Single(session.Run("Start-FeishuHireSandbox -Fault Nonsense").AllErrors);
        Assert.Contains(told, error.ErrorDetails.Message, StringComparison.Ordinal);
    }

    private PSObject Start(string script) => Assert.Single(_session.Run(script).Clean().Output);

    private static int Statistic(PSObject sandbox, string name) =>
        (int)PSObject.AsPSObject(sandbox.Properties["Statistics"].Value).Properties[name].Value;

    private static string Secret(PSObject sandbox, string name) =>
        new NetworkCredential(string.Empty, (System.Security.SecureString)sandbox.Properties[name].Value).Password;

    /// <summary>Sends one update as a client would, and gives the code of the answer.</summary>
    private static async Task<int> DeliverAsync(PSObject sandbox, string order, string stage)
    {
        using var http = new HttpClient { BaseAddress = (Uri)sandbox.Properties["BaseUri"].Value };
        JsonNode token = await PostAsync(
            http,
            "open-apis/auth/v3/tenant_access_token/internal",
            new JsonObject { ["app_id"] = (string)sandbox.Properties["AppId"].Value, ["app_secret"] = Secret(sandbox, "AppSecret") });
        http.DefaultRequestHeaders.Authorization = new("Bearer", (string)token["tenant_access_token"]!);
        JsonNode answer = await PostAsync(
            http,
            "open-apis/hire/v1/eco_background_checks/update_progress",
            new JsonObject { ["background_check_id"] = order, ["stage_id"] = stage, ["stage_name"] = "阶段报告", ["stage_time"] = "1660123456789" });
        return (int)answer["code"]!;
    }

    private static async Task<JsonNode> PostAsync(HttpClient http, string path, JsonObject body)
    {
        using var content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await http.PostAsync(path, content, TestContext.Current.CancellationToken);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
    }
}
