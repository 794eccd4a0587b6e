using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using CsCheck;
using FeishuHire.Engine.Ledger;
using Xunit;

namespace FeishuHire.UnitTests.Ledger;

public sealed class MemoryLedgerTests
{
    [Fact]
    public void It_remembers_what_a_dictionary_would() =>
        Entries.Any.List[0, 120].Sample(
            written =>
            {
                using var ledger = new MemoryLedger();
                var expected = new Dictionary<(string, string), LedgerEntry>();
                foreach (LedgerEntry entry in written)
                {
                    Assert.True(ledger.RecordOutcomeAsync(entry, "b").IsCompletedSuccessfully);
                    expected[(entry.OrderId, entry.StageId)] = entry;
                }

                foreach (IGrouping<string, LedgerEntry> order in expected.Values.GroupBy(e => e.OrderId))
                {
                    Assert.Equal(Entries.Lines(order), Entries.Lines(ledger.ReadOrder(order.Key).Entries));
                }

                Assert.Empty(ledger.ReadOrder("1").Entries);
            },
            iter: 2_000);

    [Fact]
    public async Task A_later_run_finds_what_a_torn_down_one_left_uncertain()
    {
        using var ledger = new MemoryLedger();
        using (await Enter(ledger, "r1"))
        {
            await ledger.RecordIntentAsync(Entries.Stage("S1"), "b", CancellationToken.None);
            await Assert.ThrowsAsync<FeishuHireException>(() => Enter(ledger, "r2"));
            Assert.Equal(BgCheckDeliveryStatus.Sending, ledger.ReadOrder(Entries.Order).Entries.Single().Status);
        }

        using IDisposable third = await Enter(ledger, "r3");
        LedgerEntry left = ledger.ReadOrder(Entries.Order).Entries.Single();
        Assert.Equal(BgCheckDeliveryStatus.Uncertain, left.Status);
        Assert.Equal("r1", left.RunId);
    }

    [Fact]
    public async Task A_cancelled_intent_is_not_recorded()
    {
        using var ledger = new MemoryLedger();
        var cancelled = new CancellationToken(canceled: true);
        await Assert.ThrowsAsync<TaskCanceledException>(() => ledger.RecordIntentAsync(Entries.Stage("S1"), "b", cancelled));
        Assert.Empty(ledger.ReadOrder(Entries.Order).Entries);
    }

    [Fact]
    public async Task Many_lanes_write_at_once()
    {
        using var ledger = new MemoryLedger();
        await Parallel.ForAsync(0, 16, async (lane, stop) =>
        {
            for (int stage = 0; stage < 200; stage++)
            {
                await ledger.RecordIntentAsync(Entries.Stage("S" + stage, order: "o" + lane), "b", stop);
                await ledger.RecordOutcomeAsync(Entries.Stage("S" + stage, BgCheckDeliveryStatus.Delivered, order: "o" + lane), "b");
            }
        });
        for (int lane = 0; lane < 16; lane++)
        {
            IReadOnlyList<LedgerEntry> stages = ledger.ReadOrder("o" + lane).Entries;
            Assert.Equal(200, stages.Count);
            Assert.All(stages, s => Assert.Equal(BgCheckDeliveryStatus.Delivered, s.Status));
        }
    }

    private static Task<IDisposable> Enter(MemoryLedger ledger, string run) =>
        ledger.EnterRunAsync(run, TimeSpan.Zero, CancellationToken.None);
}
