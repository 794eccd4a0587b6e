using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using FeishuHire.Engine.Delivery;
using FeishuHire.Engine.Ledger;
using FeishuHire.Errors;
using Xunit;
using static FeishuHire.UnitTests.Delivery.Scenario;

namespace FeishuHire.UnitTests.Delivery;

/// <summary>Order, joining, holding and the rules across rows, through whole runs.</summary>
public sealed class DeliveryRunTests
{
    private const string A = "6931286400470354183";
    private const string B = "6931286400470362102";

    [Fact]
    public void Stages_of_an_order_go_out_by_time_however_the_rows_come()
    {
        using var scenario = new Scenario();
        scenario.Deliver(Row(A, "3", 3), Row(A, "1", 1), Row(B, "b", 0), Row(A, "2", 2));
        Assert.Equal(["1", "2", "3"], scenario.Server.Accepted.Where(s => s.Order == A).Select(s => s.Stage));
        Assert.Equal(0, scenario.Server.OrderBreaches);
        Assert.Equal(4, scenario.Delivered.Count(d => d.Status == BgCheckDeliveryStatus.Delivered));
        Assert.Equal(RunEnd.Completed, scenario.Run!.End);
    }

    [Fact]
    public void Equal_times_go_out_a_millisecond_apart_in_row_order_and_across_runs()
    {
        using var scenario = new Scenario();
        scenario.Deliver(Row(A, "1", 5), Row(A, "2", 5), Row(A, "3", 5));
        scenario.Deliver(Row(A, "4", 5), Row(A, "5", 6));
        long[] sent = [.. scenario.Server.Accepted.Select(s => s.SentTime)];
        Assert.Equal(["1", "2", "3", "4", "5"], scenario.Server.Accepted.Select(s => s.Stage));
        Assert.Equal([sent[0], sent[0] + 1, sent[0] + 2, sent[0] + 3, sent[0] + 60_000], sent);
    }

    [Fact]
    public void Equal_times_are_refused_when_asked()
    {
        using var scenario = new Scenario { Options = new() { NudgeEqualTimes = false } };
        scenario.Deliver(Row(A, "1", 5), Row(A, "2", 5));
        Assert.Equal([ErrorId.StageTimeNotIncreasing], scenario.Ids());
    }

    [Fact]
    public void A_stage_earlier_than_a_delivered_one_is_never_sent_and_holds_nothing()
    {
        using var scenario = new Scenario();
        scenario.Deliver(Row(A, "5", 5));
        scenario.Deliver(Row(A, "4", 4), Row(A, "6", 6));
        Assert.Equal([ErrorId.StageTimeNotIncreasing], scenario.Ids());
        Assert.Equal(["5", "6"], scenario.Server.Accepted.Select(s => s.Stage));
    }

    [Fact]
    public async Task After_a_purge_the_whole_history_is_still_known()
    {
        using var scenario = new Scenario();
        BgCheckProgress[] history = [Row(A, "1", 1), Row(A, "2", 2), Row(A, "3", 3)];
        scenario.Deliver(history);
        await ((ILedgerRecords)scenario.Ledger).PurgeAsync(long.MaxValue);
        scenario.Deliver([.. history, Row(A, "4", 4)]);
        Assert.Empty(scenario.Ids());
        Assert.Equal(3, scenario.Delivered.Count(d => d.Status == BgCheckDeliveryStatus.AlreadyDelivered));
        Assert.Equal(["1", "2", "3", "4"], scenario.Server.Accepted.Select(s => s.Stage));
    }

    [Fact]
    public async Task After_a_purge_what_was_never_delivered_is_told_apart()
    {
        using var scenario = new Scenario();
        scenario.Deliver(Row(A, "1", 1), Row(A, "3", 3));
        await ((ILedgerRecords)scenario.Ledger).PurgeAsync(long.MaxValue);
        scenario.Deliver(Row(A, "2", 2), Row(A, "1", 5), Row(A, "6", 6));
        Assert.Equal([ErrorId.StageTimeNotIncreasing, ErrorId.StageChanged, ErrorId.OrderHeld], scenario.Ids());
        Assert.Contains("is not later than the last stage of this order that was sent.", new FeishuHireException(scenario.Failed.First().Error).Message, StringComparison.Ordinal);
        Assert.Equal(["1", "3"], scenario.Server.Accepted.Select(s => s.Stage));

        // The later row with an old id was a mistyped one: put right, it and what waited for it go out.
        scenario.Deliver(Row(A, "1", 1), Row(A, "5", 5), Row(A, "6", 6));
        Assert.Empty(scenario.Ids());
        Assert.Equal(["1", "3", "5", "6"], scenario.Server.Accepted.Select(s => s.Stage));
    }

    [Fact]
    public void Report_rows_of_one_stage_become_one_call()
    {
        using var scenario = new Scenario();
        BgCheckProgress first = Row(A, "1", 1);
        first.Result = "通过";
        first.ReportFile.Add(new BgCheckReportFile("a.pdf", "https://x.example/a.pdf"));
        BgCheckProgress second = Row(A, "1", 1);
        second.Result = "通过";
        second.ReportFile.Add(new BgCheckReportFile("b.pdf", "https://x.example/b.pdf"));
        scenario.Deliver(first, Row(A, "2", 2), second);
        Assert.Equal(2, scenario.Server.Accepted.Count);
        Assert.Single(first.ReportFile);
        Assert.Equal(2, ((StageSettled)scenario.Events.First(e => e is StageSettled { Row.StageId: "1" })).Row.ReportFile.Count);
        Assert.Equal(1, scenario.Run!.Counters.Joined);
    }

    [Fact]
    public void A_stage_that_says_two_things_is_sent_once_and_the_second_is_an_error_that_holds_nothing()
    {
        using var scenario = new Scenario();
        BgCheckProgress other = Row(A, "1", 1);
        other.StageName = "别的";
        scenario.Deliver(Row(A, "1", 1), other, Row(A, "2", 2));
        Assert.Equal([ErrorId.DuplicateStageId], scenario.Ids());
        Assert.Equal(["1", "2"], scenario.Server.Accepted.Select(s => s.Stage));
    }

    [Fact]
    public void The_same_rows_again_make_no_call_and_are_told_once_each()
    {
        using var scenario = new Scenario();
        BgCheckProgress[] rows = [Row(A, "1", 1), Row(A, "2", 2), Row(B, "1", 1)];
        scenario.Deliver(rows);
        int calls = scenario.Server.Calls.Count;
        scenario.Deliver([.. rows, Row(A, "1", 1)]);
        Assert.Equal(calls, scenario.Server.Calls.Count);
        Assert.Equal(3, scenario.Delivered.Count(d => d.Status == BgCheckDeliveryStatus.AlreadyDelivered));
    }

    [Fact]
    public void A_delivered_stage_that_changed_is_an_error_in_a_later_run()
    {
        using var scenario = new Scenario();
        scenario.Deliver(Row(A, "1", 1));
        BgCheckProgress changed = Row(A, "1", 1);
        changed.StageName = "改过";
        scenario.Deliver(changed, Row(A, "2", 2));
        Assert.Equal([ErrorId.StageChanged], scenario.Ids());
        Assert.Equal(["1", "2"], scenario.Server.Accepted.Select(s => s.Stage));
    }

    [Fact]
    public void A_broken_row_holds_the_later_stages_of_its_order_and_no_other()
    {
        using var scenario = new Scenario();
        BgCheckProgress broken = Row(A, "2", 2);
        broken.StageName = null;
        scenario.Deliver(Row(A, "1", 1), broken, Row(A, "3", 3), Row(B, "1", 1));
        Assert.Equal([ErrorId.MissingField, ErrorId.OrderHeld], scenario.Ids().OrderBy(i => i == ErrorId.OrderHeld));
        RowFailed held = scenario.Failed.Single(f => f.Error.Id == ErrorId.OrderHeld);
        Assert.Equal("2", held.Error.Facts["HeldBy"]);
        Assert.Equal("3", held.Row.StageId);
        Assert.Equal(2, scenario.Server.Accepted.Count);
    }

    [Fact]
    public void Continue_lifts_holding()
    {
        using var scenario = new Scenario { Options = new() { HoldOrder = false } };
        BgCheckProgress broken = Row(A, "2", 2);
        broken.StageName = null;
        scenario.Deliver(Row(A, "1", 1), broken, Row(A, "3", 3));
        Assert.Equal(["1", "3"], scenario.Server.Accepted.Select(s => s.Stage));
    }

    [Fact]
    public void An_unreadable_time_holds_the_whole_order()
    {
        using var scenario = new Scenario();
        BgCheckProgress broken = Row(A, "2", 2);
        broken.StageTime = null;
        broken.StageTimeText = "tomorrow";
        scenario.Deliver(Row(A, "1", 1), broken);
        Assert.Equal([ErrorId.OrderHeld, ErrorId.StageTimeUnreadable], scenario.Ids().Order(StringComparer.Ordinal));
        Assert.Empty(scenario.Server.Calls);
    }

    [Fact]
    public void A_damaged_id_holds_every_order_that_begins_like_it()
    {
        using var scenario = new Scenario();
        scenario.Deliver(Row("6.93128640047035E+18", "1", 1), Row(A, "2", 2), Row("7000000000000000001", "1", 1));
        Assert.Equal([ErrorId.DamagedId, ErrorId.OrderHeld], scenario.Ids());
        Assert.Equal(["7000000000000000001"], scenario.Server.Accepted.Select(s => s.Order));
    }

    [Theory]
    [InlineData("6.93128640047036E+18", true)]
    [InlineData("6931286400470350000", true)]
    [InlineData("6.93128640047037E+18", false)]
    [InlineData("6.93E+18", false)]
    public void A_damaged_id_may_have_been_rounded_up_and_a_short_one_names_nobody(string damaged, bool holds)
    {
        using var scenario = new Scenario();
        scenario.Deliver(Row(damaged, "1", 1), Row(A, "2", 2));
        Assert.Equal(holds ? 0 : 1, scenario.Server.Accepted.Count);
    }

    [Theory]
    [InlineData(ErrorId.OrderNotFound, 1002862, 0)]
    [InlineData(ErrorId.OrderStatusAbnormal, 1002858, 0)]
    [InlineData(ErrorId.OrderBeingApproved, 1002863, 0)]
    [InlineData(ErrorId.ApiError, 123456, 0)]
    public void A_refusal_holds_only_where_repair_can_save_the_row(string id, int code, int laterCalls)
    {
        using var scenario = new Scenario();
        scenario.Server.Script = (_, row) => row.StageId == "1" ? Fate.Refuse(id, code) : null;
        scenario.Deliver(Row(A, "1", 1), Row(A, "2", 2));
        Assert.Equal(laterCalls, scenario.Server.Calls.Count(c => c.Stage == "2"));
        RowFailed refused = scenario.Failed.First(f => f.Row.StageId == "1");
        Assert.Equal((id, code, BgCheckDeliveryStatus.Rejected), (refused.Error.Id, refused.Error.Code, refused.Error.Outcome));
    }

    [Fact]
    public void An_order_whose_status_refuses_is_not_asked_again_for_a_day()
    {
        using var scenario = new Scenario();
        scenario.Server.Script = (_, row) => row.BackgroundCheckId == A ? Fate.Refuse(ErrorId.OrderStatusAbnormal, 1002858) : null;
        scenario.Deliver(Row(A, "1", 1), Row(A, "2", 2));
        Assert.Equal([ErrorId.OrderStatusAbnormal], scenario.Ids());
        Assert.Equal(BgCheckDeliveryStatus.RefusedBefore, scenario.Delivered.Single().Status);
        scenario.Deliver(Row(A, "1", 1), Row(A, "3", 3));
        Assert.Empty(scenario.Failed);
        Assert.Single(scenario.Server.Calls);
        scenario.Clock.Advance(TimeSpan.FromHours(25));
        scenario.Deliver(Row(A, "1", 1));
        Assert.Equal(2, scenario.Server.Calls.Count);
    }

    [Fact]
    public void RetryRejected_asks_again()
    {
        using var scenario = new Scenario();
        scenario.Server.Script = (n, _) => n == 1 ? Fate.Refuse(ErrorId.OrderStatusAbnormal, 1002858) : null;
        scenario.Deliver(Row(A, "1", 1));
        scenario.Options = new() { RetryRejected = true };
        scenario.Deliver(Row(A, "1", 1));
        Assert.Equal(BgCheckDeliveryStatus.Delivered, scenario.Delivered.Single().Status);
    }

    [Fact]
    public void A_dry_run_reports_every_rule_and_calls_nothing()
    {
        using var scenario = new Scenario { Options = new() { DryRun = true } };
        BgCheckProgress broken = Row(A, "2", 2);
        broken.StageName = null;
        BgCheckProgress twin = Row(A, "1", 1);
        twin.StageName = "别的";
        scenario.Deliver(Row(A, "1", 1), broken, Row(A, "3", 3), twin);
        Assert.Equal([ErrorId.DuplicateStageId, ErrorId.MissingField, ErrorId.OrderHeld], scenario.Ids().Order(StringComparer.Ordinal));
        Assert.Empty(scenario.Server.Calls);
        Assert.Empty(scenario.Ledger.ReadOrder(A).Entries);
    }

    [Fact]
    public void A_full_window_slows_the_input_and_sends()
    {
        using var scenario = new Scenario { Options = new() { Window = 50, ThrottleLimit = 4, NoReorder = true } };
        scenario.Deliver(Enumerable.Range(0, 500).Select(i => Row(Order(i % 40), "s" + i, i)));
        Assert.Equal(500, scenario.Server.Accepted.Count);
        Assert.Equal(0, scenario.Server.OrderBreaches);
        Assert.InRange(scenario.Server.PeakInFlight, 1, 4);
    }

    [Fact]
    public void Rows_wait_until_the_input_has_ended_however_long_it_pauses()
    {
        using var scenario = new Scenario();
        DeliveryRun run = scenario.Start();
        Assert.True(run.TryPost(Row(A, "2", 2)));
        for (int i = 0; i < 1000; i++)
        {
            scenario.Pump(run);
        }

        Assert.Empty(scenario.Server.Calls);
        Assert.Single(scenario.Events, e => e is RunNote { IsWarning: true, Key: "InputOpen" });
        Assert.True(run.TryPost(Row(A, "1", 1)));
        run.CompleteInput();
        scenario.Finish(run);
        Assert.Equal(["1", "2"], scenario.Server.Accepted.Select(s => s.Stage));
    }

    [Fact]
    public void NoReorder_sends_rows_as_they_come()
    {
        using var scenario = new Scenario { Options = new() { NoReorder = true } };
        DeliveryRun run = scenario.Start();
        Assert.True(run.TryPost(Row(A, "1", 1)));
        for (int i = 0; i < 1000 && scenario.Server.Accepted.Count == 0; i++)
        {
            scenario.Pump(run);
        }

        Assert.Single(scenario.Server.Accepted);
        run.CompleteInput();
        scenario.Finish(run);
    }

    [Fact]
    public void What_the_ledger_knows_is_told_before_the_input_has_ended()
    {
        using var scenario = new Scenario();
        scenario.Deliver(Row(A, "1", 1));
        scenario.Events.Clear();
        DeliveryRun run = scenario.Start();
        Assert.True(run.TryPost(Row(A, "1", 1)));
        for (int i = 0; i < 1000 && scenario.Events.Count == 0; i++)
        {
            scenario.Pump(run);
        }

        Assert.Equal(BgCheckDeliveryStatus.AlreadyDelivered, scenario.Delivered.Single().Status);
        run.CompleteInput();
        scenario.Finish(run);
    }

    [Fact]
    public void Tenants_go_their_own_ways()
    {
        using var scenario = new Scenario { FixesTenant = false };
        scenario.Server.Script = (_, row) => row.TenantKey == "t1" ? Fate.Refuse(ErrorId.ScopeMissing, 99991672) : null;
        var rows = new List<BgCheckProgress>();
        for (int i = 0; i < 20; i++)
        {
            rows.Add(Row(Order(i % 5), "s" + i, i, "t1"));
            rows.Add(Row(Order(100 + (i % 5)), "s" + i, i, "t2"));
        }

        rows.Add(Row(Order(200), "x", 1));
        rows.Add(Row(Order(100), "y", 1, "t1"));
        scenario.Deliver(rows);
        Assert.Equal(17, scenario.Delivered.Count());
        Assert.Equal(3, scenario.Failed.Count(f => f.Error.Id == ErrorId.OrderHeld));
        Assert.Single(scenario.Failed, f => f.Error.Id == ErrorId.ScopeMissing);
        Assert.Equal(19, scenario.Failed.Count(f => f.Error.Id == ErrorId.TenantStopped));
        Assert.Single(scenario.Failed, f => f.Error.Id == ErrorId.TenantMissing);
        Assert.Single(scenario.Failed, f => f.Error.Id == ErrorId.TenantConflict);
        Assert.Null(scenario.Run!.FatalError);
    }

    [Fact]
    public void Two_runs_of_one_process_share_an_order_and_send_each_stage_once()
    {
        using var scenario = new Scenario();
        scenario.Server.Latency = _ => TimeSpan.FromSeconds(1);
        using DeliveryRun first = scenario.Start();
        using DeliveryRun second = scenario.Start();
        foreach (DeliveryRun run in new[] { first, second })
        {
            Assert.True(run.TryPost(Row(A, "1", 1)) && run.TryPost(Row(A, "2", 2)) && run.TryPost(Row(B, "1", 1)));
            run.CompleteInput();
        }

        while (!first.IsCompleted || !second.IsCompleted)
        {
            scenario.Pump(first);
            scenario.Pump(second);
        }

        Assert.Empty(scenario.Ids());
        Assert.Equal(3, scenario.Server.Calls.Count);
        Assert.Equal(0, scenario.Server.OrderBreaches);
        Assert.Equal(3, scenario.Delivered.Count(d => d.Status == BgCheckDeliveryStatus.Delivered));
        Assert.Equal(3, scenario.Delivered.Count(d => d.Status == BgCheckDeliveryStatus.AlreadyDelivered));
    }

    [Fact]
    public void An_order_of_a_run_that_is_stopped_goes_to_the_run_that_waits_for_it()
    {
        using var scenario = new Scenario();
        scenario.Server.Latency = _ => TimeSpan.FromSeconds(1);
        using DeliveryRun first = scenario.Start();
        Assert.True(first.TryPost(Row(A, "1", 1)) && first.TryPost(Row(A, "2", 2)));
        first.CompleteInput();
        while (scenario.Server.Calls.Count == 0)
        {
            scenario.Pump(first);
        }

        using DeliveryRun second = scenario.Start();
        Assert.True(second.TryPost(Row(A, "2", 2)) && second.TryPost(Row(A, "3", 3)));
        second.CompleteInput();
        first.Stop();
        scenario.Finish(first);
        scenario.Finish(second);
        Assert.Equal(["1", "2", "3"], scenario.Server.Accepted.Select(s => s.Stage));
        Assert.Equal(3, scenario.Server.Calls.Count);
        Assert.Equal(["2"], scenario.Unprocessed.Select(row => row.StageId));
    }
}
