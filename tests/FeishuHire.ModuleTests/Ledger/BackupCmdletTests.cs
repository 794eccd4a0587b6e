using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using FeishuHire.ModuleTests.Harness;
using FeishuHire.ModuleTests.Sandbox;
using Xunit;

namespace FeishuHire.ModuleTests.Ledger;

/// <summary>Backup- and Restore-BgCheckLedger, single entries, and what a session leaves behind.</summary>
[Collection(SandboxCollection.Name)]
public sealed class BackupCmdletTests
{
    private const string LastingRun = """
        Import-Module FeishuHire
        $null = Connect-FeishuHire -Sandbox -LedgerPath $env:TEST_LEDGER -NewLedger
        $row = [pscustomobject]@{ background_check_id = '6931286400470354183'; stage_id = 'S1'; stage_name = 'a'; stage_time = '2026-01-05 09:00' }
        "$(($row | Update-BgCheckProgress).Status)"
        exit
        """;

    [Fact]
    public async Task A_ledger_comes_back_from_its_backup()
    {
        await using LedgerSession session = await Delivered();
        RunResult backup = session.Run("Backup-BgCheckLedger ($ledger + '.backup')").Clean();
        Assert.Equal([session.Path + ".backup"], backup.Values("FullName"));
        session.Run("Set-BgCheckDelivery -BackgroundCheckId 77 -StageId X -Status Abandoned").Clean();

        // Not while it is open, not over newer entries, not without a yes.
        Assert.Equal(["LedgerBusy"], session.Run("Restore-BgCheckLedger ($ledger + '.backup') -LedgerPath $ledger -Force -Confirm:$false").ErrorIds);

        // Nor beside it, in the usual place, where the session has a ledger elsewhere.
        Assert.Equal(["LedgerBusy"], session.Run("Restore-BgCheckLedger ($ledger + '.backup') -Confirm:$false").ErrorIds);
        session.Renew();
        Assert.Equal(["InvalidField"], session.Run("Restore-BgCheckLedger ($ledger + '.backup') -LedgerPath $ledger -Confirm:$false").ErrorIds);
        session.Run("Restore-BgCheckLedger ($ledger + '.backup') -LedgerPath $ledger -Force -WhatIf").Clean();
        Assert.Equal(4, session.Run("Get-BgCheckDelivery -LedgerPath $ledger").Clean().Output.Count);
        Assert.Contains(session.Path, Assert.Single(session.Run("Restore-BgCheckLedger ($ledger + '.backup') -LedgerPath $ledger -Force -Confirm:$false").Clean().Warnings), System.StringComparison.Ordinal);
        session.Connect("-LedgerPath $ledger").Clean();
        Assert.Equal(["S1", "S2", "S3"], session.Run("Get-BgCheckDelivery").Clean().Values("StageId"));
        Assert.Equal(["AlreadyDelivered", "AlreadyDelivered", "AlreadyDelivered"], session.Run($"{LedgerSession.Rows} | Update-BgCheckProgress").Clean().Values("Status"));
    }

    [Fact]
    public async Task A_second_connection_closes_the_first()
    {
        await using LedgerSession session = await LedgerSession.StartAsync();
        RunResult states = session.Run(
            """
            $first = Connect-FeishuHire -AppId cli_x -AppSecret $secret -BaseUri $uri -Realm Test -LedgerPath $ledger -NewLedger
            $second = Connect-FeishuHire -AppId cli_x -AppSecret $secret -BaseUri $uri -Realm Test -LedgerPath $ledger
            "$($first.State) $($second.State)"
            Disconnect-FeishuHire
            """).Clean();
        Assert.Equal(["Closed Open"], states.Texts);

        // Nothing keeps it from being restored or deleted.
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(session.Path)!, "*-wal"));
    }

    [Fact]
    public async Task Single_entries_are_forgotten()
    {
        await using LedgerSession session = await Delivered();
        session.Run("Set-BgCheckDelivery -BackgroundCheckId 77 -StageId X -Status NotSent").Clean();
        session.Run("Get-BgCheckDelivery 77 | Remove-BgCheckDelivery -WhatIf").Clean();
        session.Run("Get-BgCheckDelivery 77 | Remove-BgCheckDelivery").Clean();
        session.Run($"Get-BgCheckDelivery {LedgerSession.Order} S2 | Remove-BgCheckDelivery").Clean();
        Assert.Equal(["S1", "S3"], session.Run("Get-BgCheckDelivery").Clean().Values("StageId"));

        // A delivered one is not sent again.
        Assert.Equal(["AlreadyDelivered", "AlreadyDelivered", "AlreadyDelivered"], session.Run($"{LedgerSession.Rows} | Update-BgCheckProgress").Clean().Values("Status"));
        Assert.Equal(3, session.Calls.Count);
    }

    [Fact]
    public async Task A_process_that_just_ends_leaves_one_whole_file()
    {
        string folder = Directory.CreateTempSubdirectory("feishu-exit-").FullName;
        string ledger = Path.Combine(folder, "ledger.db");
        ShellResult run = await ShellProcess.Start(["-Command", LastingRun], new Dictionary<string, string?> { ["TEST_LEDGER"] = ledger }).WaitAsync();
        Assert.Contains("Delivered", run.Ok().Output, StringComparison.Ordinal);
        foreach (string part in Directory.GetFiles(folder).Where(file => !file.EndsWith("ledger.db", StringComparison.Ordinal) && !file.EndsWith(".key", StringComparison.Ordinal)))
        {
            File.Delete(part);
        }

        using (ModuleSession session = new ModuleSession().WithLedger())
        {
            RunResult copy = session.Run("Get-BgCheckDelivery -LedgerPath $path", ("path", ledger)).Clean();
            Assert.Equal(["Delivered"], copy.Values("Status"));
        }

        Directory.Delete(folder, recursive: true);
    }

    private static async Task<LedgerSession> Delivered()
    {
        LedgerSession session = await LedgerSession.StartAsync();
        session.Connect("-LedgerPath $ledger -NewLedger").Clean();
        session.Run($"$null = {LedgerSession.Rows} | Update-BgCheckProgress").Clean();
        return session;
    }
}
