using System.Linq;
using FeishuHire.ModuleTests.Harness;
using FeishuHire.ModuleTests.Sandbox;
using Xunit;
using static FeishuHire.ModuleTests.Commands.LifeSession;

namespace FeishuHire.ModuleTests.Commands;

/// <summary>A result closes its order: it waits for all that is open of it, and for nothing else.</summary>
[Collection(SandboxCollection.Name)]
public sealed class ResultHoldingTests
{
    [Theory]

    // A stage that a rule refused, one that Feishu refused, one behind such a stage, and one whose outcome nobody knows.
    [InlineData("stage $A S1 2 '通过' | send", "S1", "ResultWithoutReport", "")]
    [InlineData("stage $A S1 2 | send", "S1", "ApiError", "-Fault @{ Kind = 'Answer'; Status = 400; Code = 7654321 }")]
    [InlineData("(stage $A S1 2 '通过'), (stage $A S2 3) | send", "S1", "ResultWithoutReport", "")]
    [InlineData("stage $A S1 2 | send -NoReadBack -MaxRetry 0", "S1", "OutcomeUnknown", "-Fault @{ Kind = 'CutBeforeApply'; Count = 1 }")]
    public void A_result_waits_for_an_open_stage_until_that_is_delivered_or_given_up(string open, string stage, string reason, string sandbox)
    {
        foreach (bool delivered in (bool[])[true, false])
        {
            using LifeSession life = new(sandbox);
            life.Say(open);
            Assert.Equal([$"{A} OrderHeld", $"{B} Result Delivered", "calls 1"], life.Say("(result $A 10), (result $B 10) | give").Order());
            string[] said = [.. life.Say("$failed[0].Exception.Message; $failed[0].ErrorDetails.RecommendedAction")!];
            Assert.Contains(stage, said[0]);
            Assert.Contains(reason, said[0]);
            Assert.Contains($"Set-BgCheckDelivery -BackgroundCheckId {A} -StageId '{stage}' -Status Abandoned", said[1]);

            // Also when the same command runs again, which makes no call.
            Assert.Equal([$"{A} OrderHeld", "calls 0"], life.Say("result $A 10 | give"));
            if (delivered)
            {
                life.Say($"(stage $A S1 2), (stage $A S2 3) | send -RetryRejected");
            }
            else
            {
                life.Say($"(order $A), (order $A) | ForEach-Object {{ Set-BgCheckDelivery -BackgroundCheckId $A -StageId {stage} -Status Abandoned }}; stage $A S2 3 | send");
            }

            Assert.Equal([$"{A} Result Delivered", "calls 1"], life.Say("result $A 10 | give"));
        }
    }

    [Fact]
    public void A_held_result_waits_for_a_held_stage_too_and_OnFailure_Continue_sends_it()
    {
        using LifeSession life = new();
        life.Say("(stage $A S1 2 '通过'), (stage $A S2 3) | send");
        life.Say("Set-BgCheckDelivery -BackgroundCheckId $A -StageId S1 -Status Abandoned");

        // S2 is held in the ledger until a run sends it.
        Assert.Equal([$"{A} OrderHeld", "calls 0"], life.Say("result $A 10 | give"));
        Assert.Contains("S2", life.Say("$failed[0].Exception.Message")[0]);
        Assert.Equal([$"{A} Result Delivered", "calls 1"], life.Say("result $A 10 | give -OnFailure Continue"));
    }

    [Fact]
    public void A_stage_that_was_not_tried_holds_the_result()
    {
        using LifeSession life = new($"-Fault @{{ Kind = 'Answer'; Status = 400; Code = 99991672; Count = 5 }}");
        life.Run("(stage $A S1 2), (stage $A S2 3) | Update-BgCheckProgress -ThrottleLimit 1 -ErrorAction SilentlyContinue");
        Assert.Contains(life.Say("ledger"), line => line!.Contains("Waiting") || line.Contains("NotSent") || line.Contains("Rejected"));
        Assert.Equal([$"{A} OrderHeld", "calls 0"], life.Say("result $A 10 | give"));
    }

    [Fact]
    public void What_can_never_be_saved_holds_no_result()
    {
        using LifeSession life = new();
        life.Say("(stage $A S1 5) | send");
        Assert.Contains($"{A}/S0 StageTimeNotIncreasing", life.Say("(stage $A S0 2), (stage $A S1 5 -name 'anders') | send"));
        Assert.Equal([$"{A} Result Delivered", "calls 1"], life.Say("result $A 10 | give"));
    }

    [Fact]
    public void A_damaged_id_holds_the_results_of_its_neighbours()
    {
        using LifeSession life = new();
        life.Say("stage '6931286400470350000' S1 2 | send -NoReadBack");
        Assert.Equal([$"{A} OrderHeld", "calls 0"], life.Say("result $A 10 | give"));
    }

    [Fact]
    public void Test_with_a_ledger_says_the_same()
    {
        using LifeSession life = new();
        life.Say("(stage $A S1 2 '通过') | send");
        Assert.Equal(
            ["1 MissingField", "1"],
            life.Say("(result $A 10 ''), (result $B 10) | Test-BgCheckProgress -Kind Result | ForEach-Object { \"$($_.Row) $($_.ErrorId)\" }; \"$(((result $A 10), (result $B 10) | Test-BgCheckProgress -Kind Result -Summary).Calls)\""));
        Assert.Equal(["1"], life.Say("\"$(((result $A 10), (result $B 10) | Test-BgCheckProgress -Kind Result -Summary).Held)\""));
    }
}
