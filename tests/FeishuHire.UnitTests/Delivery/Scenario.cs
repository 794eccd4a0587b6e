using System;
using System.Collections.Generic;
using System.Linq;
using FeishuHire.Engine.Delivery;
using FeishuHire.Engine.Http;
using FeishuHire.Engine.Ledger;
using Microsoft.Extensions.Time.Testing;

namespace FeishuHire.UnitTests.Delivery;

/// <summary>Runs rows through the real engine against the server in memory, on a clock that moves when nothing else does.</summary>
internal sealed class Scenario : IDisposable
{
    public Scenario()
    {
        Clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 10, 0, 0, 0, TimeSpan.Zero));
        Server = new FakeFeishu(Clock);
        Ledger = new MemoryLedger();
    }

    public FakeTimeProvider Clock { get; }

    public FakeFeishu Server { get; }

    public IDeliveryLedger Ledger { get; set; }

    public DeliveryOptions Options { get; set; } = new();

    public RateLimits Limits { get; set; } = new(100_000, 1_000_000);

    public bool FixesTenant { get; set; } = true;

    public bool ReadsBack { get; set; }

    public List<DeliveryEvent> Events { get; } = [];

    public DeliveryRun? Run { get; private set; }

    public IEnumerable<BgCheckDelivery> Delivered => Events.OfType<StageSettled>().Select(e => e.Delivery);

    public IEnumerable<RowFailed> Failed => Events.OfType<RowFailed>();

    public IEnumerable<BgCheckProgress> Unprocessed => Events.OfType<RowUnprocessed>().Select(e => e.Row);

    /// <summary>A well-formed order id; ids that end in zeros look rounded.</summary>
    public static string Order(int number) => $"6931{number:000000}400470351";

    public static BgCheckProgress Row(string order, string stage, int minute, string? tenant = null) => new()
    {
        BackgroundCheckId = order,
        StageId = stage,
        StageName = "阶段",
        StageTime = new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.FromHours(8)).AddMinutes(minute),
        TenantKey = tenant,
    };

    public DeliveryRun Start() => Run = new DeliveryRun(
        new DeliveryContext
        {
            Api = Server,
            Tokens = Server,
            Orders = ReadsBack ? Server : null,
            Ledger = Ledger,
            Realm = "Test",
            FixesTenant = FixesTenant,
            BudgetKey = tenant => "budget " + tenant,
            Limits = Limits,
            Clock = Clock,
            Random = new Random(1),
        },
        Options);

    /// <summary>One whole run; its events are added to <see cref="Events"/>.</summary>
    public Scenario Deliver(params IEnumerable<BgCheckProgress> rows)
    {
        Events.Clear();
        using DeliveryRun run = Start();
        foreach (BgCheckProgress row in rows)
        {
            while (!run.TryPost(row))
            {
                Pump(run);
            }
        }

        run.CompleteInput();
        Finish(run);
        return this;
    }

    public void Finish(DeliveryRun run)
    {
        long steps = 0;
        while (!run.IsCompleted)
        {
            Pump(run);
            if (++steps > 200_000)
            {
                throw new TimeoutException("the run does not end");
            }
        }
    }

    /// <summary>Takes what is there; where nothing comes, time passes.</summary>
    public void Pump(DeliveryRun run)
    {
        if (run.TryTake(out DeliveryEvent? item, TimeSpan.FromMilliseconds(1)))
        {
            Events.Add(item!);
        }
        else
        {
            Clock.Advance(TimeSpan.FromMilliseconds(100));
        }
    }

    public string[] Ids() => [.. Failed.Select(f => f.Error.Id)];

    public void Dispose()
    {
        Run?.Dispose();
        Ledger.Dispose();
    }
}
