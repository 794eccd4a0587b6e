using System;
using System.Linq;
using FeishuHire.Engine.Delivery;
using FeishuHire.Errors;
using Xunit;
using static FeishuHire.UnitTests.Delivery.Scenario;

namespace FeishuHire.UnitTests.Delivery;

/// <summary>Retries, throttling, tokens, breaker, ends: what each answer means for its row and for the run.</summary>
public sealed class OutcomeTests
{
    private const string A = "6931286400470354183";

    [Fact]
    public void A_retry_repeats_stage_and_time_and_delivers()
    {
        using var scenario = new Scenario();
        scenario.Server.Script = (n, _) => n <= 3 ? Fate.NotSent() : null;
        scenario.Deliver(Row(A, "1", 1));
        Assert.Equal(4, scenario.Server.Calls.Count);
        Assert.Single(scenario.Server.Calls.Select(c => (c.Stage, c.SentTime)).Distinct());
        Assert.Equal(4, scenario.Delivered.Single().Attempts);
        Assert.Equal(3, scenario.Run!.Counters.Retries);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(2, 3)]
    public void MaxRetry_counts_further_tries(int maxRetry, int calls)
    {
        using var scenario = new Scenario { Options = new() { MaxRetry = maxRetry } };
        scenario.Server.Script = (_, _) => Fate.NotSent();
        scenario.Deliver(Row(A, "1", 1));
        Assert.Equal(calls, scenario.Server.Calls.Count);
        BgCheckError error = scenario.Failed.Single().Error;
        Assert.Equal((ErrorId.ConnectionFailed, BgCheckDeliveryStatus.NotSent), (error.Id, error.Outcome));
    }

    [Fact]
    public void A_repairable_refusal_holds_its_order_in_later_runs_too()
    {
        using var scenario = new Scenario();
        scenario.Server.Script = (_, row) => row.StageName == "bad" ? Fate.Refuse(ErrorId.InvalidRequest, 9499) : null;
        BgCheckProgress bad = Row(A, "1", 1);
        bad.StageName = "bad";
        scenario.Deliver(bad, Row(A, "2", 2));
        scenario.Deliver(bad, Row(A, "2", 2));
        Assert.Equal(BgCheckDeliveryStatus.RefusedBefore, scenario.Delivered.Single().Status);
        Assert.Equal([ErrorId.OrderHeld], scenario.Ids());
        BgCheckError held = scenario.Failed.Single().Error;
        Assert.Equal("1", held.Facts["HeldBy"]);

        // Its row is in this input, only not sent again.
        Assert.Empty(held.Facts["Reason"]);
        scenario.Deliver(Row(A, "2", 2));
        Assert.Equal([ErrorId.OrderHeld], scenario.Ids());
        Assert.Equal("Elsewhere", scenario.Failed.Single().Error.Facts["Reason"]);

        scenario.Deliver(Row(A, "1", 1), Row(A, "2", 2));
        Assert.Equal(["1", "2"], scenario.Server.Accepted.Select(s => s.Stage));
    }

    [Fact]
    public void Probes_of_an_open_breaker_repeat_what_has_been_tried()
    {
        using var scenario = new Scenario { Options = new() { ThrottleLimit = 4, MaxRetry = 20 } };
        bool away = true;
        scenario.Server.Script = (n, _) => (away = away && n < 16) ? Fate.Cut(applied: false) : null;
        scenario.Deliver(Enumerable.Range(1, 40).Select(i => Row(Order(i), "1", 1)));
        Assert.Equal(40, scenario.Delivered.Count());

        // Ten failures open it; calls under way then may still fail.
        int touched = scenario.Server.Calls.Take(15).Select(c => c.Order).Distinct().Count();
        Assert.InRange(touched, 3, CircuitBreaker.Failures + 4);
        string[] before = [.. scenario.Server.Calls.Take(CircuitBreaker.Failures + 4).Select(c => c.Order)];
        Assert.All(scenario.Server.Calls.Skip(CircuitBreaker.Failures + 4).Take(1), probe => Assert.Contains(probe.Order, before));
    }

    [Fact]
    public void Tokens_that_never_serve_are_fetched_once_more_and_no_more()
    {
        using var scenario = new Scenario { Options = new() { ThrottleLimit = 16 } };
        scenario.Server.Latency = n => TimeSpan.FromMilliseconds(100 * (n % 5));
        scenario.Server.Token = _ => "t-" + scenario.Server.TokensFetched;
        scenario.Server.Script = (_, _) => Fate.TokenRefused();
        scenario.Deliver(Enumerable.Range(1, 100).Select(i => Row(Order(i), "1", 1)));
        Assert.Equal(RunEnd.Failed, scenario.Run!.End);
        Assert.Equal(ErrorId.TokenRejected, scenario.Run.FatalError!.Id);
        Assert.Equal(2, scenario.Server.Calls.Select(c => c.Token).Distinct().Count());
        Assert.True(scenario.Server.Calls.Count < 100);
    }

    [Fact]
    public void A_rehearsal_tells_only_of_what_would_be_sent()
    {
        using var scenario = new Scenario();
        scenario.Deliver(Row(A, "1", 1));
        int calls = scenario.Server.Calls.Count;
        scenario.Options = new() { DryRun = true };
        BgCheckProgress broken = Row(A, "3", 3);
        broken.StageName = null;
        scenario.Deliver(Row(A, "1", 1), Row(A, "2", 2), broken, Row(A, "2", 2));
        Assert.Equal(["2"], scenario.Events.OfType<RowRehearsed>().Select(e => e.Row.StageId));
        Assert.Equal([ErrorId.MissingField], scenario.Ids());
        Assert.Equal(calls, scenario.Server.Calls.Count);
    }

    [Fact]
    public void Throttling_pauses_everyone_and_costs_the_row_no_try()
    {
        using var scenario = new Scenario { Options = new() { MaxRetry = 0, ThrottleLimit = 1 } };
        scenario.Server.Script = (n, _) => n <= 3 ? Fate.Throttle(TimeSpan.FromSeconds(7)) : null;
        scenario.Deliver(Row(A, "1", 1), Row("6931286400470354184", "1", 1));
        Assert.Equal(2, scenario.Delivered.Count());
        Assert.Empty(scenario.Failed);
        DateTimeOffset[] at = [.. scenario.Server.Calls.Select(c => c.At)];
        Assert.All(Enumerable.Range(0, 3), i => Assert.True(at[i + 1] - at[i] >= TimeSpan.FromSeconds(7)));
        Assert.Contains(scenario.Events, e => e is RunNote { IsWarning: true, Key: "Throttled" });
    }

    [Fact]
    public void Throttled_for_ten_minutes_ends_the_run_of_its_tenant()
    {
        using var scenario = new Scenario();
        scenario.Server.Script = (_, _) => Fate.Throttle(TimeSpan.FromSeconds(86_400));
        scenario.Deliver(Row(A, "1", 1), Row(A, "2", 2));
        Assert.Equal(ErrorId.RateLimited, scenario.Run!.FatalError!.Id);
        Assert.Equal("1", scenario.Run.FatalRow!.StageId);
        Assert.Single(scenario.Unprocessed);
        Assert.InRange(scenario.Server.Calls.Count, 3, 4);
    }

    [Fact]
    public void A_refused_token_is_dropped_and_the_call_replayed_once()
    {
        using var scenario = new Scenario();
        scenario.Server.Script = (n, _) => n == 1 ? Fate.TokenRefused() : null;
        scenario.Deliver(Row(A, "1", 1));
        Assert.Single(scenario.Delivered);
        Assert.Equal(1, scenario.Server.TokensFetched);

        scenario.Server.Script = (_, _) => Fate.TokenRefused();
        scenario.Deliver(Row(A, "2", 2), Row(A, "3", 3));
        Assert.Equal(ErrorId.TokenRejected, scenario.Run!.FatalError!.Id);
        Assert.Equal(4, scenario.Server.Calls.Count);
        Assert.Equal(RunEnd.Failed, scenario.Run.End);
    }

    [Fact]
    public void A_failure_of_the_tenant_is_not_remembered_against_the_row()
    {
        using var scenario = new Scenario();
        scenario.Server.Script = (n, _) => n == 1 ? Fate.Refuse(ErrorId.ScopeMissing, 99991672) : null;
        scenario.Deliver(Row(A, "1", 1));
        Assert.Equal(ErrorId.ScopeMissing, scenario.Run!.FatalError!.Id);
        scenario.Deliver(Row(A, "1", 1));
        Assert.Equal(BgCheckDeliveryStatus.Delivered, scenario.Delivered.Single().Status);
    }

    [Fact]
    public void After_a_fatal_failure_the_rest_of_the_input_is_drained()
    {
        using var scenario = new Scenario { Options = new() { NoReorder = true, ThrottleLimit = 1 } };
        scenario.Server.Script = (_, _) => Fate.Refuse(ErrorId.QuotaExhausted, 99991403);
        DeliveryRun run = scenario.Start();
        Assert.True(run.TryPost(Row(A, "1", 1)));
        for (int i = 0; i < 1000 && run.FatalError is null; i++)
        {
            scenario.Pump(run);
        }

        for (int i = 0; i < 100; i++)
        {
            Assert.True(run.TryPost(Row(Order(i), "x", 1)));
        }

        run.CompleteInput();
        scenario.Finish(run);
        Assert.Equal(100, scenario.Unprocessed.Count());
        Assert.Single(scenario.Server.Calls);
    }

    [Fact]
    public void An_outage_leaves_few_uncertain_rows_and_ends_in_service_unavailable()
    {
        using var scenario = new Scenario();
        scenario.Server.Script = (_, _) => Fate.Cut(applied: false);
        scenario.Deliver(Enumerable.Range(0, 200).Select(i => Row(Order(i), "x", 1)));
        Assert.Equal(ErrorId.ServiceUnavailable, scenario.Run!.FatalError!.Id);
        Assert.InRange(scenario.Server.Calls.Count, 10, 60);
        Assert.InRange(scenario.Failed.Count(), 1, 40);
        Assert.Equal(200, scenario.Failed.Count() + scenario.Unprocessed.Count());
    }

    [Fact]
    public void The_breaker_closes_when_a_probe_gets_through()
    {
        using var scenario = new Scenario();
        DateTimeOffset back = scenario.Clock.GetUtcNow().AddSeconds(100);
        scenario.Server.Script = (_, _) => scenario.Clock.GetUtcNow() < back ? Fate.NotSent() : null;
        scenario.Options = new() { MaxRetry = 100 };
        scenario.Deliver(Enumerable.Range(0, 60).Select(i => Row(Order(i), "x", 1)));
        Assert.Equal(60, scenario.Delivered.Count());
        Assert.Contains(scenario.Events, e => e is RunNote { Key: "BreakerOpened" });
        Assert.Contains(scenario.Events, e => e is RunNote { Key: "BreakerClosed" });
    }

    [Fact]
    public void Fifty_equal_refusals_of_different_orders_end_the_tenant()
    {
        using var scenario = new Scenario { Options = new() { ThrottleLimit = 4 } };
        scenario.Server.Script = (_, _) => Fate.Refuse(ErrorId.OrderNotFound, 1002862);
        scenario.Deliver(Enumerable.Range(0, 200).Select(i => Row(Order(i), "x", 1)));
        Assert.Equal(ErrorId.RefusedThroughout, scenario.Run!.FatalError!.Id);
        Assert.InRange(scenario.Server.Calls.Count, 50, 54);
        Assert.Equal(199, scenario.Failed.Count() + scenario.Unprocessed.Count());
    }

    [Fact]
    public void MaxDuration_starts_no_further_call_and_says_what_is_left()
    {
        using var scenario = new Scenario { Options = new() { MaxDuration = TimeSpan.FromSeconds(5), ThrottleLimit = 1 } };
        scenario.Server.Latency = _ => TimeSpan.FromSeconds(1);
        scenario.Deliver(Enumerable.Range(0, 50).Select(i => Row(A, "s" + i, i)));
        Assert.Equal(RunEnd.OutOfTime, scenario.Run!.End);
        Assert.InRange(scenario.Delivered.Count(), 2, 7);
        Assert.Equal(50, scenario.Delivered.Count() + scenario.Failed.Count() + scenario.Unprocessed.Count());
    }

    [Fact]
    public void A_stop_gives_calls_under_way_a_moment_and_then_records_them_as_uncertain()
    {
        using var scenario = new Scenario();
        scenario.Server.Latency = _ => TimeSpan.FromSeconds(20);
        DeliveryRun run = scenario.Start();
        run.TryPost(Row(A, "1", 1));
        run.TryPost(Row(A, "2", 2));
        run.CompleteInput();
        for (int i = 0; i < 1000 && scenario.Server.Calls.Count == 0; i++)
        {
            scenario.Pump(run);
        }

        run.Stop();
        DateTimeOffset stopped = scenario.Clock.GetUtcNow();
        scenario.Finish(run);
        Assert.InRange(scenario.Clock.GetUtcNow() - stopped, TimeSpan.Zero, TimeSpan.FromSeconds(4));
        Assert.Single(scenario.Server.Calls);
        Assert.Equal(
            [("1", BgCheckDeliveryStatus.Uncertain), ("2", BgCheckDeliveryStatus.Waiting)],
            scenario.Ledger.ReadOrder(A).Entries.Select(e => (e.StageId, e.Status)).Order());
        Assert.Equal(RunEnd.Stopped, run.End);
    }

    [Fact]
    public void A_clock_that_is_wrong_is_told_once_and_the_future_is_judged_by_the_server()
    {
        using var scenario = new Scenario();
        DateTimeOffset ahead = scenario.Clock.GetUtcNow().AddMinutes(20);
        BgCheckProgress row = Row(A, "1", 1);
        row.StageTime = ahead;
        scenario.Deliver(row);
        Assert.Equal([ErrorId.StageTimeInFuture], scenario.Ids());
        scenario.Options = new() { AllowFutureTime = true };
        scenario.Deliver(row);
        Assert.Single(scenario.Delivered);
    }
}
