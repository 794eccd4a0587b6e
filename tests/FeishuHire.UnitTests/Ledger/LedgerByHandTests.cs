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
    public async Task Rows_of_one_stage_are_one_baseline_with_all_their_reports()
    {
        var first = new ContentFingerprint(3, [7]);
        await Settle(
            new ManualDecision(Entries.Order, "S1", Delivered) { SourceTime = 5, Content = first },
            new ManualDecision(Entries.Order, "S1", Delivered) { SourceTime = 5, Content = first with { Reports = [4] } });
        Assert.Equal([4UL, 7UL], Ledger.ReadOrder(Entries.Order).Entries.Single().Content!.Reports);
        await Settle(new ManualDecision(Entries.Order, "S1", Delivered) { SourceTime = 5, Content = new ContentFingerprint(9, [1]) });
        Assert.Equal([1UL], Ledger.ReadOrder(Entries.Order).Entries.Single().Content!.Reports);
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

    [Fact]
    public async Task Kinds_and_holds_without_a_stage_id_are_told_apart()
    {
        LedgerEntry hold = Entries.Stage("", NotSent) with { SourceTime = 10, ErrorId = "MissingField" };
        await Ledger.RecordAsync([hold, hold with { SourceTime = 20 }, Entries.Stage("S1", Held), Entries.Stage("S1", Delivered) with { Kind = BgCheckDeliveryKind.Result }]);
        await Ledger.RecordAsync([hold with { Attempts = 7 }]);
        Assert.Equal(4, Ledger.ReadOrder(Entries.Order).Entries.Count);

        // A stage of that time is delivered: the row has been mended.
        await Record(Entries.Stage("S2", Delivered) with { SourceTime = 10 });
        Assert.Equal(20, Assert.Single(Ledger.ReadOrder(Entries.Order).Entries, e => e.StageId.Length == 0).SourceTime);
        Assert.Equal(Abandoned, (await Settle(new ManualDecision(Entries.Order, "", Abandoned) { SourceTime = 20 }))[0]!.Status);
        Assert.Equal(Abandoned, Assert.Single(Ledger.ReadOrder(Entries.Order).Entries, e => e.StageId.Length == 0).Status);
        await Ledger.RecordAsync([hold with { SourceTime = 20 }]);
        Assert.Equal(Abandoned, Assert.Single(Ledger.ReadOrder(Entries.Order).Entries, e => e.StageId.Length == 0).Status);
    }

    [Theory]
    [InlineData(BgCheckDeliveryStatus.Delivered, true)]
    [InlineData(BgCheckDeliveryStatus.Uncertain, true)]
    [InlineData(BgCheckDeliveryStatus.Abandoned, true)]
    [InlineData(BgCheckDeliveryStatus.Sending, true)]
    [InlineData(BgCheckDeliveryStatus.Rejected, false)]
    [InlineData(BgCheckDeliveryStatus.NotSent, false)]
    [InlineData(BgCheckDeliveryStatus.Held, false)]
    public async Task What_no_call_was_made_for_replaces_no_outcome(BgCheckDeliveryStatus known, bool stays)
    {
        foreach (BgCheckDeliveryStatus status in new[] { NotSent, Held, BgCheckDeliveryStatus.Waiting })
        {
            await Record(Entries.Stage("S1", known));
            await Ledger.RecordAsync([Entries.Stage("S1", status)]);
            Assert.Equal(stays ? known : status, Ledger.ReadOrder(Entries.Order).Entries.Single().Status);
        }

        await Ledger.RecordAsync([Entries.Stage("S1", Delivered) with { ReadBack = true }]);
        Assert.True(Ledger.ReadOrder(Entries.Order).Entries.Single().ReadBack);
    }

    [Fact]
    public async Task What_is_open_is_counted_by_order_shown_the_oldest_first_and_spared_by_purges()
    {
        await Record(
            Entries.Stage("a", NotSent, order: "1") with { ErrorId = "MissingField", ChangedAt = 5 },
            Entries.Stage("b", Held, order: "1") with { ErrorId = "OrderHeld", ChangedAt = 3 },
            Entries.Stage("c", BgCheckDeliveryStatus.Waiting, order: "2") with { ChangedAt = 4 },
            Entries.Stage("d", Rejected, order: "3") with { ErrorId = "InvalidRequest", ChangedAt = 2 },
            Entries.Stage("e", Uncertain, order: "4") with { ChangedAt = 1 },
            Entries.Stage("f", Rejected, order: "5") with { ErrorId = "OrderStatusAbnormal", ChangedAt = 9 },
            Entries.Stage("g", NotSent, order: "6") with { ChangedAt = 9 },
            Entries.Stage("h", Delivered, order: "7") with { ChangedAt = 9 });
        Assert.Equal(4, Ledger.CountOpenOrders());
        Assert.Equal("e d b c a f", Ask(new LedgerQuery { NeedsAction = true }));
        Assert.Equal(new LedgerPurge(3, 5), await Records.PurgeAsync(long.MaxValue));
        Assert.Equal("e d b c a", Ask(new LedgerQuery { NeedsAction = true }));
        Assert.Equal(4, Ledger.CountOpenOrders());
    }

    [Fact]
    public async Task Rounded_ids_that_are_open_are_found()
    {
        await Record(
            Entries.Stage("a", NotSent, order: "6.93128640047035E+18") with { ErrorId = "DamagedId" },
            Entries.Stage("b", NotSent, order: "6931286400470350000") with { ErrorId = "DamagedId" },
            Entries.Stage("c", NotSent) with { ErrorId = "DamagedId" },
            Entries.Stage("d", Abandoned, order: "6931286400470360000") with { ErrorId = "DamagedId" });
        Assert.Equal(["a", "b"], Ledger.ReadOpenDamaged().Select(e => e.StageId).Order());
    }

    [Fact]
    public async Task Single_entries_are_forgotten_and_a_delivered_stage_leaves_a_mark()
    {
        await Record(Entries.Stage("S1", Delivered), Entries.Stage("S2", Held), Entries.Stage("S3", Rejected));
        await Ledger.RecordAsync([Entries.Stage("", NotSent) with { SourceTime = 20 }]);
        List<LedgerEntry?> removed = await Records.RemoveAsync([Key("S1"), Key("S2"), Key("S9"), new EntryKey(Entries.Order, default, "", 20)]);
        Assert.Equal([Delivered, Held, null, NotSent], removed.Select(e => e?.Status));
        Assert.Equal("S3", Ask(new LedgerQuery()));
        Assert.True(Ledger.ReadOrder(Entries.Order).Forgotten!.Contains(Ledger.Mark("S1")));
        Assert.False(Ledger.ReadOrder(Entries.Order).Forgotten!.Contains(Ledger.Mark("S2")));

        static EntryKey Key(string stage) => new(Entries.Order, default, stage, 0);
    }

    [Fact]
    public async Task Readings_and_runs_are_kept()
    {
        using (await LedgerFolder.Enter(Ledger))
        {
            await Ledger.RecordReadingAsync([("1", new OrderReading { ReadAt = 3, LastShownTime = 2, Status = 3 }), ("2", new OrderReading { ReadAt = 4 })]);
            await Ledger.RecordRunEndAsync(new RunRecord { RunId = "r1", End = "Failed", ErrorId = "LedgerFull", Delivered = 1, Failed = 2, Held = 3, Uncertain = 4, Calls = 5, Throttled = 6 });
        }

        Assert.Equal(new OrderReading { ReadAt = 3, LastShownTime = 2, Status = 3 }, Ledger.ReadOrder("1").Reading);
        Assert.Equal(new OrderReading { ReadAt = 4 }, Ledger.ReadOrder("2").Reading);
        Assert.Null(Ledger.ReadOrder("3").Reading);
        RunRecord run = Assert.Single(Records.ReadRuns(0));
        Assert.Equal(new RunRecord { RunId = "r1", StartedAt = Now, EndedAt = Now, End = "Failed", ErrorId = "LedgerFull", Delivered = 1, Failed = 2, Held = 3, Uncertain = 4, Calls = 5, Throttled = 6 }, run);
        Assert.Empty(Records.ReadRuns(Now + 1));
    }

    private const BgCheckDeliveryStatus Delivered = BgCheckDeliveryStatus.Delivered;
    private const BgCheckDeliveryStatus Rejected = BgCheckDeliveryStatus.Rejected;
    private const BgCheckDeliveryStatus NotSent = BgCheckDeliveryStatus.NotSent;
    private const BgCheckDeliveryStatus Uncertain = BgCheckDeliveryStatus.Uncertain;
    private const BgCheckDeliveryStatus Abandoned = BgCheckDeliveryStatus.Abandoned;
    private const BgCheckDeliveryStatus Sending = BgCheckDeliveryStatus.Sending;
    private const BgCheckDeliveryStatus Held = BgCheckDeliveryStatus.Held;

    protected Task Record(params LedgerEntry[] entries) => Task.WhenAll(entries.Select(e => Ledger.RecordOutcomeAsync(e, "b")));

    private string Ask(LedgerQuery query) => string.Join(' ', Records.Query(query).Select(e => e.StageId));

    private async Task<LedgerEntry?[]> Settle(params ManualDecision[] decisions)
    {
        List<LedgerEntry?> settled = await Records.SettleByHandAsync(decisions, "me@here");
        return [.. settled];
    }
}
