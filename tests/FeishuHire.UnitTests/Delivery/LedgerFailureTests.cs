using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using FeishuHire.Engine.Delivery;
using FeishuHire.Engine.Ledger;
using FeishuHire.Errors;
using Xunit;
using static FeishuHire.UnitTests.Delivery.Scenario;

namespace FeishuHire.UnitTests.Delivery;

/// <summary>The ledger fails at every step of a run, one after the other: the run ends with that error, every row is told, and
/// the next run, on the same ledger, leaves no stage out and sends none twice.</summary>
public sealed class LedgerFailureTests
{
    private const int Most = 100;

    private static readonly string[] Steps =
    [
        nameof(IDeliveryLedger.CountOpenOrders), nameof(IDeliveryLedger.ReadCallEnds), nameof(IDeliveryLedger.ReadOpenDamaged), nameof(IDeliveryLedger.ReadOrder),
        nameof(IDeliveryLedger.RecordAsync), nameof(IDeliveryLedger.RecordIntentAsync), nameof(IDeliveryLedger.RecordOutcomeAsync), nameof(IDeliveryLedger.RecordReadingAsync), nameof(IDeliveryLedger.RecordRunEndAsync),
    ];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Wherever_the_ledger_fails_no_row_is_lost_and_no_stage_doubled(bool noReorder)
    {
        foreach (string what in Steps)
        {
            int time = 1;
            while (await FailAt(what, time, noReorder))
            {
                Assert.InRange(++time, 2, Most);
            }

            Assert.True(time > 1, $"{what} is never called");
        }
    }

    /// <summary>Runs into a failure and past it.</summary>
    /// <returns>Whether the ledger was asked so often.</returns>
    private static async Task<bool> FailAt(string what, int step, bool noReorder)
    {
        using var scenario = new Scenario { ReadsBack = true, Options = new() { NoReorder = noReorder } };
        var healthy = scenario.Ledger;
        var failing = new FailingLedger(healthy, what, step);
        BgCheckProgress broken = Row(Order(3), "broken", 2);
        broken.StageName = null;
        BgCheckProgress[] rows = [Row(Order(1), "1", 1), Row(Order(2), "1", 1), Row(Order(1), "2", 2), Row(Order(3), "1", 1), broken, Row(Order(2), "2", 2), Row(Order(3), "2", 3)];

        scenario.Ledger = failing;
        scenario.Deliver(rows);
        string at = $"{what}, time {step}";
        RunFailed[] ends = [.. scenario.Events.OfType<RunFailed>()];
        if (failing.FailedAt is not null)
        {
            Assert.True(ends is [{ Error.Id: ErrorId.LedgerUnusable }], at);
            Assert.True(scenario.Run!.End == RunEnd.Failed, at);
        }

        int told = scenario.Delivered.Count() + scenario.Failed.Count() + scenario.Unprocessed.Count() + ends.Count(end => end.Row is not null);
        Assert.True(told == rows.Length, $"{at}: {told} rows told");

        // As every run begins: what was under way when the other ended is unknown.
        scenario.Ledger = healthy;
        using IDisposable turn = await healthy.EnterRunAsync("next", TimeSpan.Zero, CancellationToken.None);
        scenario.Deliver(rows);
        Assert.Equal([ErrorId.MissingField, ErrorId.OrderHeld], scenario.Ids());
        Assert.True(scenario.Server.OrderBreaches == 0, at);
        string[] there = [.. scenario.Server.Accepted.Select(s => s.Order + "/" + s.Stage)];
        Assert.True(there.Length == 5 && there.Distinct().Count() == 5, $"{at}: {string.Join(' ', there)}");
        Assert.True(scenario.Server.Calls.Count == 5, $"{at}: {scenario.Server.Calls.Count} calls");
        return failing.FailedAt is not null;
    }
}
