using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using FeishuHire.ModuleTests.Harness;
using FeishuHire.ModuleTests.Sandbox;
using Xunit;

namespace FeishuHire.ModuleTests.Ledger;

/// <summary>Get-, Set- and Remove-BgCheckDelivery.</summary>
[Collection(SandboxCollection.Name)]
public sealed class LedgerCmdletTests
{
    [Fact]
    public async Task What_was_delivered_is_read_with_and_without_a_connection()
    {
        await using LedgerSession session = await Delivered();
        RunResult all = session.Run("Get-BgCheckDelivery").Clean();
        Assert.Equal(["S1", "S2", "S3"], all.Values("StageId"));
        Assert.Equal("2026-01-05T09:00:00.000+08:00", all.Values("StageTime")[0]);
        Assert.All(all.Values("DeliveredAt"), Assert.NotNull);
        Assert.Equal(["S2"], session.Run($"Get-BgCheckDelivery {LedgerSession.Order} S2").Clean().Values("StageId"));
        Assert.Empty(session.Run("Get-BgCheckDelivery -Status Rejected").Clean().Output);
        Assert.Empty(session.Run("Get-BgCheckDelivery -NeedsAction").Clean().Output);
        Assert.Equal(3, session.Run("Get-BgCheckDelivery -Since '2026-01-01'").Clean().Output.Count);
        Assert.Equal(["S3"], session.Run("[pscustomobject]@{ BackgroundCheckId = \" 6931286400470354183\"; StageId = 'S3' } | Get-BgCheckDelivery").Clean().Values("StageId"));

        session.Renew();
        Assert.Equal(3, session.Run("Get-BgCheckDelivery -LedgerPath $ledger").Clean().Output.Count);
        Assert.Single(session.Run("Get-BgCheckDelivery -LedgerPath $ledger | Select-First 1").Clean().Output);
    }

    [Theory]
    [InlineData("Get-BgCheckDelivery -LedgerPath ($ledger + '.no')", "LedgerNotFound")]
    [InlineData("Get-BgCheckDelivery -LedgerPath '//nas/share/ledger.db'", null)]
    [InlineData("Get-BgCheckDelivery -LedgerPath 'NoSuchDrive:/ledger.db'", "LedgerPathNotAllowed")]
    [InlineData("Backup-BgCheckLedger ($ledger + '.copy') -LedgerPath ($ledger + '.no')", "LedgerNotFound")]
    [InlineData("Backup-BgCheckLedger ($ledger + '.copy') -LedgerPath 'NoSuchDrive:/ledger.db'", "LedgerPathNotAllowed")]
    [InlineData("Restore-BgCheckLedger $ledger -LedgerPath 'NoSuchDrive:/ledger.db' -Confirm:0", "LedgerPathNotAllowed")]
    [InlineData("Get-BgCheckDelivery -LedgerPath ([IO.Path]::GetDirectoryName($ledger))", "LedgerUnusable")]
    [InlineData("@{ background_check_id = '6931286400470354183' } | Test-BgCheckProgress -LedgerPath ([IO.Path]::GetDirectoryName($ledger))", "LedgerUnusable")]
    [InlineData("Get-BgCheckDelivery -Since 'yesterday'", "InvalidField")]
    [InlineData("Get-BgCheckDelivery -Since '2026-01-01' -TimeZone Nowhere", "InvalidField")]
    [InlineData("Remove-BgCheckDelivery -Before 'long ago'", "InvalidField")]
    public async Task What_cannot_be_understood_ends_the_command(string script, string? id)
    {
        await using LedgerSession session = await Delivered();
        RunResult result = session.Run($"try {{ {script} }} catch {{ 'ended' }}");
        Assert.Equal(["ended"], result.Texts);
        result = session.Run(script);
        Assert.Equal([id ?? (OperatingSystem.IsWindows() ? "LedgerPathNotAllowed" : "LedgerNotFound")], result.ErrorIds);
    }

    [Fact]
    public async Task What_is_stuck_is_shown_with_its_remedy_and_settled()
    {
        await using LedgerSession session = await LedgerSession.StartAsync();
        session.Connect("-LedgerPath $ledger -NewLedger").Clean();
        session.Answer = body => (string)body["stage_id"]! == "S1" ? (200, """{"code":0}""") : (500, """{"code":1002001,"msg":"system error"}""");
        Assert.NotEmpty(session.Run($"{LedgerSession.Rows} | Update-BgCheckProgress -MaxRetry 0").ErrorIds);

        RunResult stuck = session.Run("Get-BgCheckDelivery -NeedsAction").Clean();
        Assert.Equal(["S2", "S3"], stuck.Values("StageId"));
        Assert.Equal(["Uncertain", "Held"], stuck.Values("Status"));
        Assert.Equal(["SystemError", "OrderHeld"], stuck.Values("ErrorId"));
        Assert.All(stuck.Values("Reason"), reason => Assert.NotEmpty(reason!));
        Assert.All(stuck.Values("Remedy"), remedy => Assert.NotEmpty(remedy!));
        Assert.NotNull(stuck.Values("ChangedAt")[0]);
        Assert.Contains("#NeedsAction", stuck.Output[0].TypeNames[0]);

        Assert.Empty(session.Run("Get-BgCheckDelivery -NeedsAction | Set-BgCheckDelivery -Status Delivered -WhatIf").Clean().Output);
        Assert.Equal(2, session.Run("Get-BgCheckDelivery -NeedsAction").Clean().Output.Count);
        RunResult settled = session.Run("Get-BgCheckDelivery -NeedsAction -Status Uncertain | Set-BgCheckDelivery -Status Delivered -PassThru").Clean();
        Assert.Equal(["Delivered"], settled.Values("Status"));
        Assert.Equal([Environment.UserName + "@" + Environment.MachineName], settled.Values("SettledBy"));
        Assert.Equal(["S3"], session.Run("Get-BgCheckDelivery -NeedsAction").Clean().Values("StageId"));

        // The order goes on where it stood.
        session.Answer = _ => (200, """{"code":0}""");
        Assert.Equal(["AlreadyDelivered", "AlreadyDelivered", "Delivered"], session.Run($"{LedgerSession.Rows} | Update-BgCheckProgress").Clean().Values("Status").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_baseline_makes_history_known_without_a_call()
    {
        await using LedgerSession session = await LedgerSession.StartAsync();
        session.Connect("-LedgerPath $ledger -NewLedger").Clean();
        session.Run($"{LedgerSession.Rows} | Set-BgCheckDelivery -Status Delivered").Clean();
        Assert.Equal(["AlreadyDelivered", "AlreadyDelivered", "AlreadyDelivered"], session.Run($"{LedgerSession.Rows} | Update-BgCheckProgress").Clean().Values("Status"));
        Assert.Empty(session.Calls);
        RunResult changed = session.Run($"{LedgerSession.Rows} | ForEach-Object {{ $_.stage_name = 'x'; $_ }} | Update-BgCheckProgress");
        Assert.Equal(["StageChanged", "StageChanged", "StageChanged"], changed.ErrorIds);
    }

    [Fact]
    public async Task A_copy_of_the_deliveries_restores_a_lost_ledger()
    {
        await using LedgerSession session = await Delivered();
        IReadOnlyList<PSObject> copy = session.Run("Get-BgCheckDelivery | ForEach-Object { [pscustomobject]@{ BackgroundCheckId = $_.BackgroundCheckId; StageId = $_.StageId; StageTime = \"$($_.StageTime)\"; SentTime = \"$($_.SentTime)\"; Status = \"$($_.Status)\" } }").Clean().Output;
        session.Renew();
        session.Connect("-LedgerPath ($ledger + '2') -NewLedger").Clean();
        session.Session.RunWith("$input | Set-BgCheckDelivery -Status Delivered", copy).Clean();
        Assert.Equal(["AlreadyDelivered", "AlreadyDelivered", "AlreadyDelivered"], session.Run($"{LedgerSession.Rows} | Update-BgCheckProgress").Clean().Values("Status"));
        Assert.Equal(3, session.Calls.Count);
    }

    [Fact]
    public async Task After_a_purge_the_daily_export_of_the_whole_history_is_quiet()
    {
        await using LedgerSession session = await Delivered();
        session.Run("Remove-BgCheckDelivery -Before '2100-01-01'").Clean();
        Assert.Empty(session.Run("Get-BgCheckDelivery").Clean().Output);
        session.Renew();
        session.Connect("-LedgerPath $ledger").Clean();
        RunResult again = session.Run($"{LedgerSession.Rows} | Update-BgCheckProgress").Clean();
        Assert.Equal(["AlreadyDelivered", "AlreadyDelivered", "AlreadyDelivered"], again.Values("Status"));
        Assert.Empty(again.Warnings);
        Assert.Equal(3, session.Calls.Count);
    }

    [Theory]
    [InlineData("Set-BgCheckDelivery -BackgroundCheckId 77 -StageId X -Status Delivered", "MissingField")]
    [InlineData("Set-BgCheckDelivery -BackgroundCheckId 77 -StageId X -Status Delivered -StageTime 'soon'", "StageTimeUnreadable")]
    [InlineData("Set-BgCheckDelivery -BackgroundCheckId 6.93128640047035E+18 -StageId X -Status Abandoned", "DamagedId")]
    [InlineData("Set-BgCheckDelivery -BackgroundCheckId 77 -Status Abandoned", "MissingField")]
    [InlineData("[pscustomobject]@{ colour = 'red' } | Set-BgCheckDelivery -Status Abandoned", "ColumnsNotFound")]
    public async Task A_row_that_cannot_be_settled_is_an_error_of_its_own(string script, string id)
    {
        await using LedgerSession session = await Delivered();
        RunResult result = session.Run(script);
        Assert.Equal([id], result.ErrorIds);
        Assert.Equal(PSInvocationState.Completed, result.State);
        Assert.Equal(3, session.Run("Get-BgCheckDelivery").Clean().Output.Count);
    }

    [Fact]
    public async Task Nobody_settles_in_a_realm_that_is_not_known()
    {
        await using LedgerSession session = await LedgerSession.StartAsync();
        session.Connect("-LedgerPath $ledger -NewLedger").Clean();
        session.Renew();
        Assert.Equal(["NotConnected"], session.Run("Set-BgCheckDelivery -LedgerPath $ledger -BackgroundCheckId 77 -StageId X -Status Abandoned").ErrorIds);
        Assert.Equal(["NotConnected"], session.Run("Remove-BgCheckDelivery -LedgerPath $ledger -Before '2026-01-01'").ErrorIds);
        session.Connect("-LedgerPath $ledger").Clean();
        session.Run("Set-BgCheckDelivery -BackgroundCheckId 77 -StageId X -Status Abandoned").Clean();
        session.Renew();
        session.Run("Set-BgCheckDelivery -LedgerPath $ledger -BackgroundCheckId 77 -StageId Y -Status Abandoned").Clean();
        Assert.Equal(["X", "Y"], session.Run("Get-BgCheckDelivery -LedgerPath $ledger").Clean().Values("StageId").Order());
    }

    [Fact]
    public async Task A_purge_forgets_stages_and_keeps_them_from_being_sent_again()
    {
        await using LedgerSession session = await Delivered();
        session.Run("Remove-BgCheckDelivery -Before '2999-01-01' -WhatIf").Clean();
        Assert.Equal(3, session.Run("Get-BgCheckDelivery").Clean().Output.Count);
        RunResult purged = session.Run("Remove-BgCheckDelivery -Before '2999-01-01' -Verbose").Clean();
        Assert.Contains(purged.Verbose, v => v.Contains('3'));
        Assert.Empty(purged.Warnings);
        Assert.Empty(session.Run("Get-BgCheckDelivery").Clean().Output);
        RunResult late = session.Run($"{LedgerSession.Rows} | ForEach-Object {{ $_.stage_id = 'new ' + $_.stage_id; $_ }} | Update-BgCheckProgress");
        Assert.Equal(["StageTimeNotIncreasing", "StageTimeNotIncreasing", "StageTimeNotIncreasing"], late.ErrorIds);
        RunResult moved = session.Run($"{LedgerSession.Rows} | Update-BgCheckProgress -StageTime '2026-02-01'");
        Assert.Equal(["StageChanged", "StageChanged", "StageChanged"], moved.ErrorIds);
        Assert.Equal(3, session.Calls.Count);
    }

    [Fact]
    public void A_rehearsal_can_be_looked_into()
    {
        using ModuleSession session = new ModuleSession().WithLedger();
        try
        {
            session.Run("$null = Connect-FeishuHire -Sandbox").Clean();
            session.Run($"$null = {LedgerSession.Rows} | Update-BgCheckProgress").Clean();
            Assert.Equal(["S1", "S2", "S3"], session.Run("Get-BgCheckDelivery").Clean().Values("StageId"));
            session.Run("Set-BgCheckDelivery -BackgroundCheckId 77 -StageId X -Status Abandoned").Clean();
            Assert.Equal(["X"], session.Run("Get-BgCheckDelivery -Status Abandoned").Clean().Values("StageId"));
            session.Run("Remove-BgCheckDelivery -Before '2999-01-01'").Clean();

            // Nothing else says that it is never to be sent.
            Assert.Equal(["X"], session.Run("Get-BgCheckDelivery").Clean().Values("StageId"));
        }
        finally
        {
            session.Run("Disconnect-FeishuHire; Stop-FeishuHireSandbox");
        }
    }

    private static async Task<LedgerSession> Delivered()
    {
        LedgerSession session = await LedgerSession.StartAsync();
        session.Connect("-LedgerPath $ledger -NewLedger").Clean();
        session.Run($"$null = {LedgerSession.Rows} | Update-BgCheckProgress").Clean();
        Assert.Equal(3, session.Calls.Count);
        return session;
    }
}
