using System;
using System.Collections.Generic;

namespace FeishuHire.BenchServer;

/// <summary>The stages of every order, judged in the order in which calls get through. Not thread-safe.</summary>
internal sealed class Orders
{
    private readonly Dictionary<string, Order> _orders = new(StringComparer.Ordinal);

    public int Count => _orders.Count;

    public StageVerdict Add(string order, string stage, long time)
    {
        if (!_orders.TryGetValue(order, out Order? known))
        {
            known = new Order();
            _orders.Add(order, known);
        }

        if (known.Stages.Contains(stage))
        {
            return StageVerdict.Repeated;
        }

        if (time <= known.LastTime)
        {
            return StageVerdict.NotRising;
        }

        known.LastTime = time;
        known.Stages.Add(stage);
        return StageVerdict.Accepted;
    }

    private sealed class Order
    {
        public long LastTime { get; set; } = long.MinValue;

        // A handful of stages: a set would cost more than it saves.
        public List<string> Stages { get; } = [];
    }
}
