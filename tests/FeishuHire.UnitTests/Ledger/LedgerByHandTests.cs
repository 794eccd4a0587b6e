using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using FeishuHire.Engine.Delivery;
using FeishuHire.Engine.Ledger;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace FeishuHire.UnitTests.Ledger;

/// <summary>Reading, settling and purging: what Get-, Set- and Remove-BgCheckDelivery stand on.</summary>
public abstract class LedgerByHandTests
{
    protected const long Now = Entries.Noon + 86_400_000;

    protected abstract IDeliveryLedger Ledger { get; }

    private ILedgerRecords Records => (ILedgerRecords)Ledger;

    protected static FakeTimeProvider Clock() => new(DateTimeOffset.FromUnixTimeMilliseconds(Now));

    [Fact]
    public async Task A_query_reads_order_by_order_and_in_each_by_time()
    {
        await Record(Entries.Stage("b", Delivered, order: "2") with { SentTime = 5 }, Entries.Stage("a", Delivered, order: "2") with { SentTime = 9 },
            Entries.Stage("c", Rejected, order: "1"), Entries.Stage("d", Uncertain, order: "3") with { ChangedAt = Now }, Entries.Stage("e", NotSent, order: "3"));
        Assert.Equal("c b a d e", Ask(new LedgerQuery()).Replace("e d", "d e"));
        Assert.Equal("b a", Ask(new LedgerQuery { OrderId = "2" }));
        Assert.Equal("a", Ask(new LedgerQuery { OrderId = "2", StageId = "a" }));
        Assert.Equal("e", Ask(new LedgerQuery { Status = NotSent }));
        Assert.Equal("d", Ask(new LedgerQuery { Since = Now }));
        Assert.Equal("c d", Ask(new LedgerQuery { NeedsAction = true }));
        Assert.Equal("c", Ask(new LedgerQuery { NeedsAction = true, Status = Rejected }));
    }

    [Fact]
    public async Task A_query_streams_beside_writes()
    {
        await Record([.. Enumerable.Range(0, 500).Select(i => Entries.Stage("S", Delivered, order: i.ToString("D3")))]);
        int read = 0;
        foreach (LedgerEntry entry in Records.Query(new LedgerQuery()))
        {
            await Record(entry with { Status = Abandoned }, Entries.Stage("new", Delivered, order: "zzz" + read++));
        }

        Assert.Equal(500, read);
        Assert.Equal(500, Records.Query(new LedgerQuery { Status = Abandoned }).Count());
    }

    [Fact]
    public async Task A_decision_about_an_unseen_stage_is_a_baseline()
    {
        var content = new ContentFingerprint(3, []);
        LedgerEntry?[] settled = await Settle(new ManualDecision(Entries.Order, "S1", Delivered) { SourceTime = 5, Content = content, TenantKey = "t" },
            new ManualDecision(Entries.Order, "S2", Delivered), new ManualDecision(Entries.Order, "S3", Abandoned));
        Assert.Null(settled[1]);
        LedgerEntry[] known = [.. Ledger.ReadOrder(Entries.Order).Entries.OrderBy(e => e.StageId)];
        Assert.Equal(2, known.Length);
        Assert.Equal((Delivered, 5L, 5L, "t", Now, "me@here", ""), (known[0].Status, known[0].SourceTime, known[0].SentTime, known[0].TenantKey, known[0].ChangedAt, known[0].SettledBy, known[0].RunId));
        Assert.Equal(3UL, known[0].Content!.Base);
        Assert.Equal(Abandoned, known[1].Status);
    }

    [Fact]
    public async Task A_decision_keeps_what_it_does_not_say()
    {
        await Record(Entries.Stage("S1", Uncertain) with { SourceTime = 7, SentTime = 8, Attempts = 4, ErrorId = "OutcomeUnknown", Replayed = true, LogId = "l" });
        LedgerEntry settled = (await Settle(new ManualDecision(Entries.Order, "S1", NotSent)))[0]!;
        Assert.Equal((NotSent, 7L, 8L, 4, null, false, "l"), (settled.Status, settled.SourceTime, settled.SentTime, settled.Attempts, settled.ErrorId, settled.Replayed, settled.LogId));
        Assert.Equal(1UL, settled.Content!.Base);
        settled = (await Settle(new ManualDecision(Entries.Order, "S1", Delivered) { SourceTime = 7 }))[0]!;
        Assert.Equal((7L, 8L), (settled.SourceTime, settled.SentTime));
        settled = (await Settle(new ManualDecision(Entries.Order, "S1", Delivered) { SourceTime = 20 }))[0]!;
        Assert.Equal((20L, 20L), (settled.SourceTime, settled.SentTime));
    }

    [Fact]
    public async Task A_stage_that_is_under_way_is_not_settled()
    {
        using IDisposable turn = await LedgerFolder.Enter(Ledger);
        await Ledger.RecordIntentAsync(Entries.Stage("S1"), "b", CancellationToken.None);
        Assert.Equal(Sending, (await Settle(new ManualDecision(Entries.Order, "S1", Abandoned)))[0]!.Status);
        Assert.Equal(Sending, Ledger.ReadOrder(Entries.Order).Entries.Single().Status);
    }

    [Fact]
    public async Task A_purge_leaves_each_orders_last_delivered_time()
    {
        await Record(
            Entries.Stage("S1", Delivered, order: "1") with { SourceTime = 10, SentTime = 11, ChangedAt = 100 },
            Entries.Stage("S2", Delivered, order: "1") with { SourceTime = 20, SentTime = 20, ChangedAt = 200 },
            Entries.Stage("S3", Delivered, order: "1") with { SourceTime = 30, SentTime = 30, ChangedAt = 300 },
            Entries.Stage("S1", Rejected, order: "2") with { SourceTime = 40, ChangedAt = 100 },
            Entries.Stage("S2", Uncertain, order: "2") with { SourceTime = 50, ChangedAt = 100 });
        Assert.Equal(new LedgerPurge(3, 1), await Records.PurgeAsync(300));
        Assert.Equal("S3", Ask(new LedgerQuery { OrderId = "1" }));
        ForgottenStages left = Ledger.ReadOrder("1").Forgotten!;
        Assert.Equal((21L, 20L), (left.SourceTime, left.SentTime));
        Assert.Equal("S2", Ask(new LedgerQuery { OrderId = "2" }));

        // Again: the time never goes back, and there is nothing left to remove.
        Assert.Equal(new LedgerPurge(1, 1), await Records.PurgeAsync(301));
        await Record(Entries.Stage("S0", Delivered, order: "1") with { SourceTime = 5, SentTime = 5, ChangedAt = 100 });
        Assert.Equal(new LedgerPurge(1, 1), await Records.PurgeAsync(301));
        Assert.Empty(Ledger.ReadOrder("1").Entries);
        left = Ledger.ReadOrder("1").Forgotten!;
        Assert.Equal((31L, 30L), (left.SourceTime, left.SentTime));
        Assert.Equal(new LedgerPurge(0, 1), await Records.PurgeAsync(long.MaxValue));
    }

    [Fact]
    public async Task A_purge_leaves_a_mark_of_each_delivered_stage_and_every_decision()
    {
        await Record(
            Entries.Stage("S1", Delivered) with { SourceTime = 10, SentTime = 10, ChangedAt = 100 },
            Entries.Stage("S2", Delivered) with { SourceTime = 20, SentTime = 20, ChangedAt = 100 },
            Entries.Stage("S3", Rejected) with { SourceTime = 30, ChangedAt = 100 },
            Entries.Stage("S4", Abandoned) with { SourceTime = 40, ChangedAt = 100 });
        Assert.Equal(new LedgerPurge(3, 0), await Records.PurgeAsync(300));
        Assert.Equal("S4", Ask(new LedgerQuery()));
        Assert.Equal(Marks("S1", "S2"), Left());

        // A later one adds to them.
        await Record(Entries.Stage("S5", Delivered) with { SourceTime = 50, SentTime = 50, ChangedAt = 400 });
        Assert.Equal(new LedgerPurge(1, 0), await Records.PurgeAsync(500));
        Assert.Equal(Marks("S1", "S2", "S5"), Left());
        Assert.Equal(new LedgerPurge(0, 0), await Records.PurgeAsync(500));
        Assert.Equal(Marks("S1", "S2", "S5"), Left());

        ulong[] Marks(params string[] stages) => [.. stages.Select(Ledger.Mark).Order()];
        IEnumerable<ulong> Left() => Ledger.ReadOrder(Entries.Order).Forgotten!.Marks;
    }

    private const BgCheckDeliveryStatus Delivered = BgCheckDeliveryStatus.Delivered;
    private const BgCheckDeliveryStatus Rejected = BgCheckDeliveryStatus.Rejected;
    private const BgCheckDeliveryStatus NotSent = BgCheckDeliveryStatus.NotSent;
    private const BgCheckDeliveryStatus Uncertain = BgCheckDeliveryStatus.Uncertain;
    private const BgCheckDeliveryStatus Abandoned = BgCheckDeliveryStatus.Abandoned;
    private const BgCheckDeliveryStatus Sending = BgCheckDeliveryStatus.Sending;

    protected Task Record(params LedgerEntry[] entries) => Task.WhenAll(entries.Select(e => Ledger.RecordOutcomeAsync(e, "b")));

    private string Ask(LedgerQuery query) => string.Join(' ', Records.Query(query).Select(e => e.StageId));

    private async Task<LedgerEntry?[]> Settle(params ManualDecision[] decisions)
    {
        List<LedgerEntry?> settled = await Records.SettleByHandAsync(decisions, "me@here");
        return [.. settled];
    }
}
