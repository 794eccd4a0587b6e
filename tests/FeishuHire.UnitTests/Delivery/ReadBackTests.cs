using System;
using System.Linq;
using FeishuHire.Engine.Delivery;
using FeishuHire.Engine.Ledger;
using FeishuHire.Errors;
using Xunit;
using static FeishuHire.UnitTests.Delivery.Scenario;

namespace FeishuHire.UnitTests.Delivery;

/// <summary>Runs that ask Feishu first: what is shown is known, what is not shown proves nothing.</summary>
public sealed class ReadBackTests
{
    private const string A = "6931286400470354183";

    [Fact]
    public void A_lost_ledger_resends_nothing()
    {
        using var scenario = new Scenario { ReadsBack = true };
        BgCheckProgress[] rows = [.. Enumerable.Range(0, 2000).Select(i => Named(Order(i % 400), i))];
        scenario.Deliver(rows);
        Assert.Equal(2000, scenario.Server.Accepted.Count);
        Assert.Equal(20, scenario.Server.Reads);
        scenario.Ledger.Dispose();
        scenario.Ledger = new MemoryLedger();
        int calls = scenario.Server.Calls.Count;
        scenario.Deliver(rows);
        Assert.Equal(calls, scenario.Server.Calls.Count);
        Assert.Empty(scenario.Failed);
        Assert.Equal(2000, scenario.Delivered.Count(d => d is { Status: BgCheckDeliveryStatus.AlreadyDelivered, ReadBack: true }));

        // Each order once in a generation of the ledger.
        int reads = scenario.Server.Reads;
        scenario.Deliver([.. rows, Named(Order(1), 5000)]);
        Assert.Equal(reads, scenario.Server.Reads);
        Assert.Equal(calls + 1, scenario.Server.Calls.Count);
    }

    [Fact]
    public void A_lost_answer_is_looked_up_before_the_stage_is_sent_again()
    {
        using var scenario = new Scenario { ReadsBack = true };
        scenario.Server.Script = (n, _) => n == 1 ? Fate.Cut(applied: true) : null;
        scenario.Deliver(Row(A, "1", 1), Row(A, "2", 2));
        Assert.Empty(scenario.Failed);
        BgCheckDelivery first = scenario.Delivered.First();
        Assert.Equal(("1", BgCheckDeliveryStatus.Delivered, true), (first.StageId, first.Status, first.ReadBack));
        Assert.Equal(["1", "2"], scenario.Server.Calls.Select(c => c.Stage));
        Assert.True(scenario.Ledger.ReadOrder(A).Entries.Single(e => e.StageId == "1") is { Status: BgCheckDeliveryStatus.Delivered, ReadBack: true });
    }

    [Fact]
    public void An_unknown_stage_is_looked_up_also_where_an_earlier_reading_showed_later_ones()
    {
        using var scenario = new Scenario { ReadsBack = true, Options = new() { MaxRetry = 0, NoReadBack = true, HoldOrder = false } };
        scenario.Server.Script = (n, _) => n == 1 ? Fate.Cut(applied: true) : null;
        scenario.Deliver(Row(A, "1", 1), Row(A, "2", 2));

        // Read while the first stage was not shown yet.
        scenario.Server.Echo = seen => seen.Stage == "1" ? null : new BgCheckOrderStage { StageName = seen.Name, Time = new BgCheckTime(seen.SentTime, TimeSpan.Zero) };
        scenario.Options = new();
        scenario.Deliver(Row(A, "3", 3));
        scenario.Server.Echo = seen => new BgCheckOrderStage { StageName = seen.Name, Time = new BgCheckTime(seen.SentTime, TimeSpan.Zero) };
        int calls = scenario.Server.Calls.Count;
        scenario.Deliver(Row(A, "1", 1));
        Assert.Empty(scenario.Failed);
        Assert.True(scenario.Delivered.Single() is { StageId: "1", ReadBack: true });
        Assert.Equal(calls, scenario.Server.Calls.Count);
    }

    [Fact]
    public void A_lost_answer_that_is_not_shown_is_sent_again()
    {
        using var scenario = new Scenario { ReadsBack = true };
        scenario.Server.Script = (n, _) => n == 1 ? Fate.Cut(applied: false) : null;
        scenario.Deliver(Row(A, "1", 1));
        Assert.Equal(BgCheckDeliveryStatus.Delivered, scenario.Delivered.Single().Status);
        Assert.Equal(2, scenario.Server.Calls.Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void The_last_try_is_looked_up_too(int maxRetry)
    {
        using var scenario = new Scenario { ReadsBack = true, Options = new() { MaxRetry = maxRetry } };
        scenario.Server.Script = (n, _) => n > maxRetry ? Fate.SystemError(applied: true) : Fate.Cut(applied: false);
        scenario.Deliver(Row(A, "1", 1));
        Assert.Empty(scenario.Failed);
        Assert.True(scenario.Delivered.Single() is { Status: BgCheckDeliveryStatus.Delivered, ReadBack: true });
    }

    [Fact]
    public void An_uncertain_stage_of_an_earlier_run_is_looked_up_first()
    {
        using var scenario = new Scenario { ReadsBack = true, Options = new() { MaxRetry = 0, NoReadBack = true } };
        scenario.Server.Script = (n, _) => n == 1 ? Fate.Cut(applied: true) : null;
        scenario.Deliver(Row(A, "1", 1), Row(A, "2", 2));
        Assert.Equal(2, scenario.Failed.Count());
        scenario.Options = new();
        scenario.Deliver(Row(A, "1", 1), Row(A, "2", 2));
        Assert.Empty(scenario.Failed);
        Assert.Equal(["1", "2"], scenario.Server.Calls.Select(c => c.Stage));
    }

    [Fact]
    public void A_server_that_shows_no_stages_changes_nothing()
    {
        using var scenario = new Scenario { ReadsBack = true };
        scenario.Server.Echo = _ => null;
        scenario.Server.Script = (n, _) => n == 1 ? Fate.Cut(applied: true) : null;
        scenario.Deliver(Row(A, "1", 1), Row(A, "2", 2));
        Assert.Equal([ErrorId.OutcomeUnknown, ErrorId.OrderHeld], scenario.Ids());
    }

    [Fact]
    public void Reading_that_is_refused_is_told_once_and_the_run_goes_on()
    {
        using var scenario = new Scenario { ReadsBack = true };
        scenario.Server.ReadFailure = () => new BgCheckError(ErrorId.ScopeMissing) { Code = 99991672 };
        scenario.Deliver(Enumerable.Range(0, 100).Select(i => Row(Order(i), "1", 1)));
        Assert.Equal(100, scenario.Delivered.Count());
        Assert.Single(scenario.Events, e => e is RunNote { Key: "ReadBackFailed", IsWarning: true });
    }

    [Fact]
    public void An_order_that_could_not_be_read_is_not_waited_for_again()
    {
        using var scenario = new Scenario { ReadsBack = true };
        scenario.Server.ReadFailure = () => new BgCheckError(ErrorId.ConnectionFailed) { Retryable = true };
        scenario.Deliver(Enumerable.Range(0, 100).Select(i => Row(Order(i), "1", 1)));
        Assert.Equal(100, scenario.Delivered.Count());
        Assert.InRange(scenario.Server.Reads, 1, 4);
        Assert.Single(scenario.Events, e => e is RunNote { Key: "ReadBackFailed", IsWarning: true });
    }

    [Theory]
    [InlineData(BgCheckOrderStatus.Completed)]
    [InlineData(BgCheckOrderStatus.Terminated)]
    public void A_closed_order_costs_no_call_and_what_it_shows_is_delivered(BgCheckOrderStatus status)
    {
        using var scenario = new Scenario { ReadsBack = true };
        scenario.Deliver(Row(A, "1", 1));
        scenario.Ledger.Dispose();
        scenario.Ledger = new MemoryLedger();
        scenario.Server.Show = order => new BgCheckOrder { BackgroundCheckId = order.BackgroundCheckId, Status = status, Stage = order.Stage };
        int calls = scenario.Server.Calls.Count;
        scenario.Deliver(Row(A, "1", 1), Row(A, "2", 2));
        Assert.Equal([ErrorId.OrderStatusAbnormal], scenario.Ids());
        Assert.True(scenario.Delivered.Single() is { StageId: "1", ReadBack: true });
        Assert.Equal(calls, scenario.Server.Calls.Count);
    }

    [Fact]
    public void A_later_stage_of_somebody_else_closes_what_lies_before_it()
    {
        using var scenario = new Scenario { ReadsBack = true };
        scenario.Server.Show = order => new BgCheckOrder { BackgroundCheckId = order.BackgroundCheckId, Status = order.Status, Stage = [new BgCheckOrderStage { StageName = "foreign", Time = Row(A, "x", 5).StageTime }] };
        scenario.Deliver(Row(A, "1", 1), Row(A, "5", 5), Row(A, "6", 6));
        Assert.Equal([ErrorId.StageTimeNotIncreasing, ErrorId.StageTimeNotIncreasing], scenario.Ids());
        Assert.Equal(["6"], scenario.Server.Accepted.Select(s => s.Stage));

        // Also in a later run, which does not read again.
        scenario.Deliver(Row(A, "2", 2));
        Assert.Equal([ErrorId.StageTimeNotIncreasing], scenario.Ids());
    }

    [Fact]
    public void An_id_that_looks_rounded_is_sent_where_Feishu_knows_it()
    {
        const string known = "6931286400470350000";
        const string unknown = "6931286400470990000";
        using var scenario = new Scenario { ReadsBack = true };
        scenario.Server.Show = order => order.BackgroundCheckId == unknown ? null : order;
        scenario.Deliver(Row(known, "1", 1), Row(unknown, "1", 1), Row("6931286400470350001", "2", 2), Row("6931286400470990001", "2", 2));
        Assert.Equal([ErrorId.DamagedId, ErrorId.OrderHeld], scenario.Ids());
        Assert.Equal([known, "6931286400470350001"], scenario.Server.Accepted.Select(s => s.Order).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Some_of_several_with_one_name_and_minute_are_for_a_person()
    {
        using var scenario = new Scenario { ReadsBack = true };
        scenario.Deliver(Row(A, "1", 1));
        scenario.Ledger.Dispose();
        scenario.Ledger = new MemoryLedger();
        scenario.Deliver(Row(A, "1", 1), Row(A, "2", 1));
        Assert.All(scenario.Failed, f => Assert.Equal((ErrorId.OutcomeUnknown, BgCheckDeliveryStatus.Uncertain), (f.Error.Id, f.Error.Outcome)));
        Assert.Equal(2, scenario.Failed.Count());
        Assert.Single(scenario.Server.Calls);
        scenario.Deliver(Row(A, "1", 1), Row(A, "2", 1));
        Assert.Single(scenario.Server.Calls);
    }

    private static BgCheckProgress Named(string order, int number)
    {
        BgCheckProgress row = Row(order, "s" + number, number);
        row.StageName = "阶段" + number;
        return row;
    }
}
