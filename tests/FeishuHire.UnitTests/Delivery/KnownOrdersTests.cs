using System.Linq;
using System.Threading.Tasks;
using FeishuHire.Engine.Delivery;
using FeishuHire.Engine.Ledger;
using Xunit;

namespace FeishuHire.UnitTests.Delivery;

/// <summary>A run forgets orders that the ledger has settled, and knows them again where a further row comes.</summary>
public sealed class KnownOrdersTests
{
    private const int Kept = 3;

    private readonly MemoryLedger _ledger = new();
    private readonly RunCounters _counters = new();

    [Fact]
    public async Task What_was_told_is_known_after_an_order_was_forgotten()
    {
        KnownOrders orders = await MakeAsync();
        OrderFacts first = orders["0"];
        Assert.True(first.Tell(OrderFacts.KeyOf("b", 0)));
        first.See(5);
        first.See(9);
        ReadAll(orders);

        Assert.Null(orders.Find("0"));
        OrderFacts again = orders["0"];
        Assert.NotSame(first, again);
        Assert.True(again.TryFind(OrderFacts.KeyOf("a", 0), out StageRecord record));
        Assert.Equal(BgCheckDeliveryStatus.Delivered, record.Status);
        Assert.True(again.Tell(OrderFacts.KeyOf("a", 0)));
        Assert.False(again.Tell(OrderFacts.KeyOf("b", 0)));
        Assert.Equal((1, -1), (again.Trend, again.See(7)));
        Assert.Equal(10, _counters.Orders);
    }

    [Fact]
    public async Task An_order_in_use_stays()
    {
        KnownOrders orders = await MakeAsync();
        OrderFacts waiting = orders["0"];
        _ = new Lane(waiting);
        OrderFacts learnt = orders["1"];
        learnt.Put(Entry("1", "c"));
        OrderFacts read = orders["2"];
        read.Reading = new OrderReading { ReadAt = 1 };
        OrderFacts named = orders["3"];
        named.Tenant = "t";
        ReadAll(orders);
        Assert.Equal([waiting, learnt, read, named], Enumerable.Range(0, 4).Select(i => orders.Find($"{i}")));
    }

    // A sheet sorted by time comes back to its orders: what it comes back to is worth keeping.
    [Fact]
    public async Task Where_a_sheet_comes_back_to_orders_more_of_them_are_kept()
    {
        KnownOrders orders = await MakeAsync();
        ReadAll(orders);
        Assert.Equal([7, 8, 9], Enumerable.Range(0, 10).Where(i => orders.Find($"{i}") is not null));

        ReadAll(orders);
        ReadAll(orders);
        Assert.Equal(Enumerable.Range(0, 10), Enumerable.Range(0, 10).Where(i => orders.Find($"{i}") is not null));
        Assert.Equal(10, _counters.Orders);
    }

    [Fact]
    public async Task Where_the_ledger_has_changed_meanwhile_a_stage_is_told_once_more()
    {
        KnownOrders orders = await MakeAsync();
        Assert.True(orders["0"].Tell(OrderFacts.KeyOf("b", 0)));
        ReadAll(orders);
        await _ledger.RecordAsync([Entry("0", "c")]);
        Assert.True(orders["0"].Tell(OrderFacts.KeyOf("b", 0)));
    }

    private async Task<KnownOrders> MakeAsync()
    {
        await _ledger.RecordAsync([.. Enumerable.Range(0, 10).SelectMany(i => new[] { Entry($"{i}", "a"), Entry($"{i}", "b") })]);
        return new KnownOrders(_ledger, BgCheckDeliveryKind.Progress, _counters, Kept);
    }

    private static void ReadAll(KnownOrders orders)
    {
        for (int i = 0; i < 10; i++)
        {
            _ = orders[$"{i}"];
        }
    }

    private static LedgerEntry Entry(string order, string stage) =>
        new() { OrderId = order, StageId = stage, Status = BgCheckDeliveryStatus.Delivered, SourceTime = 1, SentTime = 1 };
}
