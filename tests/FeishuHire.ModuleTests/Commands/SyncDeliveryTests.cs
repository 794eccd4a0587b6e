using System;
using System.IO;
using System.Linq;
using FeishuHire.ModuleTests.Harness;
using FeishuHire.ModuleTests.Sandbox;
using Xunit;
using static FeishuHire.ModuleTests.Commands.LifeSession;

namespace FeishuHire.ModuleTests.Commands;

/// <summary>Sync-BgCheckDelivery, and what a run does with a ledger that knows too little: only what is shown counts.</summary>
[Collection(SandboxCollection.Name)]
public sealed class SyncDeliveryTests
{
    private const string Rows = "(stage $A S1 2), (stage $A S2 3), (stage $B S1 2)";

    [Fact]
    public void It_is_the_baseline_after_a_lost_ledger()
    {
        using LifeSession life = new();
        life.Say(Rows + " | send");
        life.LoseLedger();
        Assert.Equal(
            [$"{A}/S1 Progress Delivered ReadBack", $"{A}/S2 Progress Delivered ReadBack", $"{B}/S1 Progress Delivered ReadBack", "calls 0"],
            life.Say(Rows + " | sync").Order());
        Assert.Equal(3, life.Say("ledger").Count(line => line!.EndsWith("Delivered ReadBack", StringComparison.Ordinal)));
        Assert.Equal([$"{A}/S1 Progress AlreadyDelivered ReadBack", $"{A}/S2 Progress AlreadyDelivered ReadBack", $"{B}/S1 Progress AlreadyDelivered ReadBack", "calls 0"], life.Say(Rows + " | send").Order());
        Assert.Equal(["Arranged 2+0-0", "Arranged 1+0-0"], life.Say("there $A; there $B"));
    }

    [Theory]
    [InlineData("Sync-BgCheckDelivery @quiet")]
    [InlineData("Get-BgCheckDelivery -NeedsAction | Sync-BgCheckDelivery @quiet")]
    [InlineData("stage $A S1 2 | Sync-BgCheckDelivery @quiet")]
    public void It_is_the_way_out_of_unknown_outcomes(string sync)
    {
        using LifeSession life = new("-Fault @{ Kind = 'CutAfterApply'; Count = 1 }");
        life.Say("(stage $A S1 2), (stage $A S2 3) | send -NoReadBack -MaxRetry 0");
        Assert.Contains(life.Say("ledger"), line => line!.StartsWith($"{A}/S1 Progress Uncertain", StringComparison.Ordinal));
        Assert.Contains("Sync-BgCheckDelivery", life.Say("(Get-BgCheckDelivery -NeedsAction -Status Uncertain).Remedy")[0]);
        Assert.Equal([$"{A}/S1 Progress Delivered ReadBack", "calls 0"], life.Say($"$d = @({sync}); tell $d $failed $told"));
        Assert.Equal([$"{A}/S2 Progress Delivered", "calls 1"], life.Say("stage $A S2 3 | send"));
    }

    [Theory]
    [InlineData("@() | Sync-BgCheckDelivery -Verbose")]
    [InlineData("Sync-BgCheckDelivery $null -Verbose")]
    [InlineData("Sync-BgCheckDelivery @() -Verbose")]
    [InlineData("@() | Sync-BgCheckDelivery -BackgroundCheckId $A -Verbose")]
    public void An_input_without_rows_asks_for_nothing_and_says_so(string sync)
    {
        using LifeSession life = new("-Fault @{ Kind = 'CutAfterApply'; Count = 1 }");
        life.Say("stage $A S1 2 | send -NoReadBack -MaxRetry 0");
        RunResult run = life.Run(sync).Clean();
        Assert.Empty(run.Output);
        Assert.Contains(run.Verbose, line => line.Contains("no row", StringComparison.Ordinal));
        Assert.Contains(life.Say("ledger"), line => line!.StartsWith($"{A}/S1 Progress Uncertain", StringComparison.Ordinal));
    }

    [Fact]
    public void WhatIf_asks_and_writes_nothing()
    {
        using LifeSession life = new();
        life.Say(Rows + " | send");
        life.LoseLedger();
        Assert.Empty(life.Run(Rows + " | Sync-BgCheckDelivery -WhatIf").Clean().Output);
        Assert.Empty(life.Say("ledger"));
        Assert.Equal(3, life.Say(Rows + " | sync").Count(line => line!.EndsWith("Delivered ReadBack", StringComparison.Ordinal)));
    }

    [Fact]
    public void What_is_not_shown_is_not_settled()
    {
        using LifeSession life = new();
        life.Say("stage $A S1 2 | send");
        life.LoseLedger();
        RunResult run = life.Run("(stage $A S1 2), (stage $A S2 3), (stage $C S1 2) | Sync-BgCheckDelivery -Verbose").Clean();
        Assert.Single(run.Output);
        Assert.Contains(run.Verbose, line => line.Contains($"{A}/S2", StringComparison.Ordinal));
        Assert.Contains(run.Verbose, line => line.Contains($"{C}/S1", StringComparison.Ordinal));
        Assert.Equal([$"{A}/S1 Progress Delivered ReadBack"], life.Say("ledger"));
    }

    [Fact]
    public void A_row_that_breaks_a_rule_is_an_error_and_is_not_recorded()
    {
        using LifeSession life = new();
        Assert.Equal([$"{A}/S1 ResultWithoutReport", $"{B}/S1 MissingField", "calls 0"], life.Say("(stage $A S1 2 '通过'), (stage $B S1 2 -name '') | sync").Order());
        Assert.Empty(life.Say("ledger"));
        Assert.Equal([$"{A}/S2 Progress Delivered", "calls 1"], life.Say("stage $A S2 3 | send"));
    }

    [Theory]
    [InlineData("ScopeMissing", "ScopeMissing")]
    [InlineData("RateLimited400", "RateLimited")]
    [InlineData("CutBeforeApply", "ConnectionFailed")]
    public void Where_Feishu_cannot_be_asked_the_command_ends_with_that_error(string fault, string id)
    {
        using LifeSession life = new($"-Fault @{{ Kind = '{fault}'; Endpoint = 'Orders'; Count = 100{(fault == "RateLimited400" ? "; ResetSeconds = 0" : "")} }}");
        RunResult run = life.Run(Rows + " | Sync-BgCheckDelivery");
        Assert.Empty(run.Output);
        Assert.Equal(id + ",FeishuHire.Commands.SyncBgCheckDeliveryCommand", Assert.Single(run.AllErrors).FullyQualifiedErrorId);
        Assert.Empty(life.Say("ledger"));

        // Nothing goes out by itself later: nothing was to be sent.
        string warned = string.Join(" ", run.Warnings);
        Assert.Contains("Feishu was not asked", warned);
        Assert.DoesNotContain("go out", warned);
    }

    [Fact]
    public void A_run_goes_on_where_reading_is_refused_and_says_so_once()
    {
        using LifeSession life = new("-Fault @{ Kind = 'ScopeMissing'; Endpoint = 'Orders'; Count = 100 }");
        Assert.Equal("calls 3", life.Say(Rows + " | send")[^1]);
        Assert.Contains("ScopeMissing", Assert.Single(life.Say("$warned | ForEach-Object { \"$_\" }")));
    }

    [Fact]
    public void A_restored_ledger_sends_nothing_again_that_is_shown()
    {
        using LifeSession life = new();
        Restore(life);
        Assert.Equal(
            [$"{A}/S1 Progress AlreadyDelivered", $"{A}/S2 Progress AlreadyDelivered ReadBack", $"{B}/S1 Progress AlreadyDelivered ReadBack", $"{C}/S1 Progress Delivered", "calls 1"],
            life.Say(Rows + ", (stage $C S1 2) | send").Order());
        Assert.Equal(["Arranged 2+0-0", "Arranged 1+0-0", "Arranged 1+0-0"], life.Say("there $A; there $B; there $C"));
    }

    [Fact]
    public void A_restored_ledger_holds_what_it_cannot_ask_about()
    {
        // The two runs before the restoration read once each.
        using LifeSession life = new("-Fault @{ Kind = 'ScopeMissing'; Endpoint = 'Orders'; After = 2; Count = 100 }");
        Restore(life);
        Assert.Equal(
            [$"{A}/S1 Progress AlreadyDelivered", $"{A}/S2 OrderHeld", $"{B}/S1 OrderHeld", $"{C}/S1 OrderHeld", "calls 0"],
            life.Say(Rows + ", (stage $C S1 2) | send").Order());
        Assert.Contains("-NoReadBack", life.Say("$failed[0].ErrorDetails.RecommendedAction")[0]);
        Assert.Equal([$"{C} OrderHeld", "calls 0"], life.Say("result $C 10 | give"));

        // Who knows that nothing was sent since says so.
        Assert.Equal([$"{C}/S1 Progress Delivered", "calls 1"], life.Say("stage $C S1 2 | send -NoReadBack"));
    }

    /// <summary>A backup was made after the first stage; two more were sent after that, and then it was restored.</summary>
    private static void Restore(LifeSession life)
    {
        string ledger = life.UseLedger();
        string backup = Path.Combine(life.Folder, "backup.db");
        life.Say("stage $A S1 2 | send");
        life.Say($"Backup-BgCheckLedger '{backup}'");
        Assert.Equal("calls 2", life.Say(Rows + " | send")[^1]);
        life.Say("Disconnect-FeishuHire");
        RunResult restored = life.Run($"Restore-BgCheckLedger '{backup}' -LedgerPath '{ledger}' -Force -Confirm:$false").Clean();
        Assert.Contains("Sync-BgCheckDelivery", Assert.Single(restored.Warnings));
        life.Say($"$null = Connect-FeishuHire -Sandbox -LedgerPath '{ledger}'");
    }
}
