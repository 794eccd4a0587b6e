using System.Linq;
using FeishuHire.ModuleTests.Harness;
using FeishuHire.ModuleTests.Sandbox;
using Xunit;
using static FeishuHire.ModuleTests.Commands.LifeSession;

namespace FeishuHire.ModuleTests.Commands;

/// <summary>Update-BgCheckResult: each result once, what makes it another one, and what Feishu says to it.</summary>
[Collection(SandboxCollection.Name)]
public sealed class FinalResultTests
{
    [Fact]
    public void A_result_is_delivered_once()
    {
        using LifeSession life = new();
        life.Say("(stage $A S1 2), (stage $A S2 3) | send");
        Assert.Equal([$"{A} Result Delivered", "calls 1"], life.Say("result $A 10 | give"));
        Assert.Equal([$"{A} Result AlreadyDelivered", "calls 0"], life.Say("result $A 10 | give"));
        Assert.Equal([$"{A} Result AlreadyDelivered", "calls 0"], life.Say("(result $A 10), (result $A 10) | give"));
        Assert.Equal(["Completed 2+1-0"], life.Say("there $A"));
        Assert.Equal(["无差异", "2026-11-10T10:00:00.000+08:00"], life.Say("$r = (Get-FeishuHireSandboxOrder $A).Result[0]; $r.Result; \"$($r.ResultTime)\""));
    }

    [Fact]
    public void Order_and_time_are_its_identity()
    {
        using LifeSession life = new();
        life.Say("result $A 10 | give");
        Assert.Equal([$"{A} StageChanged", "calls 0"], life.Say("result $A 10 '有差异' | give"));
        Assert.Contains("later result_time", life.Say("$failed[0].ErrorDetails.RecommendedAction")[0]);

        // A later time is a new result, and Feishu judges it: this order is completed. An earlier one can never follow.
        Assert.Equal([$"{A} OrderStatusAbnormal", "calls 1"], life.Say("result $A 12 | give -RetryRejected"));
        Assert.Equal([$"{A} StageTimeNotIncreasing", "calls 0"], life.Say("result $A '09' | give -RetryRejected"));
        Assert.Equal([$"{B} DuplicateStageId", $"{B} Result Delivered"], life.Say("(result $B 10), (result $B 10 '有差异') | give").Where(line => !line!.StartsWith("calls", System.StringComparison.Ordinal)).Order());
    }

    [Fact]
    public void A_result_needs_its_text_and_its_time()
    {
        using LifeSession life = new();
        Assert.Equal(
            [$"{A} MissingField", $"{B} MissingField", $"{C} StageTimeUnreadable", "calls 0"],
            life.Say("(result $A 10 ''), [pscustomobject]@{ 背调ID = $B; 最终结果 = '无差异'; 结果时间 = '' }, [pscustomobject]@{ 背调ID = $C; 最终结果 = '无差异'; 结果时间 = '11/2/2026' } | give"));
        Assert.Equal(["最终结果", "结果时间"], life.Say("$failed | Where-Object { $_.FullyQualifiedErrorId -like 'MissingField*' } | ForEach-Object { $_.Exception.Violations[0].Column }"));

        // A result that could not be sent is open, and shown with its kind.
        Assert.Equal(["Result", "Result", "Result"], life.Say("Get-BgCheckDelivery -NeedsAction | ForEach-Object { \"$($_.Kind)\" }"));
        Assert.Equal([$"{A} Result Delivered", "calls 1"], life.Say("result $A 10 | give"));
    }

    [Fact]
    public void What_Feishu_refuses_keeps_its_id()
    {
        using LifeSession life = new($"-KnownOrder {A},{B} -CompletedOrder {B}");
        Assert.Equal([$"{C} OrderNotFound", "calls 1"], life.Say("result $C 10 | give"));

        // A completed order is shown as such, and costs no call; unread, Feishu says so itself.
        Assert.Equal([$"{B} OrderStatusAbnormal", "calls 0"], life.Say("result $B 10 | give"));
        life.LoseLedger();
        Assert.Equal([$"{B} OrderStatusAbnormal", "calls 1"], life.Say("result $B 10 | give -NoReadBack"));
        Assert.Equal([$"{B} Result RefusedBefore", "calls 0"], life.Say("result $B 10 | give -NoReadBack"));
    }

    [Theory]
    [InlineData("Rejected", "ApprovalRejected")]
    [InlineData("Withdrawn", "ApprovalWithdrawn")]
    public void After_a_refused_approval_a_later_result_is_a_new_one(string approval, string status)
    {
        using LifeSession life = new("-ApproveResult " + approval);
        Assert.Equal([$"{A} Result Delivered", "calls 1"], life.Say("result $A 10 | give"));
        Assert.Equal([$"{A} OrderBeingApproved", "calls 1"], life.Say("result $A 11 | give"));
        Assert.Equal(["Approving", status], life.Say("1, 2 | ForEach-Object { \"$((Get-BgCheckOrder $A).Status)\" }"));
        Assert.Equal([$"{A} Result Delivered", "calls 1"], life.Say("result $A 11 '有差异' | give -RetryRejected"));
        Assert.Equal([$"{A} Result AlreadyDelivered", $"{A} Result AlreadyDelivered", "calls 0"], life.Say("(result $A 10), (result $A 11 '有差异') | give"));
        Assert.Equal(2, life.Run("(Get-FeishuHireSandboxOrder $A).Result.Count").Output[0].BaseObject);
    }

    [Fact]
    public void It_asks_first_since_nothing_can_be_taken_back()
    {
        using LifeSession life = new();
        life.Session.Host.Answers.Enqueue("No");
        Assert.Empty(life.Run("result $A 10 | Update-BgCheckResult").Clean().Output);
        Assert.Contains(A, Assert.Single(life.Session.Host.Questions));
        life.Session.Host.Answers.Enqueue("No");
        Assert.Empty(life.Run("order $A | Stop-BgCheckOrder").Clean().Output);
        Assert.Empty(life.Run("Get-FeishuHireSandboxOrder").Clean().Output);
        life.Session.Host.Answers.Enqueue("Yes");
        Assert.Single(life.Run("result $A 10 | Update-BgCheckResult").Clean().Output);
    }

    [Fact]
    public void WhatIf_makes_no_call_leaves_the_ledger_and_shows_what_is_held()
    {
        using LifeSession life = new();
        life.Say("(stage $A S1 2), (stage $B S1 2), (stage $B S2 3 '通过') | send");
        string before = string.Join('\n', life.Say("ledger"));
        RunResult run = life.Run("(result $A 10), (result $B 10) | Update-BgCheckResult -WhatIf");
        Assert.Equal(["OrderHeld"], run.ErrorIds);
        Assert.Empty(run.Output);
        Assert.Equal(before, string.Join('\n', life.Say("ledger")));
        Assert.Equal(["Arranged 1+0-0", "Arranged 1+0-0"], life.Say("there $A; there $B"));
    }

    [Fact]
    public void Rows_of_every_make_are_results()
    {
        using LifeSession life = new();
        Assert.Equal([$"{A} Result Delivered", "calls 1"], life.Say("@{ BackgroundCheckId = $A; Result = '无差异'; ResultTime = [datetime] '2026-11-10 10:00:00' } | give"));
        Assert.Equal([$"{B} Result Delivered", "calls 1"], life.Say("[pscustomobject]@{ No = '184'; Said = 'ok' } | give -BackgroundCheckId { '6931286400470354' + $_.No } -Result { $_.Said } -ResultTime 1794276000000"));
        Assert.Equal([$"{C} Result Delivered", "calls 1"], life.Say(
            "$d = @(Update-BgCheckResult -BackgroundCheckId $C -Result ok -ResultTime '2026-11-10 10:00' -ReportName a.pdf -ReportUrl https://e.example/a.pdf -ReportUrlType Preview -OperatorRole Administrator -Confirm:$false @quiet); tell $d $failed $told"));
        Assert.Equal(["a.pdf", "Preview", "Administrator"], life.Say("$r = (Get-FeishuHireSandboxOrder $C).Result[0]; $r.ReportFile[0].Name; $r.ReportFile[0].UrlType; \"$($r.OperatorRole)\""));
        Assert.Equal([$"{C} InvalidField", "calls 0"], life.Say("order $C | give -Result { throw 'no' } -ResultTime '2026-11-11 10:00'"));
    }

    [Fact]
    public void A_failed_result_can_be_piped_again()
    {
        using LifeSession life = new();
        life.Say("(result $A 10 ''), (result $B 10) | give");
        Assert.Equal(["BgCheckResult"], life.Say("$failed.TargetObject.GetType().Name"));
        Assert.Equal([$"{A} Result Delivered", "calls 1"], life.Say("$again = $failed.TargetObject; $again.Result = '无差异'; $again | give"));
    }

    [Fact]
    public void Doubts_are_warnings_and_keep_nothing_back()
    {
        using LifeSession life = new();
        life.Say("stage $A S1 9 | send");
        Assert.Equal(["StageTimeNotIncreasing Warning"], life.Say("result $A '05' | Test-BgCheckProgress -Kind Result | ForEach-Object { \"$($_.ErrorId) $($_.Severity)\" }"));
        Assert.Equal(["True"], life.Say("\"$(result $A '05' | Test-BgCheckProgress -Kind Result -Quiet)\""));
        Assert.Equal([$"{A} Result Delivered", "calls 1"], life.Say("result $A '05' | give"));
        string warned = Assert.Single(life.Say("$warned | ForEach-Object { \"$_\" }"))!;
        Assert.Contains(A, warned);
        Assert.Contains("2026-11-09T10:00:00.000+08:00", warned);

        const string Mixed = "@{ BackgroundCheckId = $B; Result = 'ok'; ResultTime = '2026-11-10'; ReportName = 'a'; ReportUrl = 'https://e.example/a.pdf' }, @{ BackgroundCheckId = $C; Result = 'ok'; ResultTime = '2026-11-10'; ReportName = 'b'; ReportUrl = 'https://e.example/b'; ReportUrlType = 2 } | ForEach-Object { [pscustomobject] $_ }";
        Assert.Equal(["ReportUrlInvalid Warning"], life.Say($"{Mixed} | Test-BgCheckProgress -Kind Result | ForEach-Object {{ \"$($_.ErrorId) $($_.Severity)\" }}"));
        Assert.Equal([$"{B} Result Delivered", $"{C} Result Delivered", "calls 2"], life.Say($"{Mixed} | give").Order().Reverse().Order());
        Assert.Contains(C, Assert.Single(life.Say("$warned | ForEach-Object { \"$_\" }")));
    }
}
