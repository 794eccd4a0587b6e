using System;
using System.Collections.Generic;
using System.Linq;
using CsCheck;
using FeishuHire.Engine.Ledger;
using FeishuHire.Engine.Orders;
using Xunit;

namespace FeishuHire.UnitTests.Orders;

/// <summary>Evidence against servers that show what they will: never a stage twice, never one called delivered that is not there.</summary>
public sealed class EvidencePropertyTests
{
    private const long Start = 1_762_056_000_000;
    private const long Hour = 3_600_000;

    private static readonly string[] Names = ["学历", "工作", "复核"];

    /// <summary>A stage of ours: its own time in the sheet, the time it was sent with, and what became of it.</summary>
    private sealed record Stage(string Id, string Name, long Source, long Sent, bool IsDelivered, BgCheckDeliveryStatus? Known);

    /// <summary>What the server shows of what it has.</summary>
    private enum Showing
    {
        Echo,
        WholeSeconds,
        Lag,
        Hide,
        OtherTimes,
        Nothing,
    }

    private sealed record World(IReadOnlyList<Stage> Stages, IReadOnlyList<(string Name, long Time)> Foreign, Showing Showing, IReadOnlyList<bool> Coins);

    private static readonly Gen<BgCheckDeliveryStatus?> Known = Gen.Int[0, 3].Select<int, BgCheckDeliveryStatus?>(
        known => known switch { 0 => null, 1 => BgCheckDeliveryStatus.Delivered, 2 => BgCheckDeliveryStatus.Uncertain, _ => BgCheckDeliveryStatus.Held });

    // Exports give minutes, seconds or milliseconds; the gaps are such that times often meet.
    private static readonly Gen<long> Gap = Gen.OneOf(
        Gen.Const(0L), Gen.Long[1, 3_000], Gen.Long[1, 2].Select(halves => halves * 30_000), Gen.Long[1, 40].Select(minutes => minutes * 60_000));

    private static readonly Gen<World> Worlds =
        from rows in Gen.Select(Gen.Int[0, Names.Length - 1], Gap, Gen.Bool, Known).Array[1, 8]
        from foreign in Gen.Select(Gen.Int[0, Names.Length], Gen.Long[-2 * Hour, 4 * Hour]).Array[0, 3]
        from showing in Gen.Enum<Showing>()
        from coins in Gen.Bool.Array[12]
        let stages = Stages(rows)
        select new World(stages, Strangers(foreign, stages), showing, coins);

    [Fact]
    public void No_stage_is_called_delivered_that_is_not_there() => Worlds.Sample(
        world =>
        {
            OrderEvidence evidence = Judge(world, out LedgerEntry[] ledger);
            return world.Stages.Zip(evidence.Rows).All(pair => pair.Second != EvidenceVerdict.Shown || pair.First.IsDelivered)
                && ledger.Zip(evidence.Entries).All(pair => pair.Second != EvidenceVerdict.Shown || world.Stages.Single(stage => stage.Id == pair.First.StageId).IsDelivered);
        },
        iter: 20_000);

    [Fact]
    public void Nothing_is_sent_again_that_is_shown() => Worlds.Where(world => world.Showing is Showing.Echo or Showing.WholeSeconds).Sample(
        world =>
        {
            OrderEvidence evidence = Judge(world, out _);
            return world.Stages.Zip(evidence.Rows).All(pair => pair.Second != EvidenceVerdict.None || !pair.First.IsDelivered);
        },
        iter: 20_000);

    [Fact]
    public void What_is_not_shown_proves_nothing() => Worlds.Where(world => world.Showing == Showing.Nothing).Sample(
        world =>
        {
            OrderEvidence evidence = Judge(world with { Foreign = [] }, out _);
            return evidence.Rows.Concat(evidence.Entries).All(verdict => verdict == EvidenceVerdict.None) && evidence.LatestTime is null;
        },
        iter: 2_000);

    [Fact]
    public void Nothing_goes_out_that_Feishu_could_not_take_any_more() => Worlds.Sample(
        world =>
        {
            OrderEvidence evidence = Judge(world, out _);
            return world.Stages.Zip(evidence.Rows).All(pair => pair.Second != EvidenceVerdict.None
                || evidence.LatestSourceTime is not long latest || (pair.First.Known is null or BgCheckDeliveryStatus.Held ? pair.First.Source : pair.First.Sent) >= latest);
        },
        iter: 20_000);

    [Fact]
    public void An_ended_order_has_rows_that_are_shown_and_rows_that_are_closed() => Worlds.Sample(
        world =>
        {
            OrderEvidence open = Judge(world, out _);
            OrderEvidence ended = Judge(world, out _, BgCheckOrderStatus.Terminated);
            return open.Rows.Zip(ended.Rows).All(pair => pair.Second == (pair.First == EvidenceVerdict.Shown ? EvidenceVerdict.Shown : EvidenceVerdict.Closed));
        },
        iter: 5_000);

    [Fact]
    public void A_lost_ledger_sends_nothing_again_also_when_the_sheet_is_read_by_another_zone() =>
        (from gaps in Gen.Long[0, 90].Array[1, 6]
         from quarters in Gen.Int[-60, 60]
         from isWhole in Gen.Bool
         select (Gaps: gaps, Shift: quarters * Hour / 4, IsWhole: isWhole)).Sample(
            world =>
            {
                long time = Start;
                long sent = 0;
                var shown = new List<(string, long)>();
                var rows = new List<EvidenceRow>();
                for (int i = 0; i < world.Gaps.Length; i++)
                {
                    time += world.Gaps[i] * 60_000;
                    sent = Math.Max(time, sent + 1);
                    shown.Add(("阶段" + i, world.IsWhole ? sent / 1_000 * 1_000 : sent));
                    rows.Add(OrderEvidenceTests.Row("S" + i, "阶段" + i, time + world.Shift));
                }

                return OrderEvidenceTests.Judge(shown, [], rows).Rows.All(verdict => verdict != EvidenceVerdict.None);
            },
            iter: 20_000);

    private static OrderEvidence Judge(World world, out LedgerEntry[] ledger, BgCheckOrderStatus status = BgCheckOrderStatus.Arranged)
    {
        ledger =
        [
            .. world.Stages.Where(stage => stage.Known is not null).Select(stage => OrderEvidenceTests.Entry(
                stage.Id, stage.Name, stage.Known!.Value, stage.Source, stage.Known == BgCheckDeliveryStatus.Held ? 0 : stage.Sent)),
        ];
        return OrderEvidenceTests.Judge(Show(world), ledger, [.. world.Stages.Select(stage => OrderEvidenceTests.Row(stage.Id, stage.Name, stage.Source))], status);
    }

    private static IEnumerable<(string Name, long Time)> Show(World world)
    {
        (string Name, long Time)[] there = [.. world.Stages.Where(stage => stage.IsDelivered).Select(stage => (stage.Name, stage.Sent))];
        IEnumerable<(string Name, long Time)> ours = world.Showing switch
        {
            Showing.Echo => there,
            Showing.WholeSeconds => there.Select(stage => (stage.Name, stage.Time / 1_000 * 1_000)),
            Showing.Lag => there.Take(there.Length / 2),
            Showing.Hide => there.Where((_, i) => world.Coins[i]),
            Showing.OtherTimes => there.Select((stage, i) => (stage.Name, Start + (100 * Hour) + (i * 7_777))),
            _ => [],
        };
        return ours.Concat(world.Foreign);
    }

    private static Stage[] Stages((int Name, long Gap, bool IsDelivered, BgCheckDeliveryStatus? Known)[] rows)
    {
        var stages = new Stage[rows.Length];
        long source = Start;
        long sent = 0;
        for (int i = 0; i < rows.Length; i++)
        {
            source += rows[i].Gap;
            sent = Math.Max(source, sent + 1);
            stages[i] = new Stage("S" + i, Names[rows[i].Name], source, sent, rows[i].IsDelivered || rows[i].Known == BgCheckDeliveryStatus.Delivered, rows[i].Known);
        }

        return stages;
    }

    // One that has the name of a stage of ours, and its time to the second, is that stage to everybody.
    private static (string Name, long Time)[] Strangers((int Name, long Offset)[] foreign, Stage[] stages) =>
    [
        .. foreign
            .Select(stage => (Name: stage.Name < Names.Length ? Names[stage.Name] : "外人", Time: Start + stage.Offset))
            .Where(stranger => !stages.Any(stage => stage.Name == stranger.Name && Math.Abs(stage.Sent - stranger.Time) < 3_000)),
    ];
}
