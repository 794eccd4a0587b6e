using System;
using System.Collections.Generic;
using System.Linq;

namespace FeishuHire.Sandbox;

/// <summary>The orders: which there are, and what was accepted and refused for each.</summary>
internal sealed class OrderStore
{
    private readonly object _gate = new();
    private readonly bool _knowsAll;
    private readonly BgCheckOrderStatus _resultStatus;
    private readonly BgCheckOrderStatus? _decision;
    private readonly SandboxClock _clock;
    private readonly long _start;
    private readonly Dictionary<string, Order> _byId = new(StringComparer.Ordinal);
    private readonly List<Order> _orders = [];
    private readonly List<Order> _touched = [];
    private long _sequence;

    internal OrderStore(SandboxOptions options, SandboxClock clock)
    {
        _clock = clock;
        _start = clock.Now.ToUnixTimeMilliseconds();
        _knowsAll = options.KnownOrders.Count == 0;
        _resultStatus = options.ApproveResult == SandboxApproval.None ? BgCheckOrderStatus.Completed : BgCheckOrderStatus.Approving;
        _decision = options.ApproveResult switch
        {
            SandboxApproval.Approved => BgCheckOrderStatus.Approved,
            SandboxApproval.Rejected => BgCheckOrderStatus.ApprovalRejected,
            SandboxApproval.Withdrawn => BgCheckOrderStatus.ApprovalWithdrawn,
            _ => null,
        };
        foreach (string id in options.KnownOrders)
        {
            FindOrMake(id);
        }

        foreach (string id in options.CompletedOrders)
        {
            FindOrMake(id).Become(BgCheckOrderStatus.Completed, _start);
        }
    }

    /// <summary>Sets where an order stands, as the employer's side can.</summary>
    internal void SetStatus(string orderId, BgCheckOrderStatus status)
    {
        lock (_gate)
        {
            FindOrMake(orderId).Become(status, Now);
        }
    }

    /// <summary>Takes a stage where nothing is against it.</summary>
    /// <returns>The refusal, or null where it was accepted.</returns>
    internal Refusal? Update(ProgressFields call, CallFacts facts) =>
        Judge(call.OrderId, order => order.Breach(call), order => order.Accept(Received.Stage(call, facts, ++_sequence)));

    /// <summary>Takes a final result where nothing is against it.</summary>
    /// <returns>The refusal, or null where it was accepted.</returns>
    internal Refusal? Complete(ResultFields call, CallFacts facts) =>
        Judge(call.OrderId, order => order.ResultBreach(), order => order.Accept(Received.Result(call, facts), _resultStatus));

    /// <summary>Ends an order where nothing is against it.</summary>
    /// <returns>The refusal, or null where it was ended.</returns>
    internal Refusal? Cancel(string orderId, CallFacts facts) =>
        Judge(orderId, order => order.CancelBreach(), order => order.Become(BgCheckOrderStatus.Terminated, facts.At.UnixMilliseconds));

    /// <summary>Notes a refused call with its order, where that one can be told and is known.</summary>
    internal void NoteRefusal(SandboxEndpoint call, Refusal refusal, string? orderId, string? stageId, string? time, CallFacts facts)
    {
        lock (_gate)
        {
            if (orderId is not null && Find(orderId) is Order order)
            {
                Touch(order).Refused.Add(Received.Refused(call, refusal, stageId, time, facts));
            }
        }
    }

    /// <summary>The orders that anything came for, in the order of their first call; or the one of that id.</summary>
    internal IReadOnlyList<FeishuHireSandboxOrder> Read(string? orderId = null)
    {
        lock (_gate)
        {
            return _touched.FindAll(order => orderId is null || string.Equals(order.Id, orderId, StringComparison.Ordinal)).ConvertAll(order => order.Read());
        }
    }

    /// <summary>Shows orders, by id or all there are, as they stand.</summary>
    /// <param name="orderIds">The orders to show, those unknown left out; null for all.</param>
    /// <param name="show">What to do with them, in the order of their making.</param>
    internal void Show(IReadOnlyList<string>? orderIds, Func<IReadOnlyList<Order>, IReadOnlyList<Order>> show)
    {
        lock (_gate)
        {
            List<Order> orders = orderIds is null ? [.. _orders] : [];
            foreach (string id in (orderIds ?? []).Distinct(StringComparer.Ordinal))
            {
                if (Find(id) is Order order)
                {
                    orders.Add(order);
                }
            }

            foreach (Order shown in show(orders))
            {
                if (shown.Status == BgCheckOrderStatus.Approving && _decision is BgCheckOrderStatus decided)
                {
                    shown.Become(decided, Now);
                }
            }
        }
    }

    private long Now => _clock.Now.ToUnixTimeMilliseconds();

    private Refusal? Judge(string orderId, Func<Order, Refusal?> breach, Action<Order> accept)
    {
        lock (_gate)
        {
            if (Find(orderId) is not Order order)
            {
                return Answers.OrderUnknown;
            }

            Refusal? refusal = breach(order);
            if (refusal is null)
            {
                accept(Touch(order));
            }

            return refusal;
        }
    }

    private Order Touch(Order order)
    {
        if (!order.IsTouched)
        {
            order.IsTouched = true;
            _touched.Add(order);
            if (!_byId.ContainsKey(order.Id))
            {
                Keep(order);
            }
        }

        return order;
    }

    /// <summary>An order that the sandbox knows; null where it does not. One that nothing came for yet is made for the moment,
    /// so that reading leaves nothing behind.</summary>
    private Order? Find(string orderId) => _byId.TryGetValue(orderId, out Order? order) ? order
        : _knowsAll && IsWellFormed(orderId) ? new Order(orderId, _start)
        : null;

    private Order FindOrMake(string orderId)
    {
        if (!_byId.TryGetValue(orderId, out Order? order))
        {
            order = new Order(orderId, _start);
            Keep(order);
        }

        return order;
    }

    private void Keep(Order order)
    {
        _byId.Add(order.Id, order);
        _orders.Add(order);
    }

    private static bool IsWellFormed(string orderId)
    {
        foreach (char c in orderId)
        {
            if (c is < '0' or > '9')
            {
                return false;
            }
        }

        return orderId.Length > 0;
    }
}
