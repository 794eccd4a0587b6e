using System;
using System.Linq;
using System.Management.Automation;
using FeishuHire.ModuleTests.Harness;
using Xunit;

namespace FeishuHire.ModuleTests.Sandbox;

/// <summary>Connect-FeishuHire -Sandbox, and what a rehearsal shows.</summary>
[Collection(SandboxCollection.Name)]
public sealed class ConnectSandboxTests : IDisposable
{
    private const string Rows = """
        [pscustomobject]@{ background_check_id = '6931286400470354183'; stage_id = 'S1'; stage_name = '已安排'; stage_time = '2026-01-05 09:00' },
        [pscustomobject]@{ background_check_id = '6931286400470354183'; stage_id = 'S2'; stage_name = '完成'; stage_time = '2026-01-06 09:00'; result = '通过'; report_name = 'r.pdf'; report_url = 'https://example.com/r.pdf' },
        [pscustomobject]@{ background_check_id = '77'; stage_id = 'S1'; stage_name = '已安排'; stage_time = '2026-01-05 09:00' }
        """;

    private readonly ModuleSession _session = new();

    public ConnectSandboxTests() => Stop();

    public void Dispose()
    {
        Stop();
        _session.Dispose();
    }

    [Fact]
    public void It_starts_a_sandbox_where_none_runs_and_delivers_into_it()
    {
        PSObject connection = Assert.Single(_session.Run("Connect-FeishuHire -Sandbox").Clean().Output);
        Assert.Equal(
            ("cli_sandbox", "CustomApp", "Sandbox", true),
            ((string)connection.Properties["AppId"].Value, (string)connection.Properties["Credential"].Value, (string)connection.Properties["Realm"].Value, (bool)connection.Properties["IsSandbox"].Value));
        Assert.Equal(["Delivered", "Delivered", "Delivered"], _session.Run(Rows + " | Update-BgCheckProgress").Clean().Values("Status"));
        Assert.Equal(["2", "1"], _session.Run("Get-FeishuHireSandboxOrder | ForEach-Object { $_.StageCount }").Clean().Output.Select(o => o.ToString()).OrderDescending());
        Assert.Equal("通过,Download,r.pdf", Assert.Single(_session.Run(
            "(Get-FeishuHireSandboxOrder 6931286400470354183).Stage | Where-Object StageId -eq S2 | ForEach-Object { $_.Result, ($_.ReportFile[0].UrlType ?? 'Download'), $_.ReportFile[0].Name -join ',' }").Clean().Output).ToString());
    }

    [Fact]
    public void It_takes_the_sandbox_that_runs()
    {
        _session.Run("$s = Start-FeishuHireSandbox -CompletedOrder 77").Clean();
        Assert.True((bool)_session.Run("(Connect-FeishuHire -Sandbox).BaseUri -eq $s.BaseUri").Clean().Output[0].BaseObject);
        RunResult result = _session.Run(Rows + " | Update-BgCheckProgress");
        Assert.Equal(["OrderStatusAbnormal"], result.ErrorIds);
        Assert.Equal(2, result.Output.Count);
    }

    [Fact]
    public void A_tenant_or_the_store_apps_id_makes_it_a_store_apps_connection()
    {
        Assert.Equal(["StoreApp"], _session.Run("Connect-FeishuHire -Sandbox -TenantKey tenant_a").Clean().Values("Credential"));
        Assert.Equal(3, _session.Run(Rows + " | Update-BgCheckProgress").Clean().Output.Count);
        Assert.Equal(["StoreApp"], _session.Run("Connect-FeishuHire -Sandbox -AppId cli_sandbox_store").Clean().Values("Credential"));
        Assert.Equal(3, _session.Run(Rows.Replace("'77'", "'78'", StringComparison.Ordinal).Replace("400470354183", "400470354184", StringComparison.Ordinal) + " | Update-BgCheckProgress -TenantKey tenant_b").Clean().Output.Count);
        Assert.Equal(
            ["tenant_a", "tenant_b"],
            _session.Run("(Get-FeishuHireSandboxOrder).Stage | ForEach-Object { $_.TenantKey }").Clean().Output.Select(o => o.ToString()).Distinct().Order());
    }

    [Fact]
    public void Credentials_that_are_given_are_tried_and_the_environments_are_not()
    {
        RunResult wrong = _session.Run("""
            $secret = [securestring]::new(); 'wrong'.ToCharArray() | ForEach-Object { $secret.AppendChar($_) }
            Connect-FeishuHire -Sandbox -AppId cli_sandbox -AppSecret $secret
            """);
        Assert.Equal(["CredentialRejected"], wrong.ErrorIds);
        ShellEnvironment(() => Assert.Single(_session.Run("Connect-FeishuHire -Sandbox").Clean().Output));
    }

    [Theory]
    [InlineData("-BaseUri https://gateway.invalid")]
    [InlineData("-Region Lark")]
    [InlineData("-Realm Elsewhere")]
    [InlineData("-Proxy http://proxy.invalid:1")]
    public void Nothing_leads_away_from_the_sandbox(string arguments)
    {
        PSObject connection = Assert.Single(_session.Run("Connect-FeishuHire -Sandbox " + arguments).Clean().Output);
        Assert.Equal(("127.0.0.1", "Sandbox"), (((Uri)connection.Properties["BaseUri"].Value).Host, (string)connection.Properties["Realm"].Value));
    }

    [Fact]
    public void A_store_app_gets_over_the_loss_of_all_its_tokens()
    {
        _session.Run("Start-FeishuHireSandbox -Fault @{ Kind = 'TokenRevoked'; After = 1 }; Connect-FeishuHire -Sandbox -TenantKey tenant_a").Clean();
        Assert.Equal(3, _session.Run(Rows + " | Update-BgCheckProgress").Clean().Output.Count);
        Assert.Equal("1", Assert.Single(_session.Run("(Start-FeishuHireSandbox).Statistics.FaultsPlayed").Clean().Output).ToString());
    }

    [Fact]
    public void A_connection_outlives_the_sandbox_being_replaced()
    {
        _session.Run("Connect-FeishuHire -Sandbox").Clean();
        Assert.Single(_session.Run("Start-FeishuHireSandbox -Fault TokenRevoked").Clean().Warnings);
        Assert.Equal(3, _session.Run(Rows + " | Update-BgCheckProgress").Clean().Output.Count);
        Assert.Equal("1", Assert.Single(_session.Run("(Start-FeishuHireSandbox).Statistics.FaultsPlayed").Clean().Output).ToString());
    }

    /// <summary>Feishu's credentials in the environment, as a machine with a scheduled task has them.</summary>
    private static void ShellEnvironment(Action test)
    {
        string[] names = ["FEISHU_APP_ID", "FEISHU_APP_SECRET", "FEISHU_APP_TICKET", "FEISHU_TENANT_KEY"];
        try
        {
            Array.ForEach(names, name => Environment.SetEnvironmentVariable(name, "real"));
            test();
        }
        finally
        {
            Array.ForEach(names, name => Environment.SetEnvironmentVariable(name, null));
        }
    }

    private void Stop() => _session.Run("try { Stop-FeishuHireSandbox } catch { }");
}
