using System.Collections.Generic;

namespace FeishuHire.Engine.Delivery;

/// <summary>The waiting updates of one order, in the order in which the API can accept them. Guarded by the dispatcher's lock.</summary>
internal sealed class Lane(OrderState state)
{
    private readonly List<WaitingRow> _rows = [];

    internal OrderState State { get; } = state;

    internal string OrderId => State.OrderId;

    internal string? Tenant { get; set; }

    /// <summary>The update being sent, from its first try to its end.</summary>
    internal Attempt? Current { get; set; }

    /// <summary>Whether it stands in its tenant's queue, is being worked on, or waits for a timer.</summary>
    internal bool IsTaken { get; set; }

    /// <summary>The stage that the later ones wait for.</summary>
    internal LaneHold? Hold { get; set; }

    internal int Count => _rows.Count;

    internal bool IsIdle => _rows.Count == 0 && Current is null && !IsTaken;

    internal WaitingRow? Head => _rows.Count == 0 ? null : _rows[0];

    internal void Add(WaitingRow row)
    {
        int at = _rows.Count;
        while (at > 0 && row.ComesBefore(_rows[at - 1]))
        {
            at--;
        }

        _rows.Insert(at, row);
    }

    internal void RemoveHead() => _rows.RemoveAt(0);

    internal WaitingRow? FindStage(ulong stage)
    {
        foreach (WaitingRow row in _rows)
        {
            if (row.Stage == stage && row.Twin is null && row.Fault is null)
            {
                return row;
            }
        }

        return null;
    }

    internal IReadOnlyList<WaitingRow> TakeAll()
    {
        WaitingRow[] rows = _rows.ToArray();
        _rows.Clear();
        return rows;
    }
}
