using System;
using System.Collections.Generic;
using System.Threading.Tasks;

namespace FeishuHire.Engine.Ledger;

/// <content>Looked into and settled by hand, as a rehearsal wants it.</content>
public sealed partial class MemoryLedger
{
    /// <inheritdoc/>
    public IEnumerable<LedgerEntry> Query(LedgerQuery query)
    {
        foreach (string orderId in OrderIds(query.OrderId))
        {
            var order = new List<LedgerEntry>(ReadOrder(orderId));
            order.Sort((left, right) => left.SentTime.CompareTo(right.SentTime));
            foreach (LedgerEntry entry in order)
            {
                if (LedgerScan.IsAsked(entry, query))
                {
                    yield return entry;
                }
            }
        }
    }

    /// <inheritdoc/>
    public Task<List<LedgerEntry?>> SettleByHandAsync(IReadOnlyList<ManualDecision> decisions, string by)
    {
        var settled = new List<LedgerEntry?>(decisions.Count);
        lock (_gate)
        {
            foreach (ManualDecision decision in decisions)
            {
                LedgerEntry? known = Find(decision);
                LedgerEntry? entry = ManualSettlement.Settle(known, decision, by, Now);
                if (entry is not null && !ReferenceEquals(entry, known))
                {
                    Record(entry);
                }

                settled.Add(entry);
            }
        }

        return Task.FromResult(settled);
    }

    /// <inheritdoc/>
    public Task<LedgerPurge> PurgeAsync(long before)
    {
        int removed = 0;
        int kept = 0;
        lock (_gate)
        {
            for (int i = 0; i < _orders.Length; i++)
            {
                if (_orders[i] is byte[] order)
                {
                    _orders[i] = Purge(order, before, ref removed, ref kept);
                }
            }
        }

        return Task.FromResult(new LedgerPurge(removed, kept));
    }

    private long Now => _clock.GetUtcNow().ToUnixTimeMilliseconds();

    private LedgerEntry? Find(ManualDecision decision)
    {
        foreach (LedgerEntry entry in ReadOrder(decision.OrderId))
        {
            if (entry.StageId == decision.StageId)
            {
                return entry;
            }
        }

        return null;
    }

    private List<string> OrderIds(string? only)
    {
        var ids = new List<string>();
        lock (_gate)
        {
            foreach (byte[]? order in _orders)
            {
                if (order is not null && (only is null || OrderIdPacking.IsOrder(order, only)))
                {
                    ids.Add(OrderIdPacking.Unpack(order));
                }
            }
        }

        ids.Sort(StringComparer.Ordinal);
        return ids;
    }

    private byte[] Purge(byte[] order, long before, ref int removed, ref int kept)
    {
        string orderId = OrderIdPacking.Unpack(order);
        byte[] left = StagePacking.Empty(orderId);
        var purged = new PurgedOrder(orderId, _hasher);
        LedgerEntry? earlier = null;
        foreach (LedgerEntry entry in _packing.Unpack(order, orderId))
        {
            bool isOpen = entry.Status is BgCheckDeliveryStatus.Uncertain or BgCheckDeliveryStatus.Sending;
            if (entry.StageId.Length == 0)
            {
                earlier = entry;
                purged.Add(entry);
            }
            else if (entry.ChangedAt >= before || isOpen || LedgerPurge.IsDecision(entry.Status))
            {
                left = _packing.Put(left, entry);
                kept += entry.ChangedAt < before && isOpen ? 1 : 0;
            }
            else
            {
                removed++;
                if (entry.Status == BgCheckDeliveryStatus.Delivered)
                {
                    purged.Add(entry);
                }
            }
        }

        LedgerEntry? last = purged.IsNew ? purged.ToEntry(Now) : earlier;
        return last is null ? left : _packing.Put(left, last);
    }
}
