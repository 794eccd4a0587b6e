using System;
using System.Collections.Generic;
using FeishuHire.Engine.Ledger;

namespace FeishuHire.Engine.Delivery;

/// <summary>What is known of the orders of a run. A whole history is mostly orders that the ledger has settled: of these only
/// the latest are kept, of the others a trace, and they are read again where a further row comes. A few, since what lives for
/// long is what collections of garbage cost; more and more where a sheet comes back to orders. The loop's alone.</summary>
internal sealed class KnownOrders(IDeliveryLedger ledger, BgCheckDeliveryKind kind, RunCounters counters, int few = 256)
{
    private const int Most = 25_000;

    private readonly Dictionary<string, OrderFacts> _kept = new(StringComparer.Ordinal);
    private readonly Queue<OrderFacts> _byAge = new();

    // By a hash of the id, which would take more than all the rest: what two orders of one hash might share is the telling.
    private readonly Dictionary<ulong, OrderTrace> _traces = [];
    private int _room = few;

    /// <summary>All that is known of an order.</summary>
    internal OrderFacts this[string orderId] => Find(orderId) ?? Read(orderId);

    /// <summary>What is known of an order without a look into the ledger.</summary>
    internal OrderFacts? Find(string orderId) => _kept.TryGetValue(orderId, out OrderFacts? facts) ? facts : null;

    private OrderFacts Read(string orderId)
    {
        OrderFacts facts = OrderFacts.Of(orderId, kind, ledger.ReadOrder(orderId));
        ulong key = IdHash.Of(orderId);
        if (_traces.TryGetValue(key, out OrderTrace trace))
        {
            _traces.Remove(key);
            facts.Resume(trace);
            _room = Math.Min(Most, _room * 2);
        }
        else
        {
            counters.AddOrder();
        }

        Forget();
        _kept.Add(orderId, facts);
        _byAge.Enqueue(facts);
        return facts;
    }

    /// <summary>Makes room. What is in use when its turn comes stays for good.</summary>
    private void Forget()
    {
        while (_byAge.Count >= _room)
        {
            OrderFacts oldest = _byAge.Dequeue();
            if (oldest.Trace() is { } trace)
            {
                _kept.Remove(oldest.OrderId);
                _traces[IdHash.Of(oldest.OrderId)] = trace;
            }
        }
    }
}
