using System;
using System.Linq;
using FeishuHire.ModuleTests.Harness;
using FeishuHire.ModuleTests.Sandbox;
using Xunit;
using static FeishuHire.ModuleTests.Commands.LifeSession;

namespace FeishuHire.ModuleTests.Commands;

/// <summary>Results and ends whose answer was lost: Feishu is asked, and nothing is ever sent twice.</summary>
[Collection(SandboxCollection.Name)]
public sealed class ResultOutcomeTests
{
    [Theory]
    [InlineData("None", "CutAfterApply")]
    [InlineData("Pending", "CutAfterApply")]
    [InlineData("None", "SystemErrorAfterApply")]
    [InlineData("None", "BadGatewayAfterApply")]
    public void A_result_that_is_shown_is_delivered(string approval, string fault)
    {
        using LifeSession life = new($"-ApproveResult {approval} -Fault @{{ Kind = '{fault}'; Endpoint = 'Result'; Count = 1 }}");
        Assert.Equal([$"{A} Result Delivered ReadBack", "calls 1"], life.Say("result $A 10 | give"));
        Assert.Equal([$"{A} Result AlreadyDelivered ReadBack", "calls 0"], life.Say("result $A 10 | give"));
        Assert.Equal([$"{A} Result Delivered ReadBack"], life.Say("ledger"));
        Assert.Equal(1, life.Run("(Get-FeishuHireSandboxOrder $A).Result.Count").Output[0].BaseObject);
    }

    [Theory]
    [InlineData("NoAnswerAfterApply", "Result Delivered ReadBack")]
    [InlineData("NoAnswer", "OutcomeUnknown")]
    public void A_result_whose_time_is_up_is_looked_up_too(string fault, string came)
    {
        using LifeSession life = new($"-Fault @{{ Kind = '{fault}'; Endpoint = 'Result'; Count = 1 }}");
        life.Run("$null = Connect-FeishuHire -Sandbox -TimeoutSec 1").Clean();
        Assert.Equal([$"{A} {came}", "calls 1"], life.Say("result $A 10 | give"));
        Assert.Equal("calls 0", life.Say("result $A 10 | give")[^1]);
    }

    [Theory]
    [InlineData("CutBeforeApply")]
    [InlineData("SystemErrorBeforeApply")]
    [InlineData("BadGateway")]
    public void One_that_is_not_shown_stays_unknown_and_is_never_sent_again_by_itself(string fault)
    {
        using LifeSession life = new($"-Fault @{{ Kind = '{fault}'; Endpoint = 'Result'; Count = 1 }}");
        Assert.Equal($"{A} {(fault.StartsWith("System", StringComparison.Ordinal) ? "SystemError" : "OutcomeUnknown")}", life.Say("result $A 10 | give")[0]);
        Assert.Equal("calls 1", life.Say("\"calls $($told[$told.Count - 1].MessageData.Calls)\"")[0]);
        foreach (string how in (string[])["", "-RetryRejected", "-OnFailure Continue", "-NoReadBack", "-MaxRetry 9"])
        {
            Assert.Equal([$"{A} OutcomeUnknown", "calls 0"], life.Say("result $A 10 | give " + how));
        }

        // Neither is another one of the order, while nobody knows.
        Assert.Equal([$"{A} OrderHeld", "calls 0"], life.Say("result $A 12 | give"));
        Assert.Empty(life.Say("Get-FeishuHireSandboxOrder"));
        string remedy = life.Say("(Get-BgCheckDelivery -NeedsAction -Status Uncertain).Remedy")[0]!;
        Assert.Contains("Sync-BgCheckDelivery", remedy);
        Assert.Contains("if the result is there", remedy);

        // Somebody has looked: it is not there.
        life.Say("Get-BgCheckDelivery -Status Uncertain | Set-BgCheckDelivery -Status NotSent");
        Assert.Equal([$"{A} Result Delivered", "calls 1"], life.Say("result $A 10 | give"));
    }

    [Fact]
    public void What_reading_back_cannot_tell_now_it_tells_later()
    {
        using LifeSession life = new("-Fault @{ Kind = 'CutAfterApply'; Endpoint = 'Result'; Count = 1 }");
        Assert.Equal([$"{A} OutcomeUnknown", "calls 1"], life.Say("result $A 10 | give -NoReadBack -MaxRetry 5"));
        Assert.Equal([$"{A} Result Delivered ReadBack", "calls 0"], life.Say("$d = @(Sync-BgCheckDelivery @quiet); tell $d $failed $told"));
        Assert.Equal([$"{A} Result AlreadyDelivered ReadBack", "calls 0"], life.Say("result $A 10 | give"));
    }

    [Fact]
    public void The_next_run_looks_it_up_first()
    {
        using LifeSession life = new("-Fault @{ Kind = 'CutAfterApply'; Endpoint = 'Result'; Count = 1 }");
        life.Say("result $A 10 | give -NoReadBack");
        Assert.Equal([$"{A} Result Delivered ReadBack", "calls 0"], life.Say("result $A 10 | give").Select(line => line!.Replace("AlreadyDelivered", "Delivered", StringComparison.Ordinal)));
    }

    [Fact]
    public void Sync_with_WhatIf_leaves_an_unknown_result_unknown()
    {
        using LifeSession life = new("-Fault @{ Kind = 'CutAfterApply'; Endpoint = 'Result'; Count = 1 }");
        life.Say("result $A 10 | give -NoReadBack");
        Assert.Empty(life.Say("Get-BgCheckDelivery -NeedsAction | Sync-BgCheckDelivery -WhatIf"));
        Assert.Equal([$"{A} Result Uncertain OutcomeUnknown"], life.Say("ledger"));
    }

    [Fact]
    public void An_end_that_Sync_finds_gives_up_what_was_held()
    {
        using LifeSession life = new("-Fault @{ Kind = 'CutAfterApply'; Endpoint = 'Cancel'; Count = 1 }");
        life.Say("(stage $A S1 2 '通过'), (stage $A S2 3) | send");
        Assert.Equal([$"{A} OutcomeUnknown", "calls 1"], life.Say("order $A | end -NoReadBack"));
        Assert.Equal([$"{A} Cancel Delivered ReadBack", "calls 0"], life.Say("$d = @(Sync-BgCheckDelivery @quiet); tell $d $failed $told"));
        Assert.Empty(life.Say("Get-BgCheckDelivery -NeedsAction"));
        Assert.Equal(2, life.Say("ledger").Count(line => line!.Contains(" Abandoned", StringComparison.Ordinal)));
    }
}
