using System;
using System.Collections.Generic;
using System.Linq;
using CsCheck;
using FeishuHire.Errors;
using Xunit;

namespace FeishuHire.UnitTests.Delivery;

/// <summary>Whole weeks of exports against one ledger: rows that are broken one day and mended another, exports of changes alone,
/// orders shuffled, a server that loses answers, runs that are stopped. In the end the whole history comes, mended: then every
/// stage is there once, in order, and none has been lost to a later one.</summary>
public class SeveralDaysTests
{
    private static readonly int Cases = int.TryParse(Environment.GetEnvironmentVariable("FEISHUHIRE_MODEL_CASES"), out int cases) ? cases : 150;

    [Fact]
    public void No_stage_is_lost_whatever_the_days_bring() =>
        Gen.Select(Gen.Int[0, int.MaxValue - 1], Gen.Int[1, 6], Gen.Int[1, 8], Gen.Int[1, 6], Gen.Int[0, 25], Gen.Bool).Sample(
            (seed, orders, stages, days, faults, readsBack) => Check(seed, orders, stages, days, faults, readsBack), iter: Cases);

    private static void Check(int seed, int orders, int stages, int days, int faults, bool readsBack)
    {
        var random = new Random(seed);
        using var scenario = new Scenario { ReadsBack = readsBack };
        bool quiet = false;
        scenario.Server.Latency = _ => TimeSpan.FromMilliseconds(random.Next(4) * 50);
        scenario.Server.Script = (_, _) => quiet || random.Next(100) >= faults ? null : random.Next(4) switch
        {
            0 => Fate.NotSent(),
            1 => Fate.Cut(applied: random.Next(2) == 0),
            2 => Fate.SystemError(applied: random.Next(2) == 0),
            _ => Fate.Throttle(null),
        };
        List<(string Order, int Stage)> history = [.. Enumerable.Range(0, orders * stages).Select(i => (Scenario.Order(i % orders), i / orders))];
        for (int day = 1; day <= days; day++)
        {
            // What has happened so far, or only what is new; some of it broken by whoever wrote the sheet.
            int reached = stages * day / days;
            int from = random.Next(2) == 0 ? 0 : stages * (day - 1) / days;
            scenario.Options = new() { MaxRetry = random.Next(3), NoReorder = random.Next(5) == 0 && from == 0, MaxDuration = random.Next(4) == 0 ? TimeSpan.FromSeconds(random.Next(1, 20)) : null };
            (string Order, int Stage)[] sheet = [.. history.Where(row => row.Stage >= from && row.Stage < reached)];
            if (!scenario.Options.NoReorder)
            {
                random.Shuffle(sheet);
            }

            scenario.Deliver(sheet.Select(row => RowOf(row, broken: random.Next(8) == 0 ? random.Next(1, 4) : 0)));
            AssertOrder(scenario);
            scenario.Clock.Advance(TimeSpan.FromHours(25));
        }

        quiet = true;
        scenario.Options = new();
        for (int last = 0; last < 3; last++)
        {
            scenario.Deliver(history.Select(row => RowOf(row, broken: 0)));
            scenario.Clock.Advance(TimeSpan.FromHours(25));
        }

        AssertOrder(scenario);
        Assert.Equal(history.Count, scenario.Server.Accepted.Count);
        Assert.All(scenario.Failed, failed => Assert.Equal(ErrorId.OutcomeUnknown, failed.Error.Id));
        Assert.All(scenario.Delivered, delivery => Assert.Equal(BgCheckDeliveryStatus.AlreadyDelivered, delivery.Status));
    }

    private static void AssertOrder(Scenario scenario)
    {
        Assert.Equal(0, scenario.Server.OrderBreaches);
        Assert.Equal(scenario.Server.Accepted.Count, scenario.Server.Accepted.Select(seen => (seen.Order, seen.Stage)).Distinct().Count());
        foreach (IGrouping<string, Seen> order in scenario.Server.Accepted.GroupBy(seen => seen.Order))
        {
            Assert.Equal(Enumerable.Range(0, order.Count()).Select(i => "s" + i), order.Select(seen => seen.Stage));
        }
    }

    private static BgCheckProgress RowOf((string Order, int Stage) row, int broken)
    {
        BgCheckProgress made = Scenario.Row(row.Order, "s" + row.Stage, row.Stage * 90);
        made.StageName = broken == 1 ? null : "阶段" + row.Stage;
        made.Result = broken == 2 ? "通过" : null;
        if (broken == 3)
        {
            made.Fault = "cut off";
        }

        return made;
    }
}
