using System;
using System.Threading;
using FeishuHire.Engine.Delivery;
using FeishuHire.Engine.Ledger;
using Xunit;

namespace FeishuHire.UnitTests.Ledger;

/// <summary>Tests that measure: nothing else may run beside them.</summary>
[CollectionDefinition(DisableParallelization = true)]
public sealed class MeasuredAlone;

[Collection(typeof(MeasuredAlone))]
public sealed class MemoryLedgerSizeTests(ITestOutputHelper output)
{
    /// <summary>Bytes that stay allocated for each stage, its ids' own bytes taken off: at most 512.</summary>
    [Theory]
    [InlineData(5)]
    [InlineData(1)]
    public void A_stage_costs_at_most_half_a_kilobyte(int stagesPerOrder)
    {
        const int Stages = 100_000;
        using var ledger = new MemoryLedger();
        Fill(ledger, 0, 1_000, stagesPerOrder);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        Fill(ledger, 1_000, Stages, stagesPerOrder);
        double all = (GC.GetTotalMemory(forceFullCollection: true) - before) / (double)(Stages - 1_000);
        double ids = 8 + (19d / stagesPerOrder);
        output.WriteLine($"{stagesPerOrder} stages an order: {all:F1} bytes a stage, {all - ids:F1} without the ids");
        Assert.InRange(all - ids, 1, 512);
    }

    private static void Fill(MemoryLedger ledger, int from, int to, int stagesPerOrder)
    {
        for (int i = from; i < to; i++)
        {
            LedgerEntry entry = Entries.Stage($"S{i % stagesPerOrder:D3}-{i % 1000:D3}", order: (6_931_286_400_470_000_000 + (i / stagesPerOrder)).ToString()) with
            {
                SourceTime = Entries.Noon + (i * 60_000L),
                SentTime = Entries.Noon + (i * 60_000L),
                ChangedAt = Entries.Noon + 90_000_000 + i,
                Content = new ContentFingerprint((ulong)i * 7_919, [(ulong)i]),
            };
            _ = ledger.RecordIntentAsync(entry, "b", CancellationToken.None);
            _ = ledger.RecordOutcomeAsync(entry with { Status = BgCheckDeliveryStatus.Delivered, Code = 0 }, "b");
        }
    }
}
