using System;
using System.Collections.Generic;
using System.Linq;
using FeishuHire.Engine.Ledger;
using FeishuHire.Engine.Orders;
using Xunit;

namespace FeishuHire.UnitTests.Orders;

/// <summary>What is shown of an order, held against the ledger and the rows at hand, case by case.</summary>
public sealed class OrderEvidenceTests
{
    private const long Noon = 1_762_056_000_000;

    [Fact]
    public void A_row_is_shown_by_its_name_and_its_time()
    {
        var evidence = Judge([("学历", Noon)], [], [Row("S1", "学历", Noon), Row("S2", "工作", Noon + 60_000)]);
        Assert.Equal([EvidenceVerdict.Shown, EvidenceVerdict.None], evidence.Rows);
        Assert.Equal((Noon, Noon), (evidence.LatestTime, evidence.LatestSourceTime));
    }

    [Theory]
    [InlineData(-1000, EvidenceVerdict.None)]
    [InlineData(-999, EvidenceVerdict.Shown)]
    [InlineData(999, EvidenceVerdict.Shown)]
    [InlineData(1000, EvidenceVerdict.TooLate)]
    public void A_time_counts_that_is_less_than_a_second_off(long off, EvidenceVerdict verdict) =>
        Assert.Equal([verdict], Judge([("学历", Noon + off)], [], [Row("S1", "学历", Noon)]).Rows);

    [Fact]
    public void An_entry_goes_by_the_time_that_was_sent_and_its_row_with_it()
    {
        LedgerEntry uncertain = Entry("S1", "学历", BgCheckDeliveryStatus.Uncertain, Noon, sent: Noon + 5_000);
        var evidence = Judge([("学历", Noon + 5_000)], [uncertain], [Row("S1", "别名", Noon + 3_600_000)]);
        Assert.Equal([EvidenceVerdict.Shown], evidence.Entries);
        Assert.Equal([EvidenceVerdict.Shown], evidence.Rows);
        Assert.Equal((Noon + 5_000, Noon), (evidence.LatestTime, evidence.LatestSourceTime));
    }

    [Fact]
    public void What_was_never_sent_goes_by_its_row_and_without_one_by_its_own_time()
    {
        LedgerEntry held = Entry("S1", "学历", BgCheckDeliveryStatus.Held, Noon);
        Assert.Equal([EvidenceVerdict.Shown], Judge([("学历", Noon)], [held], []).Entries);
        var corrected = Judge([("学历", Noon)], [held], [Row("S1", "学历", Noon + 60_000)]);
        Assert.Equal((EvidenceVerdict.None, EvidenceVerdict.None), (corrected.Entries[0], corrected.Rows[0]));
    }

    [Fact]
    public void Two_shown_that_one_could_be_are_no_evidence() =>
        Assert.Equal([EvidenceVerdict.Ambiguous], Judge([("学历", Noon), ("学历", Noon + 500)], [], [Row("S1", "学历", Noon)]).Rows);

    [Theory]
    [InlineData(0, EvidenceVerdict.None)]
    [InlineData(1, EvidenceVerdict.Ambiguous)]
    [InlineData(2, EvidenceVerdict.Ambiguous)]
    [InlineData(3, EvidenceVerdict.Shown)]
    public void Rows_of_one_name_and_minute_are_matched_together(int shown, EvidenceVerdict verdict)
    {
        EvidenceRow[] rows = [Row("S1", "复核", Noon), Row("S2", "复核", Noon), Row("S3", "复核", Noon + 30_000)];
        (string, long)[] stages = [("复核", Noon), ("复核", Noon + 1), ("复核", Noon + 30_000)];
        Assert.All(Judge(stages[..shown], [], rows).Rows, row => Assert.Equal(verdict, row));
    }

    [Fact]
    public void A_shown_stage_that_two_minutes_could_claim_is_nobodys() =>
        Assert.All(
            Judge([("复核", Noon)], [], [Row("S1", "复核", Noon - 200), Row("S2", "复核", Noon + 100)]).Rows,
            verdict => Assert.Equal(EvidenceVerdict.Ambiguous, verdict));

    [Fact]
    public void A_stage_of_somebody_else_in_the_same_minute_is_no_evidence()
    {
        var evidence = Judge([("复核", Noon), ("复核", Noon + 45_000)], [], [Row("S1", "复核", Noon), Row("S2", "复核", Noon + 30_000)]);
        Assert.All(evidence.Rows, verdict => Assert.Equal(EvidenceVerdict.Ambiguous, verdict));
    }

    [Fact]
    public void The_latest_shown_time_closes_what_lies_before_it()
    {
        var evidence = Judge([("外人", Noon)], [], [Row("S1", "学历", Noon - 1), Row("S2", "工作", Noon), Row("S3", "工作", Noon + 1)]);
        Assert.Equal([EvidenceVerdict.TooLate, EvidenceVerdict.TooLate, EvidenceVerdict.None], evidence.Rows);
    }

    [Fact]
    public void A_row_of_the_same_time_as_the_last_one_shown_can_still_follow_it()
    {
        var evidence = Judge([("学历", Noon + 1)], [], [Row("S1", "学历", Noon), Row("S2", "工作", Noon), Row("S3", "工作", Noon - 60_000)]);
        Assert.Equal([EvidenceVerdict.Shown, EvidenceVerdict.None, EvidenceVerdict.TooLate], evidence.Rows);
        Assert.Equal((Noon + 1, Noon), (evidence.LatestTime, evidence.LatestSourceTime));
    }

    [Theory]
    [InlineData(BgCheckOrderStatus.Completed, EvidenceVerdict.Closed)]
    [InlineData(BgCheckOrderStatus.Terminated, EvidenceVerdict.Closed)]
    [InlineData(BgCheckOrderStatus.Approving, EvidenceVerdict.None)]
    [InlineData((BgCheckOrderStatus)77, EvidenceVerdict.None)]
    [InlineData(null, EvidenceVerdict.None)]
    public void An_order_that_has_ended_takes_nothing_more(BgCheckOrderStatus? status, EvidenceVerdict verdict)
    {
        var evidence = Judge([("学历", Noon)], [], [Row("S1", "学历", Noon), Row("S2", "工作", Noon + 60_000)], status);
        Assert.Equal([EvidenceVerdict.Shown, verdict], evidence.Rows);
    }

    [Fact]
    public void A_row_shown_by_the_clock_of_another_zone_is_left_to_a_person()
    {
        const long Hours = 3_600_000;
        var evidence = Judge([("学历", Noon)], [], [Row("S1", "学历", Noon + (8 * Hours)), Row("S2", "工作", Noon + (8 * Hours))]);
        Assert.Equal([EvidenceVerdict.Ambiguous, EvidenceVerdict.None], evidence.Rows);
    }

    [Fact]
    public void Results_holds_without_a_stage_and_stages_without_name_or_time_are_no_evidence()
    {
        LedgerEntry result = Entry(string.Empty, "学历", BgCheckDeliveryStatus.Uncertain, Noon) with { Kind = BgCheckDeliveryKind.Result };
        LedgerEntry hold = Entry(string.Empty, "学历", BgCheckDeliveryStatus.Held, Noon);
        var order = new BgCheckOrder
        {
            BackgroundCheckId = "1",
            Stage = [new() { StageName = "学历" }, new() { Time = Time(Noon) }],
        };
        var evidence = OrderEvidence.Judge(order, [result, hold], [Row("S1", "学历", Noon + 1), new("S2", null, 1), new("S3", Noon + 1, null)], Hash);
        Assert.All(evidence.Entries.Concat(evidence.Rows), verdict => Assert.Equal(EvidenceVerdict.None, verdict));
        Assert.Equal(Noon, evidence.LatestTime);
    }

    internal static OrderEvidence Judge(IEnumerable<(string Name, long Time)> shown, IReadOnlyList<LedgerEntry> ledger, IReadOnlyList<EvidenceRow> rows, BgCheckOrderStatus? status = BgCheckOrderStatus.Arranged) =>
        OrderEvidence.Judge(
            new BgCheckOrder
            {
                BackgroundCheckId = "1",
                Status = status,
                Stage = [.. shown.OrderByDescending(stage => stage.Time).Select(stage => new BgCheckOrderStage { StageName = stage.Name, Time = Time(stage.Time) })],
            },
            ledger,
            rows,
            Hash);

    internal static EvidenceRow Row(string stageId, string name, long time) => new(stageId, time, Hash(name));

    internal static LedgerEntry Entry(string stageId, string name, BgCheckDeliveryStatus status, long source, long sent = 0) => new()
    {
        OrderId = "1",
        StageId = stageId,
        Status = status,
        SourceTime = source,
        SentTime = sent,
        NameHash = Hash(name),
    };

    private static BgCheckTime Time(long unixMilliseconds) => new(unixMilliseconds, TimeSpan.FromHours(8));

    private static ulong Hash(string name) => name.Aggregate(17UL, (sum, c) => unchecked((sum * 31) + c));
}
