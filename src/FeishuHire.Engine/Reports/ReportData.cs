using System;
using System.Collections.Generic;
using System.Linq;
using FeishuHire.Engine.Ledger;

namespace FeishuHire.Engine.Reports;

/// <summary>All that a page shows, added up in one pass over the ledger: memory goes by days, causes and the rows shown, not by
/// what the ledger holds.</summary>
internal sealed class ReportData
{
    /// <summary>Rows that a table shows.</summary>
    internal const int MostRows = 100;

    /// <summary>Columns that a chart has room for.</summary>
    internal const int MostDays = 31;

    private const long Day = 24L * 3600 * 1000;
    private const long DefaultDays = 30;

    private readonly ReportTimes _times;
    private string? _order;
    private bool _orderCounted;

    private ReportData(ReportTimes times, long since)
    {
        _times = times;
        Since = since;
    }

    /// <summary>From when on deliveries and runs are shown.</summary>
    internal long Since { get; }

    /// <summary>Outcomes by the day on which they last changed.</summary>
    internal SortedDictionary<DateTime, long[]> Days { get; } = [];

    /// <summary>What needs somebody, but for the uncertain.</summary>
    internal OldestEntries Waiting { get; } = new(MostRows);

    /// <summary>What nobody knows the outcome of.</summary>
    internal OldestEntries Uncertain { get; } = new(MostRows);

    /// <summary>How many entries have a cause.</summary>
    internal Dictionary<string, long> Causes { get; } = new(StringComparer.Ordinal);

    /// <summary>How many entries need somebody, by age: one for each of <see cref="AgeLimits"/> and the rest.</summary>
    internal long[] Ages { get; } = new long[AgeLimits.Length + 1];

    /// <summary>The upper ends of the ages, in hours.</summary>
    internal static readonly int[] AgeLimits = [1, 24, 72, 168, 672];

    /// <summary>Runs, the latest first.</summary>
    internal IReadOnlyList<RunRecord> Runs { get; private set; } = [];

    /// <summary>Entries of any kind.</summary>
    internal long Entries { get; private set; }

    /// <summary>Orders of any kind.</summary>
    internal long Orders { get; private set; }

    /// <summary>Orders of which something needs somebody.</summary>
    internal long OrdersOpen { get; private set; }

    /// <summary>Delivered in the time that is shown.</summary>
    internal long Delivered { get; private set; }

    /// <summary>Since when the oldest waits: Unix milliseconds; null where nothing does.</summary>
    internal long? OldestAt { get; private set; }

    /// <summary>All that needs somebody.</summary>
    internal long Open => Waiting.Count + Uncertain.Count;

    /// <summary>The last run that has ended.</summary>
    internal RunRecord? LastRun => Runs.FirstOrDefault(static run => run.EndedAt is not null);

    /// <summary>Reads a ledger.</summary>
    /// <exception cref="FeishuHireException">LedgerBusy or LedgerUnusable.</exception>
    internal static ReportData Collect(ILedgerRecords ledger, Func<long, IReadOnlyList<RunRecord>> runs, ReportRequest request, ReportTimes times)
    {
        long since = request.Since ?? times.Now - (DefaultDays * Day);
        var data = new ReportData(times, since) { Runs = runs(since) };
        foreach (LedgerEntry entry in ledger.Query(new LedgerQuery { Realm = request.Realm }))
        {
            data.Add(entry);
        }

        return data;
    }

    private void Add(LedgerEntry entry)
    {
        Entries++;

        // Entries come order by order.
        string order = entry.Realm + "|" + entry.OrderId;
        if (order != _order)
        {
            _order = order;
            _orderCounted = false;
            Orders++;
        }

        if (OutcomeOf(entry) is ReportOutcome outcome && entry.ChangedAt >= Since)
        {
            DateTime day = _times.Day(entry.ChangedAt);
            if (!Days.TryGetValue(day, out long[]? counts))
            {
                Days.Add(day, counts = new long[4]);
            }

            counts[(int)outcome]++;
            Delivered += outcome == ReportOutcome.Delivered ? 1 : 0;
        }

        if (LedgerQuery.IsStuck(entry))
        {
            AddOpen(entry);
        }
    }

    private void AddOpen(LedgerEntry entry)
    {
        (entry.Status == BgCheckDeliveryStatus.Uncertain ? Uncertain : Waiting).Add(entry);
        string cause = ReportCause.Of(entry);
        Causes[cause] = (Causes.TryGetValue(cause, out long count) ? count : 0) + 1;
        double hours = (_times.Now - entry.ChangedAt) / 3_600_000.0;
        int age = Array.FindIndex(AgeLimits, limit => hours < limit);
        Ages[age < 0 ? AgeLimits.Length : age]++;
        OldestAt = Math.Min(OldestAt ?? long.MaxValue, entry.ChangedAt);
        OrdersOpen += _orderCounted ? 0 : 1;
        _orderCounted = true;
    }

    private static ReportOutcome? OutcomeOf(LedgerEntry entry) => entry.Status switch
    {
        BgCheckDeliveryStatus.Delivered => ReportOutcome.Delivered,
        BgCheckDeliveryStatus.Rejected => ReportOutcome.Refused,
        BgCheckDeliveryStatus.Uncertain => ReportOutcome.Uncertain,
        BgCheckDeliveryStatus.Abandoned => null,
        _ => ReportOutcome.Waiting,
    };
}
