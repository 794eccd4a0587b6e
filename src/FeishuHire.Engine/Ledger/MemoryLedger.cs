using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace FeishuHire.Engine.Ledger;

/// <summary>The ledger of one process, for -NoLedger and the sandbox: the same rules hold across the rows and runs of the
/// session, and nothing is left afterwards. Each order is one packed array, because it grows with every stage: about 50
/// bytes a stage at five stages an order, ids included. Thread-safe.</summary>
public sealed partial class MemoryLedger(TimeProvider? clock = null) : IDeliveryLedger, ILedgerRecords
{
    private readonly TimeProvider _clock = clock ?? TimeProvider.System;
    private readonly ContentHasher _hasher = new(new HashKey(HashKey.Generate()));
    private readonly object _gate = new();
    private readonly StagePacking _packing = new();
    private readonly HashSet<string> _runs = new(StringComparer.Ordinal);

    // Open addressing with linear probing: a Dictionary would keep a string and 30 bytes for every order.
    private byte[]?[] _orders = new byte[]?[16];
    private int _count;

    /// <inheritdoc/>
    public string? Path => null;

    /// <inheritdoc/>
    public ContentFingerprint Fingerprint(BgCheckProgress row) => _hasher.Hash(row);

    /// <inheritdoc/>
    public ulong Mark(string stageId) => _hasher.Mark(stageId);

    /// <inheritdoc/>
    public IReadOnlyList<LedgerEntry> ReadOrder(string orderId)
    {
        lock (_gate)
        {
            byte[]? order = _orders[FindSlot(orderId)];
            return order is null ? [] : _packing.Unpack(order, orderId);
        }
    }

    /// <inheritdoc/>
    /// <remarks>Nothing outside this process can share the ledger, so there is never a wait.</remarks>
    public Task<IDisposable> EnterRunAsync(RunScope scope, string runId, TimeSpan wait, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_runs.Count == 0)
            {
                SettleDeadRuns();
            }

            _runs.Add(runId);
        }

        return Task.FromResult<IDisposable>(new Turn(this, runId));
    }

    /// <inheritdoc/>
    public Task RecordIntentAsync(LedgerEntry entry, string budgetKey, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled(cancellationToken);
        }

        Record(entry);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task RecordOutcomeAsync(LedgerEntry entry, string budgetKey)
    {
        Record(entry);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    /// <remarks>Always empty: the budget lives as long as this ledger, in the same process, and has counted the calls itself.</remarks>
    public IReadOnlyList<long> ReadCallEnds(string budgetKey, long since) => [];

    /// <inheritdoc/>
    public void Dispose()
    {
        // Kept readable: a run that is being stopped still settles its last calls.
    }

    private void Record(LedgerEntry entry)
    {
        lock (_gate)
        {
            int slot = FindSlot(entry.OrderId);
            byte[]? order = _orders[slot];
            _orders[slot] = _packing.Put(order, entry);
            if (order is null && ++_count > _orders.Length / 8 * 7)
            {
                Grow();
            }
        }
    }

    private int FindSlot(string orderId)
    {
        int mask = _orders.Length - 1;
        int slot = (int)OrderIdPacking.Hash(orderId) & mask;
        while (_orders[slot] is byte[] order && !OrderIdPacking.IsOrder(order, orderId))
        {
            slot = slot + 1 & mask;
        }

        return slot;
    }

    private void Grow()
    {
        byte[]?[] old = _orders;
        _orders = new byte[]?[old.Length * 2];
        foreach (byte[]? order in old)
        {
            if (order is not null)
            {
                _orders[FindSlot(OrderIdPacking.Unpack(order))] = order;
            }
        }
    }

    // Only a run that was torn down before it could record its outcomes leaves any.
    private void SettleDeadRuns()
    {
        for (int i = 0; i < _orders.Length; i++)
        {
            if (_orders[i] is not byte[] order || !StagePacking.HasSending(order))
            {
                continue;
            }

            string orderId = OrderIdPacking.Unpack(order);
            foreach (LedgerEntry entry in _packing.Unpack(order, orderId))
            {
                if (entry.Status == BgCheckDeliveryStatus.Sending)
                {
                    order = _packing.Put(order, DeadRun.Settle(entry));
                }
            }

            _orders[i] = order;
        }
    }

    private sealed class Turn(MemoryLedger ledger, string runId) : IDisposable
    {
        public void Dispose()
        {
            lock (ledger._gate)
            {
                ledger._runs.Remove(runId);
            }
        }
    }
}
