using System.Linq;
using FeishuHire.ModuleTests.Sandbox;
using Xunit;
using static FeishuHire.ModuleTests.Commands.LifeSession;

namespace FeishuHire.ModuleTests.Commands;

/// <summary>Stop-BgCheckOrder: each order once, never while a stage's outcome is unknown, and with it goes what was held.</summary>
[Collection(SandboxCollection.Name)]
public sealed class StopOrderTests
{
    [Fact]
    public void An_order_is_ended_once()
    {
        using LifeSession life = new();
        Assert.Equal([$"{A} Cancel Delivered", "calls 1"], life.Say("order $A | end"));
        Assert.Equal([$"{A} Cancel AlreadyDelivered", "calls 0"], life.Say("(order $A), (order $A) | end"));
        Assert.Equal(["Terminated 0+0-0"], life.Say("there $A"));

        // Known or not: one that is shown as terminated costs no call.
        life.LoseLedger();
        Assert.Equal([$"{A} Cancel AlreadyDelivered", "calls 0"], life.Say("order $A | end").Select(line => line!.Replace(" ReadBack", "", System.StringComparison.Ordinal)));
    }

    [Fact]
    public void It_waits_for_an_unknown_stage_alone()
    {
        using LifeSession life = new("-Fault @{ Kind = 'CutBeforeApply'; Count = 1 }");
        life.Say("stage $A S1 2 | send -NoReadBack -MaxRetry 0");
        life.Say("(stage $B S1 2 '通过'), (stage $B S2 3) | send");
        Assert.Equal([$"{A} OrderHeld", $"{B} Cancel Delivered", "calls 1"], life.Say("(order $A), (order $B) | end").Order());
        string[] said = [.. life.Say("$failed[0].Exception.Message; $failed[0].ErrorDetails.RecommendedAction")!];
        Assert.Contains("S1", said[0]);
        Assert.Contains("Sync-BgCheckDelivery", said[1]);

        // What was open of the other was given up with it.
        Assert.Equal([$"{B} Cancel Delivered", $"{B}/S1 Progress Abandoned", $"{B}/S2 Progress Abandoned"], life.Say("ledger | Where-Object { $_ -like \"$B*\" } | ForEach-Object { ($_ -split ' ')[0..2] -join ' ' }").Order());
        life.Say("stage $A S1 2 | send");
        Assert.Equal([$"{A} Cancel Delivered", "calls 1"], life.Say("order $A | end"));
    }

    [Fact]
    public void A_held_result_is_given_up_with_its_order()
    {
        using LifeSession life = new();
        life.Say("(stage $A S1 2 '通过') | send");
        Assert.Equal([$"{A} OrderHeld", "calls 0"], life.Say("result $A 10 | give"));
        Assert.Equal([$"{A} Cancel Delivered", "calls 1"], life.Say("order $A | end"));
        Assert.Empty(life.Say("Get-BgCheckDelivery -NeedsAction"));
        Assert.Equal([$"{A} Result RefusedBefore", "calls 0"], life.Say("result $A 10 | give"));
    }

    [Fact]
    public void A_lost_answer_is_looked_up_and_never_repeated()
    {
        using LifeSession life = new("-Fault @{ Kind = 'CutAfterApply'; Endpoint = 'Cancel'; Count = 1 }, @{ Kind = 'CutBeforeApply'; Endpoint = 'Cancel'; Count = 1 }");
        Assert.Equal([$"{A} Cancel Delivered ReadBack", "calls 1"], life.Say("order $A | end"));
        Assert.Equal([$"{B} OutcomeUnknown", "calls 1"], life.Say("order $B | end"));
        Assert.Equal([$"{B} OutcomeUnknown", "calls 0"], life.Say("order $B | end"));
        Assert.Equal([$"{B} OutcomeUnknown", "calls 0"], life.Say("order $B | end -NoReadBack"));
        Assert.Contains("if the order is ended", life.Say("(Get-BgCheckDelivery -NeedsAction).Remedy")[0]);
        Assert.Equal([A], life.Say("(Get-FeishuHireSandboxOrder).BackgroundCheckId"));
    }

    [Fact]
    public void Unknown_and_completed_orders_are_refused()
    {
        using LifeSession life = new($"-KnownOrder {A},{B} -CompletedOrder {B}");
        Assert.Equal([$"{C} OrderNotFound", "calls 1"], life.Say("order $C | end"));
        Assert.Equal($"{B} OrderStatusAbnormal", life.Say("order $B | end")[0]);
        Assert.Equal(["MissingField", "InvalidField"], life.Run("[pscustomobject]@{ 背调ID = '' ; x = 1 }, [pscustomobject]@{ 背调ID = 'A-1' } | Stop-BgCheckOrder -Confirm:$false").ErrorIds);
    }
}
