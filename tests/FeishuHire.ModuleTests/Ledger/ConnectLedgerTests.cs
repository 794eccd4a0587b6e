using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using FeishuHire.ModuleTests.Harness;
using Xunit;

namespace FeishuHire.ModuleTests.Ledger;

/// <summary>Which ledger a connection opens, and what a second run finds there.</summary>
public sealed class ConnectLedgerTests
{
    private const string Offline =
        "Import-Module FeishuHire; $t = [Net.NetworkCredential]::new('', 't-giventoken-0123456789').SecurePassword; "
        + "(Connect-FeishuHire -TenantAccessToken $t -BaseUri http://127.0.0.1:9 -Realm Test).LedgerPath";

    [Fact]
    public async Task The_same_rows_again_make_no_call()
    {
        await using LedgerSession session = await LedgerSession.StartAsync();
        Assert.Empty(session.Connect("-LedgerPath $ledger -NewLedger").Clean().Warnings);
        Assert.Equal(["Delivered", "Delivered", "Delivered"], session.Run($"{LedgerSession.Rows} | Update-BgCheckProgress").Clean().Values("Status"));
        session.Renew();
        Assert.Empty(session.Connect("-LedgerPath $ledger").Clean().Warnings);
        Assert.Equal(["AlreadyDelivered", "AlreadyDelivered", "AlreadyDelivered"], session.Run($"{LedgerSession.Rows} | Update-BgCheckProgress").Clean().Values("Status"));
        Assert.Equal(3, session.Calls.Count);
    }

    [Fact]
    public async Task A_rehearsal_reads_the_ledger_and_writes_nothing()
    {
        await using LedgerSession session = await LedgerSession.StartAsync();
        session.Connect("-LedgerPath $ledger -NewLedger").Clean();
        session.Run("Set-BgCheckDelivery -BackgroundCheckId 6931286400470354183 -StageId S9 -StageTime '2026-02-01' -Status Delivered").Clean();
        RunResult rehearsal = session.Run($"{LedgerSession.Rows} | Update-BgCheckProgress -WhatIf");
        Assert.Equal(["StageTimeNotIncreasing"], rehearsal.ErrorIds.Distinct());
        Assert.Empty(session.Calls);
        Assert.Single(session.Run("Get-BgCheckDelivery").Clean().Output);
    }

    [Theory]
    [InlineData("-LedgerPath $ledger", "LedgerNotFound")]
    [InlineData("-LedgerPath $ledger -NoLedger", "LedgerPathNotAllowed")]
    [InlineData("-NewLedger -NoLedger", "LedgerPathNotAllowed")]
    public async Task What_cannot_be_opened_fails_here(string options, string id)
    {
        await using LedgerSession session = await LedgerSession.StartAsync();
        RunResult result = session.Connect(options);
        Assert.Equal([id], result.ErrorIds);
        Assert.Equal(ErrorCategory.OpenError, result.AllErrors.Single().CategoryInfo.Category);
        Assert.False(File.Exists(session.Path));
    }

    [Fact]
    public async Task A_new_ledger_that_is_there_goes_on_with_a_warning()
    {
        await using LedgerSession session = await LedgerSession.StartAsync();
        session.Connect("-LedgerPath $ledger -NewLedger").Clean();
        session.Run($"{LedgerSession.Rows} | Update-BgCheckProgress").Clean();
        session.Renew();
        Assert.Contains(session.Path, Assert.Single(session.Connect("-LedgerPath $ledger -NewLedger").Clean().Warnings), StringComparison.Ordinal);
        Assert.Equal(["AlreadyDelivered", "AlreadyDelivered", "AlreadyDelivered"], session.Run($"{LedgerSession.Rows} | Update-BgCheckProgress").Clean().Values("Status"));
    }

    [Theory]
    [InlineData("-BaseUri https://gateway.example.com", "gateway.example.com")]
    [InlineData("-BaseUri https://gateway.example.com -Realm Feishu", null)]
    [InlineData("-BaseUri https://gateway.example.com -NoLedger", null)]
    [InlineData("-BaseUri http://127.0.0.1:9", null)]
    [InlineData("", null)]
    public async Task An_address_without_a_realm_is_named_where_a_ledger_remembers(string options, string? realm)
    {
        await using LedgerSession session = await LedgerSession.StartAsync();
        string ledger = options.Contains("-NoLedger", StringComparison.Ordinal) ? "" : "-LedgerPath $ledger -NewLedger";
        RunResult opened = session.Run($"Connect-FeishuHire -TenantAccessToken $secret {options} {ledger}").Clean();
        Assert.Equal(realm is null ? 0 : 1, opened.Warnings.Count);
        Assert.All(opened.Warnings, warning => Assert.Contains(realm!, warning, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_default_ledger_is_made_once_with_a_warning()
    {
        string data = Directory.CreateTempSubdirectory("feishu-data-").FullName;
        ShellResult first = await Shell(("XDG_DATA_HOME", data), ("LOCALAPPDATA", data));
        ShellResult second = await Shell(("XDG_DATA_HOME", data), ("LOCALAPPDATA", data));
        string path = Path.Combine(data, "FeishuHire", "ledger.db");
        Assert.Contains(path, second.Ok().Output, StringComparison.Ordinal);
        Assert.Contains("Sync-BgCheckDelivery", first.Ok().Output + first.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Sync-BgCheckDelivery", second.Output + second.Error, StringComparison.Ordinal);

        // Named by the environment it must be there.
        Assert.Contains(path, (await Shell(("FEISHU_LEDGER_PATH", path))).Ok().Output, StringComparison.Ordinal);
        ShellResult missing = await Shell(("FEISHU_LEDGER_PATH", path + ".no"));
        Assert.NotEqual(0, missing.ExitCode);
        Directory.Delete(data, recursive: true);
    }

    [Fact]
    public async Task A_run_beside_another_waits_or_says_so()
    {
        await using LedgerSession session = await LedgerSession.StartAsync();
        session.Connect("-LedgerPath $ledger -NewLedger").Clean();
        using Process other = Process.Start(new ProcessStartInfo("dotnet", ["exec", Repo.LedgerChild, "hold", session.Path, "Test"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
        })!;
        Assert.Equal("held", await other.StandardOutput.ReadLineAsync());
        RunResult refused = session.Run($"{LedgerSession.Rows} | Update-BgCheckProgress -WaitForRun 0");
        Assert.Equal(["AnotherRunActive"], refused.ErrorIds);
        Assert.Equal(ErrorCategory.ResourceBusy, refused.AllErrors.Single().CategoryInfo.Category);
        Assert.Empty(session.Calls);

        RunningScript waiting = session.Session.Start($"{LedgerSession.Rows} | Update-BgCheckProgress");
        await other.StandardInput.WriteLineAsync();
        await other.WaitForExitAsync();
        RunResult delivered = waiting.Wait().Clean();
        Assert.Equal(3, delivered.Output.Count);
        Assert.True(delivered.Warnings.All(w => w.Contains(session.Path, StringComparison.Ordinal)));
    }

    private static Task<ShellResult> Shell(params (string Name, string? Value)[] environment) =>
        ShellProcess.Start(["-Command", Offline], environment.ToDictionary(e => e.Name, e => e.Value)).WaitAsync();
}
