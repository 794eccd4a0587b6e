using System;
using System.Globalization;
using System.Linq;
using FeishuHire.Errors;
using Xunit;
using static FeishuHire.UnitTests.Delivery.Scenario;

namespace FeishuHire.UnitTests.Delivery;

/// <summary>Stages of which nobody knows whether Feishu has them: sent again unchanged, replayed once in a later run, told.</summary>
public sealed class UncertainTests
{
    private const string A = "6931286400470354183";

    [Fact]
    public void A_refusal_after_a_lost_answer_leaves_the_outcome_unknown_with_its_code()
    {
        using var scenario = new Scenario();
        scenario.Server.Script = (n, _) => n == 1 ? Fate.Cut(applied: true) : null;
        scenario.Deliver(Row(A, "1", 1), Row(A, "2", 2));
        BgCheckError error = scenario.Failed.First(f => f.Row.StageId == "1").Error;
        Assert.Equal((ErrorId.OutcomeUnknown, 1002001, BgCheckDeliveryStatus.Uncertain), (error.Id, error.Code, error.Outcome));
        Assert.Equal(ErrorId.OrderHeld, scenario.Failed.Single(f => f.Row.StageId == "2").Error.Id);

        // The next run replays it once; refused again, it stays uncertain and holds no longer.
        scenario.Deliver(Row(A, "1", 1), Row(A, "2", 2));
        Assert.Equal([ErrorId.OutcomeUnknown], scenario.Ids());
        Assert.Equal("2", scenario.Delivered.Single().StageId);
        Assert.Single(scenario.Server.Calls.Where(c => c.Stage == "1").Select(c => c.SentTime).Distinct());
    }

    [Fact]
    public void An_uncertain_stage_goes_out_again_with_the_time_it_had()
    {
        using var scenario = new Scenario { Options = new() { MaxRetry = 0 } };
        scenario.Server.Script = (n, _) => n == 1 ? Fate.Cut(applied: false) : null;
        scenario.Deliver(Row(A, "1", 1));
        scenario.Deliver(Row(A, "1", 30));
        Assert.Single(scenario.Server.Calls.Select(c => c.SentTime).Distinct());
        Assert.Single(scenario.Delivered);
    }

    [Fact]
    public void A_stage_that_stays_uncertain_after_its_replay_is_told_and_not_sent_again()
    {
        using var scenario = new Scenario();
        scenario.Server.Script = (n, _) => n == 1 ? Fate.Cut(applied: true) : null;
        BgCheckProgress[] rows = [Row(A, "1", 1), Row(A, "2", 2)];
        scenario.Deliver(rows);
        scenario.Deliver(rows);
        int calls = scenario.Server.Calls.Count;

        scenario.Deliver(rows);
        BgCheckError error = scenario.Failed.Single().Error;
        Assert.Equal((ErrorId.OutcomeUnknown, 1002001, BgCheckDeliveryStatus.Uncertain), (error.Id, error.Code, error.Outcome));
        Assert.Contains("is not sent again", ErrorText.Message(error, CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Contains("-Status NotSent", ErrorText.Remedy(error, CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Equal(BgCheckDeliveryStatus.AlreadyDelivered, scenario.Delivered.Single().Status);
        Assert.Equal(calls, scenario.Server.Calls.Count);

        scenario.Options = new() { RetryRejected = true };
        scenario.Deliver(rows);
        Assert.Equal(calls + 1, scenario.Server.Calls.Count);
    }

    [Fact]
    public void A_stage_that_stays_uncertain_after_its_replay_holds_no_later_one()
    {
        using var scenario = new Scenario { Options = new() { MaxRetry = 0 } };
        scenario.Server.Script = (n, _) => n == 1 ? Fate.Cut(applied: true) : null;
        scenario.Deliver(Row(A, "1", 1));
        scenario.Deliver(Row(A, "1", 1));
        scenario.Deliver(Row(A, "1", 1), Row(A, "2", 2), Row(A, "3", 3));
        Assert.Equal([ErrorId.OutcomeUnknown], scenario.Ids());
        Assert.Equal(["2", "3"], scenario.Delivered.Select(d => d.StageId));
    }

    [Fact]
    public void An_uncertain_stage_is_replayed_once_also_when_later_stages_have_been_delivered()
    {
        using var scenario = new Scenario { Options = new() { MaxRetry = 0, HoldOrder = false } };
        scenario.Server.Script = (n, _) => n == 1 ? Fate.Cut(applied: true) : null;
        BgCheckProgress[] rows = [Row(A, "1", 1), Row(A, "2", 2)];
        scenario.Deliver(rows);
        Assert.Equal("2", scenario.Delivered.Single().StageId);
        for (int i = 0; i < 2; i++)
        {
            scenario.Deliver(rows);
            Assert.Equal([ErrorId.OutcomeUnknown], scenario.Ids());
        }

        Assert.Equal(["1", "2", "1"], scenario.Server.Calls.Select(c => c.Stage));
    }

    [Fact]
    public void A_failure_of_the_tenant_says_that_an_earlier_try_may_be_there()
    {
        using var scenario = new Scenario();
        scenario.Server.Script = (n, _) => n == 1 ? Fate.Cut(applied: true) : Fate.Refuse(ErrorId.ScopeMissing, 99991672);
        scenario.Deliver(Row(A, "1", 1));
        BgCheckError error = scenario.Run!.FatalError!;
        Assert.Equal((ErrorId.ScopeMissing, BgCheckDeliveryStatus.Uncertain), (error.Id, error.Outcome));
        Assert.Contains("An earlier try of it got no answer: stage 1 may be there or not.", ErrorText.Message(error, CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public void An_order_that_does_not_exist_proves_that_nothing_was_written()
    {
        using var scenario = new Scenario();
        scenario.Server.Script = (n, _) => n == 1 ? Fate.Cut(applied: false) : Fate.Refuse(ErrorId.OrderNotFound, 1002862);
        scenario.Deliver(Row(A, "1", 1));
        BgCheckError error = scenario.Failed.Single().Error;
        Assert.Equal((ErrorId.OrderNotFound, BgCheckDeliveryStatus.Rejected), (error.Id, error.Outcome));
    }

    [Fact]
    public void An_uncertain_stage_accepted_on_replay_is_delivered()
    {
        using var scenario = new Scenario { Options = new() { MaxRetry = 0 } };
        scenario.Server.Script = (n, _) => n == 1 ? Fate.SystemError(applied: false) : null;
        scenario.Deliver(Row(A, "1", 1), Row(A, "2", 1));
        Assert.Equal(ErrorId.SystemError, scenario.Failed.First(f => f.Row.StageId == "1").Error.Id);
        scenario.Deliver(Row(A, "1", 1), Row(A, "2", 1));
        Assert.Equal(["1", "2"], scenario.Delivered.Select(d => d.StageId));
        Assert.Equal(2, scenario.Delivered.First().Attempts);
    }
}
