using System;
using System.Linq;
using System.Threading.Tasks;
using FeishuHire.Engine.Ledger;
using FeishuHire.Errors;
using Xunit;
using static FeishuHire.UnitTests.Delivery.Scenario;

namespace FeishuHire.UnitTests.Delivery;

/// <summary>A stage that did not get there keeps its order waiting, in this run and in every later one, whatever input those
/// have: until it is delivered or settled by hand.</summary>
public sealed class HoldingTests
{
    private const string A = "6931286400470354183";

    [Fact]
    public void What_waited_is_not_sent_by_itself_later()
    {
        using var scenario = new Scenario();
        BgCheckProgress bad = Row(A, "1", 1);
        bad.Result = "通过";
        scenario.Deliver(bad, Row(A, "2", 2));
        Assert.Equal([ErrorId.ResultWithoutReport, ErrorId.OrderHeld], scenario.Ids());

        // Only the held one again, as a user does who pipes what can be tried again.
        scenario.Deliver(Row(A, "2", 2));
        BgCheckError held = scenario.Failed.Single().Error;
        Assert.Equal((ErrorId.OrderHeld, "1", ErrorId.ResultWithoutReport, "Elsewhere"), (held.Id, held.Facts["HeldBy"], held.Facts["HeldReason"], held.Facts["Reason"]));
        Assert.Empty(scenario.Server.Calls);

        scenario.Deliver(Row(A, "1", 1), Row(A, "2", 2));
        Assert.Equal(["1", "2"], scenario.Server.Accepted.Select(s => s.Stage));
    }

    [Fact]
    public void A_held_stage_holds_the_next_days_stage_too()
    {
        using var scenario = new Scenario();
        scenario.Deliver(Bad(A, "1", 1), Row(A, "2", 2));
        scenario.Deliver(Row(A, "1", 1));
        Assert.Equal("1", scenario.Delivered.Single().StageId);
        scenario.Deliver(Row(A, "3", 3));
        Assert.Equal([ErrorId.OrderHeld], scenario.Ids());
        Assert.Equal("2", scenario.Failed.Single().Error.Facts["HeldBy"]);
        scenario.Deliver(Row(A, "2", 2), Row(A, "3", 3));
        Assert.Equal(["1", "2", "3"], scenario.Server.Accepted.Select(s => s.Stage));
    }

    [Fact]
    public void What_was_not_tried_keeps_its_place()
    {
        using var scenario = new Scenario { Options = new() { MaxDuration = TimeSpan.FromSeconds(5), ThrottleLimit = 1 } };
        scenario.Server.Latency = _ => TimeSpan.FromSeconds(2);
        scenario.Deliver(Enumerable.Range(1, 9).Select(i => Row(A, "s" + i, i)));
        string[] untried = [.. scenario.Unprocessed.Select(r => r.StageId!)];
        Assert.NotEmpty(untried);
        Assert.All(scenario.Ledger.ReadOrder(A).Entries.Where(e => untried.Contains(e.StageId)), e => Assert.Equal(BgCheckDeliveryStatus.Waiting, e.Status));
        scenario.Options = new();
        scenario.Deliver(Row(A, "s10", 10));
        Assert.Equal([ErrorId.OrderHeld], scenario.Ids());
    }

    [Fact]
    public void A_stage_whose_time_was_put_right_goes_where_it_belongs_now()
    {
        using var scenario = new Scenario();
        scenario.Deliver(Bad(A, "1", 1), Row(A, "2", 2));
        scenario.Deliver(Row(A, "1", 30), Row(A, "2", 2));
        Assert.Empty(scenario.Ids());
        Assert.Equal(["2", "1"], scenario.Server.Accepted.Select(s => s.Stage));
    }

    [Fact]
    public void An_unknown_order_holds_until_it_is_known()
    {
        using var scenario = new Scenario { Options = new() { RetryRejected = true } };
        bool known = false;
        scenario.Server.Script = (_, _) => known ? null : Fate.Refuse(ErrorId.OrderNotFound, 1002862);
        scenario.Deliver(Row(A, "1", 1), Row(A, "2", 2));
        Assert.Equal([ErrorId.OrderNotFound, ErrorId.OrderHeld], scenario.Ids());
        known = true;
        scenario.Deliver(Row(A, "2", 2));
        Assert.Equal([ErrorId.OrderHeld], scenario.Ids());
        scenario.Deliver(Row(A, "1", 1), Row(A, "2", 2));
        Assert.Equal(2, scenario.Delivered.Count());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_mistyped_id_holds_until_a_stage_of_that_time_is_delivered(bool sameRun)
    {
        using var scenario = new Scenario();
        BgCheckProgress mistyped = Row(A, "1", 3);
        mistyped.StageName = "别的";
        BgCheckProgress[] rows = [mistyped, Row(A, "4", 4)];
        if (!sameRun)
        {
            scenario.Deliver(Row(A, "1", 1), Row(A, "2", 2));
        }

        scenario.Deliver(sameRun ? [Row(A, "1", 1), Row(A, "2", 2), .. rows] : rows);
        Assert.Equal([sameRun ? ErrorId.DuplicateStageId : ErrorId.StageChanged, ErrorId.OrderHeld], scenario.Ids());
        scenario.Deliver(Row(A, "4", 4));
        Assert.Equal([ErrorId.OrderHeld], scenario.Ids());
        scenario.Deliver(Row(A, "3", 3), Row(A, "4", 4));
        Assert.Empty(scenario.Ids());
        Assert.Equal(["1", "2", "3", "4"], scenario.Server.Accepted.Select(s => s.Stage));
    }

    [Fact]
    public void A_changed_stage_at_or_before_the_last_delivered_one_holds_nothing()
    {
        using var scenario = new Scenario();
        scenario.Deliver(Row(A, "1", 1), Row(A, "2", 2));
        BgCheckProgress changed = Row(A, "1", 1);
        changed.StageName = "改过";
        scenario.Deliver(changed, Row(A, "3", 3));
        Assert.Equal([ErrorId.StageChanged], scenario.Ids());
        Assert.Equal("3", scenario.Delivered.Single().StageId);
    }

    [Fact]
    public void A_line_that_could_not_be_read_holds_the_order_it_names()
    {
        using var scenario = new Scenario();
        var unreadable = new BgCheckProgress { BackgroundCheckId = A, StageId = "1", Fault = "cut off" };
        scenario.Deliver(unreadable, Row(A, "2", 2));
        Assert.Contains(ErrorId.RowUnreadable, scenario.Ids());
        Assert.Contains(ErrorId.OrderHeld, scenario.Ids());
        Assert.Empty(scenario.Server.Calls);
        scenario.Deliver(Row(A, "2", 2));
        Assert.Equal([ErrorId.OrderHeld], scenario.Ids());
        scenario.Deliver(Row(A, "1", 1), Row(A, "2", 2));
        Assert.Equal(["1", "2"], scenario.Server.Accepted.Select(s => s.Stage));
    }

    [Fact]
    public void A_line_without_a_stage_id_holds_until_a_stage_of_its_time_is_delivered()
    {
        using var scenario = new Scenario();
        BgCheckProgress nameless = Row(A, "x", 1);
        nameless.StageId = null;
        scenario.Deliver(nameless, Row(A, "2", 2));
        Assert.Equal([ErrorId.MissingField, ErrorId.OrderHeld], scenario.Ids());
        scenario.Deliver(Row(A, "2", 2));
        Assert.Equal([ErrorId.OrderHeld], scenario.Ids());
        scenario.Deliver(Row(A, "1", 1), Row(A, "2", 2));
        Assert.Equal(["1", "2"], scenario.Server.Accepted.Select(s => s.Stage));
        Assert.DoesNotContain(scenario.Ledger.ReadOrder(A).Entries, e => e.StageId.Length == 0);
    }

    [Fact]
    public void A_damaged_id_holds_in_later_runs_until_its_stage_is_delivered_under_the_true_one()
    {
        using var scenario = new Scenario();
        scenario.Deliver(Row("6.93128640047035E+18", "1", 1));
        scenario.Deliver(Row(A, "2", 2));
        Assert.Equal([ErrorId.OrderHeld], scenario.Ids());
        scenario.Deliver(Row(A, "1", 1), Row(A, "2", 2));
        Assert.Equal(["1", "2"], scenario.Server.Accepted.Select(s => s.Stage));
        scenario.Deliver(Row(A, "3", 3));
        Assert.Empty(scenario.Ids());
    }

    [Fact]
    public void An_id_that_looks_rounded_is_sent_where_somebody_has_said_that_it_is_right()
    {
        const string round = "6931286400470350000";
        using var scenario = new Scenario { Options = new() { AcceptedIds = [round] } };
        scenario.Deliver(Row(round, "1", 1), Row(A, "2", 2));
        Assert.Empty(scenario.Ids());
        Assert.Equal(2, scenario.Server.Accepted.Count);
    }

    [Fact]
    public async Task Abandoned_by_hand_a_stage_holds_no_longer()
    {
        using var scenario = new Scenario();
        scenario.Deliver(Bad(A, "1", 1), Row(A, "2", 2));
        await ((ILedgerRecords)scenario.Ledger).SettleByHandAsync([new ManualDecision(A, "1", BgCheckDeliveryStatus.Abandoned)], "me");
        scenario.Deliver(Row(A, "2", 2));
        Assert.Equal("2", scenario.Delivered.Single().StageId);
    }

    [Fact]
    public void What_was_told_is_not_told_again_within_QuietFor()
    {
        using var scenario = new Scenario { Options = new() { QuietFor = TimeSpan.FromHours(20) } };
        BgCheckProgress[] rows = [Bad(A, "1", 1), Row(A, "2", 2)];
        scenario.Deliver(rows);
        Assert.Equal(2, scenario.Failed.Count());
        scenario.Clock.Advance(TimeSpan.FromHours(1));
        scenario.Deliver(rows);
        Assert.Empty(scenario.Failed);
        Assert.Equal([BgCheckDeliveryStatus.RefusedBefore, BgCheckDeliveryStatus.Held], scenario.Delivered.Select(d => d.Status));
        Assert.Equal(1, scenario.Run!.Counters.Held);
        Assert.Equal(1, scenario.Run.Counters.OrdersWaiting);

        // Another mistake is told, and after that time the same one too.
        BgCheckProgress other = Row(A, "1", 1);
        other.Result = "x";
        scenario.Deliver(other, Row(A, "2", 2));
        Assert.Equal([ErrorId.ResultWithoutReport], scenario.Ids());
        scenario.Clock.Advance(TimeSpan.FromHours(21));
        scenario.Deliver(other, Row(A, "2", 2));
        Assert.Equal([ErrorId.ResultWithoutReport, ErrorId.OrderHeld], scenario.Ids());
    }

    [Fact]
    public void The_rows_of_one_stage_are_told_once_and_keep_since_when_they_wait()
    {
        using var scenario = new Scenario { Options = new() { QuietFor = TimeSpan.FromHours(20) } };
        const string damaged = "6.93128640047035E+18";
        BgCheckProgress[] rows = [Row(damaged, "1", 1), Row(damaged, "1", 1)];
        for (int i = 0; i < rows.Length; i++)
        {
            rows[i].ReportFile.Add(new BgCheckReportFile { Name = "r.pdf", Url = "https://e.example/" + i });
        }

        scenario.Deliver(rows);
        Assert.Equal(2, scenario.Failed.Count());
        Assert.All(scenario.Failed, failed => Assert.Equal(BgCheckDeliveryStatus.NotSent, failed.Error.Outcome));
        long since = scenario.Ledger.ReadOrder(damaged).Entries.Single().ChangedAt / 1000;
        for (int hour = 0; hour < 3; hour++)
        {
            scenario.Clock.Advance(TimeSpan.FromHours(1));
            scenario.Deliver(rows);
            Assert.Empty(scenario.Failed);
            Assert.Equal(since, scenario.Ledger.ReadOrder(damaged).Entries.Single().ChangedAt / 1000);
        }

        rows[1].ReportFile[0].Url = "https://e.example/another";
        scenario.Deliver(rows);
        Assert.Single(scenario.Failed);
    }

    [Fact]
    public void Equal_times_follow_the_way_the_order_goes_down_the_sheet()
    {
        using var scenario = new Scenario();
        scenario.Deliver(Row(A, "4", 9), Row(A, "3", 5), Row(A, "2", 5), Row(A, "1", 1));
        Assert.Equal(["1", "2", "3", "4"], scenario.Server.Accepted.Select(s => s.Stage));
    }

    [Fact]
    public void An_order_whose_times_are_all_equal_follows_the_sheet()
    {
        using var scenario = new Scenario();
        scenario.Deliver(Row(Order(1), "9", 9), Row(Order(1), "1", 1), Row(A, "b", 5), Row(A, "a", 5));
        Assert.Equal(["a", "b"], scenario.Server.Accepted.Where(s => s.Order == A).Select(s => s.Stage));
    }

    [Fact]
    public void Known_rows_tell_the_way_too()
    {
        using var scenario = new Scenario();
        scenario.Deliver(Row(A, "1", 1));
        scenario.Deliver(Row(A, "3", 5), Row(A, "2", 5), Row(A, "1", 1));
        Assert.Equal(["1", "2", "3"], scenario.Server.Accepted.Select(s => s.Stage));
    }

    [Fact]
    public void Two_tenants_in_the_rows_of_one_custom_app_end_the_run_before_anything_is_sent()
    {
        using var scenario = new Scenario();
        scenario.Deliver(Row(Order(1), "1", 1, "t1"), Row(Order(2), "1", 1, "t2"), Row(Order(3), "1", 1));
        Assert.Equal(ErrorId.TenantConflict, scenario.Run!.FatalError!.Id);
        Assert.Empty(scenario.Server.Calls);
        Assert.Equal(2, scenario.Unprocessed.Count());
    }

    [Fact]
    public void Completed_orders_at_the_top_of_a_history_stop_nobody()
    {
        using var scenario = new Scenario();
        scenario.Server.Script = (_, row) => row.StageId == "old" ? Fate.Refuse(ErrorId.OrderStatusAbnormal, 1002858) : null;
        scenario.Deliver([.. Enumerable.Range(0, 60).Select(i => Row(Order(i), "old", 1)), .. Enumerable.Range(100, 10).Select(i => Row(Order(i), "new", 1))]);
        Assert.Null(scenario.Run!.FatalError);
        Assert.Equal(60, scenario.Failed.Count());
        Assert.Equal(10, scenario.Delivered.Count());
    }

    [Fact]
    public void Report_rows_of_a_delivered_stage_are_known_although_one_leaves_the_result_out()
    {
        using var scenario = new Scenario();
        BgCheckProgress[] Rows()
        {
            BgCheckProgress first = Row(A, "1", 1);
            first.Result = "通过";
            first.ReportFile.Add(new BgCheckReportFile("a.pdf", "https://x.example/a.pdf"));
            BgCheckProgress second = Row(A, "1", 1);
            second.ReportFile.Add(new BgCheckReportFile("b.pdf", "https://x.example/b.pdf"));
            return [first, second];
        }

        scenario.Deliver(Rows());
        Assert.Single(scenario.Server.Accepted);
        scenario.Deliver(Rows());
        Assert.Empty(scenario.Failed);
        Assert.Equal(BgCheckDeliveryStatus.AlreadyDelivered, scenario.Delivered.Single().Status);
        Assert.Single(scenario.Server.Calls);
    }

    [Fact]
    public void A_token_endpoint_that_is_down_opens_the_breaker_instead_of_trying_every_order()
    {
        using var scenario = new Scenario();
        scenario.Server.TokenFailure = () => new BgCheckError(ErrorId.ConnectionFailed) { Retryable = true };
        DateTimeOffset start = scenario.Clock.GetUtcNow();
        scenario.Deliver(Enumerable.Range(0, 1000).Select(i => Row(Order(i), "x", 1)));
        Assert.Equal(ErrorId.ServiceUnavailable, scenario.Run!.FatalError!.Id);
        Assert.InRange(scenario.Clock.GetUtcNow() - start, TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(8));
        Assert.Empty(scenario.Server.Calls);
        Assert.Equal(1000, scenario.Failed.Count() + scenario.Unprocessed.Count());
        Assert.InRange(scenario.Failed.Count(), 0, 200);
    }

    [Fact]
    public void A_token_endpoint_that_comes_back_lets_everything_through()
    {
        using var scenario = new Scenario();
        DateTimeOffset back = scenario.Clock.GetUtcNow().AddSeconds(40);
        scenario.Server.TokenFailure = () => scenario.Clock.GetUtcNow() < back ? new BgCheckError(ErrorId.ConnectionFailed) { Retryable = true } : null;
        scenario.Deliver(Enumerable.Range(0, 200).Select(i => Row(Order(i), "x", 1)));
        Assert.Equal(200, scenario.Delivered.Count());
    }

    [Fact]
    public void A_refused_row_goes_again_once_anything_of_it_is_another()
    {
        using var scenario = new Scenario();
        scenario.Server.Script = (_, _) => Fate.Refuse(ErrorId.InvalidRequest, 99992402);
        scenario.Deliver(WithReport("https://files.example.com/a.pdf?sign=1", "Download"));
        scenario.Deliver(WithReport("https://files.example.com/a.pdf?sign=1", "Download"));
        Assert.Equal([BgCheckDeliveryStatus.RefusedBefore], scenario.Delivered.Select(d => d.Status));
        Assert.Single(scenario.Server.Calls);

        scenario.Deliver(WithReport("https://files.example.com/a.pdf?sign=2", "Download"));
        scenario.Deliver(WithReport("https://files.example.com/a.pdf?sign=2", "Preview"));
        Assert.Equal(3, scenario.Server.Calls.Count);

        static BgCheckProgress WithReport(string url, string type)
        {
            BgCheckProgress row = Row(A, "1", 1);
            row.ReportFile.Add(new BgCheckReportFile { Name = "a.pdf", Url = url, UrlType = type });
            return row;
        }
    }

    [Fact]
    public void A_broken_row_of_a_delivered_stage_holds_nothing_and_is_over_once_it_is_mended()
    {
        using var scenario = new Scenario();
        scenario.Deliver(Row(A, "1", 1));
        BgCheckProgress unread = Row(A, "1", 1);
        unread.StageTime = null;
        unread.StageTimeText = "昨天";
        scenario.Deliver(unread);
        scenario.Deliver(Bad(A, "1", 1), Row(A, "2", 2));
        Assert.Equal([ErrorId.MissingField], scenario.Ids());
        Assert.Equal(["1", "2"], scenario.Server.Accepted.Select(seen => seen.Stage));
        Assert.Equal(1, scenario.Run!.Counters.OrdersWaiting);

        scenario.Deliver(Row(A, "1", 1), Row(A, "2", 2));
        Assert.Equal(0, scenario.Run!.Counters.OrdersWaiting);
    }

    private static BgCheckProgress Bad(string order, string stage, int minute)
    {
        BgCheckProgress row = Row(order, stage, minute);
        row.StageName = null;
        return row;
    }
}
