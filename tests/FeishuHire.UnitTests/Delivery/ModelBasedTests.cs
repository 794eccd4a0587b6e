using System;
using System.Collections.Generic;
using System.Linq;
using CsCheck;
using FeishuHire.Engine.Delivery;
using FeishuHire.Engine.Http;
using FeishuHire.Errors;
using Xunit;

namespace FeishuHire.UnitTests.Delivery;

/// <summary>Random rows, faults, tenants and stops through the real engine. Whatever happens: no order breach at the server,
/// no window breach, at most ThrottleLimit in flight, no stage accepted twice, and every row in exactly one end state.</summary>
public sealed class ModelBasedTests
{
    // FEISHUHIRE_MODEL_CASES asks for more.
    private static readonly int Cases = int.TryParse(Environment.GetEnvironmentVariable("FEISHUHIRE_MODEL_CASES"), out int cases) ? cases : 300;

    private static readonly Gen<Case> AnyCase = Gen.Select(
        Gen.Int[0, int.MaxValue - 1],
        Gen.Int[1, 120],
        Gen.Int[1, 12],
        Gen.Int[1, 3],
        Gen.Int[1, 20],
        Gen.Int[0, 30],
        Gen.Int[0, 5],
        (seed, rows, orders, tenants, throttle, faults, kind) => new Case(seed, rows, orders, tenants, throttle, faults, kind));

    [Fact]
    public void Every_invariant_holds_in_every_case()
    {
        AnyCase.Sample(Check, iter: Cases);
        TestContext.Current.TestOutputHelper?.WriteLine($"{Cases} model-based cases");
    }

    private static void Check(Case given)
    {
        var random = new Random(given.Seed);
        using var scenario = new Scenario
        {
            FixesTenant = given.Tenants == 1,
            Limits = given.Kind == 3 ? new RateLimits(10, 60) : new RateLimits(100_000, 1_000_000),
            Options = new DeliveryOptions
            {
                ThrottleLimit = given.Throttle,
                MaxRetry = random.Next(0, 4),
                HoldOrder = random.Next(4) != 0,
                NoReorder = random.Next(4) == 0,
                Window = random.Next(5) == 0 ? 10 : 10_000,
                MaxDuration = given.Kind == 4 ? TimeSpan.FromSeconds(random.Next(1, 40)) : null,
            },
        };
        scenario.Server.Latency = _ => TimeSpan.FromMilliseconds(random.Next(4) * 150);
        scenario.Server.Script = (_, _) => random.Next(100) >= given.Faults ? null : random.Next(7) switch
        {
            0 => Fate.NotSent(),
            1 => Fate.Cut(applied: false),
            2 => Fate.Cut(applied: true),
            3 => Fate.SystemError(applied: random.Next(2) == 0),
            4 => Fate.Throttle(random.Next(2) == 0 ? null : TimeSpan.FromSeconds(random.Next(1, 5))),
            5 => Fate.Refuse(ErrorId.OrderBeingApproved, 1002863),
            _ => given.Kind == 5 ? Fate.Refuse(ErrorId.QuotaExhausted, 99991403) : Fate.TokenRefused(),
        };

        BgCheckProgress[] rows = Rows(given, random);
        DeliveryRun run = scenario.Start();
        int stopAt = given.Kind == 2 ? random.Next(rows.Length * 2) : int.MaxValue;
        int posted = 0;
        int steps = 0;
        foreach (BgCheckProgress row in rows)
        {
            while (!run.TryPost(row))
            {
                scenario.Pump(run);
            }

            posted++;
            if (random.Next(3) == 0)
            {
                scenario.Pump(run);
            }

            if (++steps >= stopAt)
            {
                run.Stop();
                break;
            }
        }

        run.CompleteInput();
        while (!run.IsCompleted)
        {
            scenario.Pump(run);
            if (++steps == stopAt)
            {
                run.Stop();
            }

            Assert.True(steps < 300_000, "the run does not end");
        }

        Assert.Equal(0, scenario.Server.OrderBreaches);
        Assert.InRange(scenario.Server.PeakInFlight, 0, given.Throttle);
        Assert.Equal(scenario.Server.Accepted.Count, scenario.Server.Accepted.Select(s => (s.Order, s.Stage)).Distinct().Count());
        foreach (IGrouping<string?, Seen> tenant in scenario.Server.Calls.GroupBy(c => c.Tenant))
        {
            AssertWindows(tenant.Select(c => c.At).Order().ToArray(), scenario.Limits);
        }

        AssertEndStates(scenario, run, posted);
        AssertTold(scenario);
    }

    private static BgCheckProgress[] Rows(Case given, Random random)
    {
        var rows = new BgCheckProgress[given.Rows];
        for (int i = 0; i < rows.Length; i++)
        {
            int order = random.Next(given.Orders);
            string? tenant = given.Tenants == 1 ? null : "tenant" + (order % given.Tenants);
            rows[i] = Scenario.Row(Scenario.Order(order), "s" + i, random.Next(40), tenant);
            if (random.Next(25) == 0)
            {
                rows[i].StageName = null;
            }
        }

        return rows;
    }

    private static void AssertWindows(DateTimeOffset[] at, RateLimits limits)
    {
        for (int i = limits.PerSecond; i < at.Length; i++)
        {
            Assert.True(at[i] - at[i - limits.PerSecond] > RateLimits.Second);
        }

        for (int i = limits.PerMinute; i < at.Length; i++)
        {
            Assert.True(at[i] - at[i - limits.PerMinute] > RateLimits.Minute);
        }
    }

    /// <summary>Each row posted is told exactly once: output, error, not tried, joined, or the target of the run's own error.</summary>
    private static void AssertEndStates(Scenario scenario, DeliveryRun run, int posted)
    {
        var told = new Dictionary<string, int>();
        foreach (DeliveryEvent item in scenario.Events)
        {
            BgCheckProgress? row = item switch
            {
                StageSettled settled => settled.Row,
                RowFailed failed => failed.Row,
                RowUnprocessed unprocessed => unprocessed.Row,
                _ => null,
            };
            if (row is not null)
            {
                told[row.StageId!] = told.GetValueOrDefault(row.StageId!) + 1;
            }
        }

        if (run.FatalRow is { } fatal)
        {
            told[fatal.StageId!] = told.GetValueOrDefault(fatal.StageId!) + 1;
        }

        Assert.All(told, t => Assert.True(t.Value == 1, $"{t.Key} was told {t.Value} times"));
        Assert.Equal(posted, told.Count + (int)run.Counters.Joined);
    }

    /// <summary>What was told as delivered is at the server; what was told as rejected or not sent is not.</summary>
    private static void AssertTold(Scenario scenario)
    {
        HashSet<(string, string)> there = [.. scenario.Server.Accepted.Select(s => (s.Order, s.Stage))];
        Assert.All(scenario.Delivered.Where(d => d.Status == BgCheckDeliveryStatus.Delivered), d => Assert.Contains((d.BackgroundCheckId, d.StageId), there));
        Assert.All(
            scenario.Failed.Where(f => f.Error.Outcome is BgCheckDeliveryStatus.Rejected or BgCheckDeliveryStatus.NotSent),
            f => Assert.DoesNotContain((f.Row.BackgroundCheckId!, f.Row.StageId!), there));
        Assert.All(scenario.Unprocessed, r => Assert.DoesNotContain((r.BackgroundCheckId!, r.StageId!), there));
    }

    private sealed record Case(int Seed, int Rows, int Orders, int Tenants, int Throttle, int Faults, int Kind);
}
