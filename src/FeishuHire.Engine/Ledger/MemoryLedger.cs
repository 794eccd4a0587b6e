using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace FeishuHire.Engine.Ledger;

/// <summary>The ledger of one process, for -NoLedger and the sandbox: the same rules hold across the rows and runs of the
/// session, and nothing is left afterwards. Thread-safe.</summary>
public sealed class MemoryLedger(TimeProvider? clock = null) : IDeliveryLedger, ILedgerRecords
{
    private readonly TimeProvider _clock = clock ?? TimeProvider.System;
    private readonly ContentHasher _hasher = new(new HashKey(HashKey.Generate()));
    private readonly Dictionary<string, Order> _orders = new(StringComparer.Ordinal);
    private readonly List<RunRecord> _runs = [];
    private readonly object _gate = new();
    private bool _isTaken;

    /// <inheritdoc/>
    public string? Path => null;

    /// <inheritdoc/>
    public bool IsRestored => false;

    private long Now => _clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <inheritdoc/>
    public ContentFingerprint Fingerprint(BgCheckProgress row, bool whole = false) => whole ? _hasher.HashWhole(row) : _hasher.Hash(row);

    /// <inheritdoc/>
    public ulong NameHash(string name) => _hasher.Name(name);

    /// <inheritdoc/>
    public ulong Mark(string stageId) => _hasher.Mark(stageId);

    /// <inheritdoc/>
    public OrderHistory ReadOrder(string orderId)
    {
        lock (_gate)
        {
            return _orders.TryGetValue(orderId, out Order? order) ? new OrderHistory([.. order.Entries], order.Forgotten, order.Reading) : OrderHistory.Empty;
        }
    }

    /// <inheritdoc/>
    public IDisposable? Look() => null;

    /// <inheritdoc/>
    public IReadOnlyList<LedgerEntry> ReadOpenDamaged() => Entries().FindAll(OpenEntries.IsDamaged);

    /// <inheritdoc/>
    public long CountOpenOrders()
    {
        lock (_gate)
        {
            return _orders.Values.Count(order => order.Entries.Exists(OpenEntries.Contains));
        }
    }

    /// <inheritdoc/>
    public Task<IDisposable> EnterRunAsync(string runId, TimeSpan wait, CancellationToken cancellationToken) =>
        RunLock.WaitAsync(() => TryEnter(runId), null, wait, _clock, cancellationToken);

    /// <inheritdoc/>
    public Task RecordIntentAsync(LedgerEntry entry, string budgetKey, CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested ? Task.FromCanceled(cancellationToken) : Locked(() => Put(entry));

    /// <inheritdoc/>
    public Task RecordOutcomeAsync(LedgerEntry entry, string budgetKey) => Locked(() => Put(entry));

    /// <inheritdoc/>
    public Task RecordAsync(IReadOnlyList<LedgerEntry> entries) => Locked(() =>
    {
        foreach (LedgerEntry entry in entries)
        {
            if (Find(EntryKey.Of(entry)) is not { } known || OpenEntries.MayReplace(known.Status, entry.Status))
            {
                Put(entry);
            }
        }
    });

    /// <inheritdoc/>
    public Task RecordReadingAsync(IReadOnlyList<(string OrderId, OrderReading Reading)> readings) => Locked(() =>
    {
        foreach ((string orderId, OrderReading reading) in readings)
        {
            OrderOf(orderId).Reading = reading with { IsCurrent = true };
        }
    });

    /// <inheritdoc/>
    public Task RecordRunEndAsync(RunRecord run) => Locked(() =>
    {
        int at = _runs.FindIndex(known => known.RunId == run.RunId);
        if (at >= 0)
        {
            _runs[at] = run with { StartedAt = _runs[at].StartedAt, EndedAt = Now };
        }
    });

    /// <inheritdoc/>
    /// <remarks>Always empty: the budget lives as long as this ledger, in the same process, and has counted the calls itself.</remarks>
    public IReadOnlyList<long> ReadCallEnds(string budgetKey, long since) => [];

    /// <inheritdoc/>
    public IEnumerable<LedgerEntry> Query(LedgerQuery query)
    {
        IEnumerable<LedgerEntry> found = Entries().Where(entry => query.Asks(entry) && (query.OrderId is null || query.OrderId == entry.OrderId));
        return query.NeedsAction
            ? found.OrderBy(entry => entry.ChangedAt).ThenBy(entry => entry.OrderId, StringComparer.Ordinal).ThenBy(entry => entry.SentTime)
            : found.OrderBy(entry => entry.OrderId, StringComparer.Ordinal).ThenBy(entry => entry.SentTime);
    }

    /// <inheritdoc/>
    public Task<List<LedgerEntry?>> SettleByHandAsync(IReadOnlyList<ManualDecision> decisions, string by)
    {
        var settled = new List<LedgerEntry?>(decisions.Count);
        return Locked(() =>
        {
            foreach (ManualDecision decision in decisions)
            {
                LedgerEntry? known = Find(decision.Key);
                LedgerEntry? entry = ManualSettlement.Settle(known, decision, by, Now);
                if (entry is not null && !ReferenceEquals(entry, known))
                {
                    Put(entry);
                }

                settled.Add(entry);
            }

            return settled;
        });
    }

    /// <inheritdoc/>
    public Task<LedgerPurge> PurgeAsync(long before) => Locked(() =>
    {
        int removed = 0;
        int kept = 0;
        foreach (Order order in _orders.Values)
        {
            List<LedgerEntry> old = order.Entries.FindAll(entry => entry.ChangedAt < before);
            kept += old.RemoveAll(OpenEntries.Contains);
            old.RemoveAll(LedgerPurge.IsKept);
            removed += old.Count;
            Forget(order, old);
            order.Reading = order.Reading?.ReadAt < before ? null : order.Reading;
        }

        return new LedgerPurge(removed, kept);
    });

    /// <inheritdoc/>
    public Task<List<LedgerEntry?>> RemoveAsync(IReadOnlyList<EntryKey> keys) => Locked(() =>
    {
        List<LedgerEntry?> found = [.. keys.Select(Find)];
        foreach (LedgerEntry entry in found.OfType<LedgerEntry>().Where(entry => entry.Status != BgCheckDeliveryStatus.Sending))
        {
            Forget(OrderOf(entry.OrderId), [entry]);
        }

        return found;
    });

    /// <inheritdoc/>
    public IReadOnlyList<RunRecord> ReadRuns(long since)
    {
        lock (_gate)
        {
            return [.. _runs.Where(run => run.StartedAt >= since).Reverse()];
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // Kept readable: a run that is being stopped still settles its last calls.
    }

    private Turn? TryEnter(string runId)
    {
        lock (_gate)
        {
            if (_isTaken)
            {
                return null;
            }

            _isTaken = true;
            foreach (LedgerEntry left in Entries().FindAll(entry => entry.Status == BgCheckDeliveryStatus.Sending))
            {
                Put(DeadRun.Settle(left));
            }

            _runs.Add(new RunRecord { RunId = runId, StartedAt = Now });
            return new Turn(this);
        }
    }

    private List<LedgerEntry> Entries()
    {
        lock (_gate)
        {
            return [.. _orders.Values.SelectMany(order => order.Entries)];
        }
    }

    private Order OrderOf(string orderId)
    {
        if (!_orders.TryGetValue(orderId, out Order? order))
        {
            _orders.Add(orderId, order = new Order());
        }

        return order;
    }

    private LedgerEntry? Find(EntryKey key) =>
        _orders.TryGetValue(key.OrderId, out Order? order) ? order.Entries.Find(entry => EntryKey.Of(entry) == key) : null;

    private void Put(LedgerEntry entry)
    {
        List<LedgerEntry> entries = OrderOf(entry.OrderId).Entries;
        if (entry.Status == BgCheckDeliveryStatus.Delivered && entry.StageId.Length > 0)
        {
            entries.RemoveAll(hold => hold.StageId.Length == 0 && hold.Kind == entry.Kind && hold.SourceTime == entry.SourceTime);
        }

        EntryKey key = EntryKey.Of(entry);
        int at = entries.FindIndex(known => EntryKey.Of(known) == key);
        if (at < 0)
        {
            entries.Add(entry);
        }
        else
        {
            entries[at] = entry;
        }
    }

    private void Forget(Order order, List<LedgerEntry> entries)
    {
        if (entries.FindAll(LedgerPurge.LeavesMark) is { Count: > 0 } delivered)
        {
            order.Forgotten = ForgottenStages.Add(order.Forgotten, delivered, _hasher);
        }

        order.Entries.RemoveAll(entries.Contains);
    }

    private Task<bool> Locked(Action work) => Locked(() =>
    {
        work();
        return true;
    });

    private Task<T> Locked<T>(Func<T> work)
    {
        lock (_gate)
        {
            return Task.FromResult(work());
        }
    }

    private sealed class Order
    {
        public List<LedgerEntry> Entries { get; } = [];

        public ForgottenStages? Forgotten { get; set; }

        public OrderReading? Reading { get; set; }
    }

    private sealed class Turn(MemoryLedger ledger) : IDisposable
    {
        private bool _given;

        public void Dispose()
        {
            lock (ledger._gate)
            {
                ledger._isTaken &= _given;
                _given = true;
            }
        }
    }
}
