using System;
using System.Collections.Generic;

namespace FeishuHire.Sandbox;

/// <summary>The orders: which there are, which are completed, and what was accepted and refused for each.</summary>
internal sealed class OrderStore
{
    private readonly object _gate = new();
    private readonly HashSet<string> _known;
    private readonly HashSet<string> _completed;
    private readonly Dictionary<string, Order> _orders = new(StringComparer.Ordinal);
    private long _sequence;

    internal OrderStore(IEnumerable<string> known, IEnumerable<string> completed)
    {
        _known = new HashSet<string>(known, StringComparer.Ordinal);
        _completed = new HashSet<string>(completed, StringComparer.Ordinal);
    }

    /// <summary>Completes or terminates an order: from now on its progress cannot change.</summary>
    internal void Complete(string orderId)
    {
        lock (_gate)
        {
            _completed.Add(orderId);
        }
    }

    /// <summary>Judges a call whose fields are right, and applies it where nothing is against it.</summary>
    /// <returns>The refusal, or null where the stage was accepted.</returns>
    internal Refusal? Apply(ProgressCall call, Token token, CallFacts facts)
    {
        lock (_gate)
        {
            if (!IsKnown(call.OrderId))
            {
                return Answers.OrderUnknown;
            }

            Order order = Find(call.OrderId);
            Refusal? refusal = _completed.Contains(call.OrderId) ? Answers.OrderCompleted : order.Breach(call);
            if (refusal is null)
            {
                order.Accept(Stage(call, token, facts, ++_sequence));
            }
            else
            {
                order.Refused.Add(Described(refusal, call.StageId, StageTimes.Text(call.StageTime), facts));
            }

            return refusal;
        }
    }

    /// <summary>Notes a call refused for its fields with its order, where that one can be told.</summary>
    internal void NoteRefusal(Refusal refusal, string? orderId, string? stageId, string? stageTime, CallFacts facts)
    {
        lock (_gate)
        {
            if (orderId is not null && IsKnown(orderId))
            {
                Find(orderId).Refused.Add(Described(refusal, stageId, stageTime, facts));
            }
        }
    }

    /// <summary>The orders that anything came for, in the order of their first call; or the one of that id.</summary>
    internal IReadOnlyList<FeishuHireSandboxOrder> Read(string? orderId = null)
    {
        lock (_gate)
        {
            var read = new List<FeishuHireSandboxOrder>();
            foreach (Order order in _orders.Values)
            {
                if (orderId is null || string.Equals(order.Id, orderId, StringComparison.Ordinal))
                {
                    read.Add(order.Read(_completed.Contains(order.Id)));
                }
            }

            return read;
        }
    }

    private static FeishuHireSandboxStage Stage(ProgressCall call, Token token, CallFacts facts, long sequence) => new()
    {
        BackgroundCheckId = call.OrderId,
        StageId = call.StageId,
        StageName = call.StageName,
        StageEnName = call.StageEnName,
        StageTime = new BgCheckTime(call.StageTime, StageTimes.China),
        Result = call.Result,
        OperatorRole = call.OperatorRole switch { 1 => "Vendor", 2 => "Administrator", _ => null },
        ReportFile = new BgCheckReportFileList(call.Reports ?? []),
        TenantKey = token.TenantKey ?? string.Empty,
        AppId = token.AppId,
        Sequence = sequence,
        ReceivedAt = facts.At,
        LogId = facts.LogId,
        Fault = facts.Fault,
        UserAgent = facts.UserAgent,
        Body = call.Body,
    };

    private static FeishuHireSandboxRefusal Described(Refusal refusal, string? stageId, string? stageTime, CallFacts facts) => new()
    {
        StageId = stageId,
        StageTimeText = stageTime,
        Code = refusal.Code,
        Msg = refusal.Msg,
        IsAssumed = refusal.IsAssumed,
        ReceivedAt = facts.At,
        LogId = facts.LogId,
    };

    private bool IsKnown(string orderId) => _known.Count == 0
        ? IsWellFormed(orderId)
        : _known.Contains(orderId) || _completed.Contains(orderId);

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

    private Order Find(string orderId)
    {
        if (!_orders.TryGetValue(orderId, out Order? order))
        {
            order = new Order(orderId);
            _orders.Add(orderId, order);
        }

        return order;
    }
}
