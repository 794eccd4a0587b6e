using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using FeishuHire.ModuleTests.Harness;
using Xunit;

namespace FeishuHire.ModuleTests.Examples;

/// <summary>examples/scheduled-delivery.ps1 as a scheduler runs it: a process of its own, nobody to ask, an exit code.</summary>
public sealed class ScheduledDeliveryTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("FeishuHireTask").FullName;

    private string Results => Path.Combine(_folder, "results");

    private string Ledger => Path.Combine(_folder, "ledger.db");

    [Fact]
    public async Task Everything_delivered_is_0_and_the_second_run_sends_nothing()
    {
        ShellResult first = await Deliver("-LedgerPath", Ledger, "-NewLedger");
        Assert.Equal(0, first.ExitCode);
        Assert.StartsWith("44 rows: 41 delivered, 0 delivered before", first.Lines[0], StringComparison.Ordinal);

        ShellResult second = await Deliver("-LedgerPath", Ledger);
        Assert.Equal(0, second.ExitCode);
        Assert.StartsWith("44 rows: 0 delivered, 41 delivered before", second.Lines[0], StringComparison.Ordinal);
        Assert.Equal(2, Runs().Length);
    }

    [Fact]
    public async Task The_results_restore_a_lost_ledger()
    {
        Assert.Equal(0, (await Deliver("-LedgerPath", Ledger, "-NewLedger")).ExitCode);
        File.Delete(Ledger);
        ShellResult lost = await Deliver("-LedgerPath", Ledger);
        Assert.Equal(1, lost.ExitCode);
        Assert.Contains(Ledger, lost.Output, StringComparison.Ordinal);

        (await ShellProcess.RunAsync(
            "-Command",
            $"Import-Module FeishuHire; $null = Connect-FeishuHire -Sandbox -LedgerPath '{Ledger}' -NewLedger; "
            + $"Import-BgCheckProgress '{Path.Combine(Results, "*", "delivered.csv")}' | Set-BgCheckDelivery -Status Delivered -Confirm:$false")).Ok();
        ShellResult again = await Deliver("-LedgerPath", Ledger);
        Assert.Equal(0, again.ExitCode);
        Assert.StartsWith("44 rows: 0 delivered, 41 delivered before", again.Lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task New_failures_are_2_and_are_counted_by_id()
    {
        ShellResult shell = await Run(["-Path", Repo.Example("data", "updates-damaged.xlsx"), "-ResultPath", Results, "-Sandbox"]);
        Assert.Equal(2, shell.ExitCode);
        Assert.Contains("DamagedId: 44", shell.Lines);
        Assert.Contains("Results: " + Runs().Single(), shell.Lines);
    }

    [Fact]
    public async Task The_end_of_the_time_is_3_and_the_next_run_goes_on()
    {
        ShellResult first = await Deliver("-LedgerPath", Ledger, "-NewLedger", "-MaxDuration", "0.01");
        Assert.Equal(3, first.ExitCode);
        Assert.Equal(0, (await Deliver("-LedgerPath", Ledger)).ExitCode);
    }

    [Fact]
    public async Task A_failure_of_the_whole_run_is_1_and_says_how_far_it_came()
    {
        ShellResult shell = await ShellProcess.RunAsync(
            "-NonInteractive", "-Command",
            $"Import-Module FeishuHire; $null = Start-FeishuHireSandbox -Fault @{{ Kind = 'ScopeMissing'; After = 5; Count = 100 }}; & '{Script}' -Path '{Updates}' -ResultPath '{Results}' -Sandbox; exit $LASTEXITCODE");
        Assert.Equal(1, shell.ExitCode);
        Assert.Contains("hire:background_check_order", shell.Lines[^1], StringComparison.Ordinal);
        Assert.Contains("Results: " + Runs().Single(), shell.Lines);
    }

    [Theory]
    [InlineData("", "-Path")]
    [InlineData("-Path {updates} -ResultPath {results}", "FEISHU_APP_ID")]
    [InlineData("-Path {updates} -ResultPath {updates} -Sandbox", "updates-utf8.csv")]
    [InlineData("-Path {updates} -ResultPath {results} -Sandbox -LedgerPath {folder}/none.db", "none.db")]
    [InlineData("-Path {updates} -ResultPath {results} -CredentialPath {folder}/none.clixml", "clixml")]
    public async Task What_cannot_run_is_1_and_names_the_reason(string arguments, string reason)
    {
        ShellResult shell = await Run([.. arguments
            .Replace("{updates}", Updates, StringComparison.Ordinal).Replace("{results}", Results, StringComparison.Ordinal)
            .Replace("{folder}", _folder, StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        Assert.Equal(1, shell.ExitCode);
        Assert.Contains(reason, shell.Output, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_second_run_beside_the_first_is_4_and_sends_nothing()
    {
        using ShellProcess first = ShellProcess.Start(
            ["-NonInteractive", "-Command", $"Import-Module FeishuHire; $null = Start-FeishuHireSandbox -Fault @{{ Kind = 'NoAnswer'; Count = 100 }}; & '{Script}' -Path '{Updates}' -ResultPath '{Results}' -LedgerPath '{Ledger}' -NewLedger -Sandbox"],
            NoCredentials());
        Task<ShellResult> end = first.WaitAsync();
        while (!Directory.Exists(Results) || Runs().Length == 0)
        {
            Assert.False(end.IsCompleted, "The first run has ended.");
            await Task.Delay(50);
        }

        ShellResult second = await Deliver("-LedgerPath", Ledger, "-WaitForRun", "0");
        Assert.Equal(4, second.ExitCode);
        Assert.Contains(Ledger, second.Output, StringComparison.Ordinal);
        Assert.Single(Runs());

        // The killed run's files stay, and say that it did not come to its end; the next run goes on.
        first.Kill();
        await end;
        Assert.Contains("\"Running\"", await File.ReadAllTextAsync(Path.Combine(Runs().Single(), "summary.json")), StringComparison.Ordinal);
        Assert.Equal(0, (await Deliver("-LedgerPath", Ledger)).ExitCode);
    }

    [Fact]
    public async Task Results_are_deleted_after_their_days_and_nothing_else_is()
    {
        string old = Directory.CreateDirectory(Path.Combine(Results, "20250101-060000-0123456789abcdef0123456789abcdef")).FullName;
        string other = Directory.CreateDirectory(Path.Combine(Results, "20250101-mine")).FullName;
        Assert.Equal(0, (await Deliver("-KeepDays", "30")).ExitCode);
        Assert.False(Directory.Exists(old));
        Assert.True(Directory.Exists(other));
        Assert.Equal(2, Runs().Length);

        // Also where nothing can run: they hold personal data.
        Directory.CreateDirectory(old);
        Assert.Equal(1, (await Deliver("-KeepDays", "30", "-LedgerPath", Ledger)).ExitCode);
        Assert.False(Directory.Exists(old));
    }

    [Fact]
    public async Task A_secret_is_saved_on_Windows_only()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Saving for real is for the Pester suite on Windows.");
        string file = Path.Combine(_folder, "secret.clixml");
        ShellResult shell = await ShellProcess.RunAsync("-NonInteractive", "-File", Repo.Example("save-feishu-secret.ps1"), "-AppId", "cli_x", "-Path", file);
        Assert.Equal(1, shell.ExitCode);
        Assert.Contains("Windows", shell.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(file));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string Script => Repo.Example("scheduled-delivery.ps1");

    private static string Updates => Repo.Example("data", "updates-utf8.csv");

    private string[] Runs() => Directory.GetDirectories(Results);

    private Task<ShellResult> Deliver(params string[] more) => Run(["-Path", Updates, "-ResultPath", Results, "-Sandbox", .. more]);

    private Task<ShellResult> Run(string[] arguments)
    {
        ShellProcess shell = ShellProcess.Start(["-NoProfile", "-NonInteractive", "-File", Script, .. arguments], NoCredentials(), _folder);
        return shell.WaitAsync();
    }

    private static Dictionary<string, string?> NoCredentials() =>
        new[] { "FEISHU_APP_ID", "FEISHU_APP_SECRET", "FEISHU_APP_TICKET", "FEISHU_TENANT_KEY", "FEISHU_LEDGER_PATH" }.ToDictionary(name => name, _ => (string?)null);
}
