using System.Collections.Generic;

namespace FeishuHire.Engine.Delivery;

/// <summary>The waiting updates of one order, in the order in which the API can accept them; one is sent at a time.</summary>
internal sealed class Lane
{
    private const int RowsWithoutIndex = 32;

    private readonly List<WaitingRow> _rows = [];
    private Dictionary<ulong, StageRows>? _index;
    private int _head;

    internal Lane(OrderFacts facts)
    {
        Facts = facts;
        facts.Use();
    }

    internal OrderFacts Facts { get; }

    internal string OrderId => Facts.OrderId;

    /// <summary>The tenant whose budget and token its calls need; null where the connection fixes it.</summary>
    internal string? Tenant { get; init; }

    /// <summary>The update being sent, from its first try to its end.</summary>
    internal StageInFlight? Current { get; set; }

    /// <summary>Whether it stands in its tenant's queue.</summary>
    internal bool IsQueued { get; set; }

    /// <summary>Whether it waits until its order has been read back.</summary>
    internal bool AwaitsReading { get; set; }

    /// <summary>Whether its order id looks rounded, and only reading back can tell whether it is right.</summary>
    internal bool IsDoubtful { get; set; }

    /// <summary>Whether this run alone may send for the order now.</summary>
    internal bool IsClaimed { get; set; }

    /// <summary>Whether it had to wait for another run, so that what is known of the order has to be read again.</summary>
    internal bool WaitedForClaim { get; set; }

    internal int Count => _rows.Count - _head;

    internal WaitingRow? Head => Count == 0 ? null : _rows[_head];

    /// <summary>Adds a row behind the others, or, where rows go as they come, behind those of an earlier time.</summary>
    internal void Add(WaitingRow row, bool sorted)
    {
        int at = _rows.Count;
        while (sorted && at > _head && row.Time < _rows[at - 1].Time)
        {
            at--;
        }

        _rows.Insert(at, row);
        if (_index is not null)
        {
            Index(row);
        }
        else if (Count > RowsWithoutIndex)
        {
            _index = [];
            for (int i = _head; i < _rows.Count; i++)
            {
                Index(_rows[i]);
            }
        }
    }

    /// <summary>Puts the rows in the order of their times, and equal times in that of the sheet.</summary>
    /// <param name="newestFirst">Whether the sheet goes from the newest to the oldest.</param>
    internal void Sort(bool newestFirst) => _rows.Sort(_head, Count, Comparer<WaitingRow>.Create((a, b) =>
        a.Time != b.Time ? a.Time.CompareTo(b.Time)
        : newestFirst ? b.Arrival.CompareTo(a.Arrival)
        : a.Arrival.CompareTo(b.Arrival)));

    internal void RemoveHead()
    {
        WaitingRow head = _rows[_head];
        _rows[_head++] = null!;
        if (_head > RowsWithoutIndex && _head * 2 > _rows.Count)
        {
            _rows.RemoveRange(0, _head);
            _head = 0;
        }

        if (_index is not null && _index.TryGetValue(head.Stage, out StageRows rows))
        {
            _index[head.Stage] = new StageRows(rows.Count - 1, ReferenceEquals(rows.First, head) ? null : rows.First);
        }
    }

    /// <summary>Whether a row of a stage waits.</summary>
    internal bool Has(ulong stage) => Find(stage, out _);

    /// <summary>The first row of a stage that another row of it may join.</summary>
    internal WaitingRow? FindStage(ulong stage)
    {
        Find(stage, out WaitingRow? first);
        return first;
    }

    /// <summary>The rows that wait, and the one being sent.</summary>
    internal List<WaitingRow> RowsAtHand()
    {
        List<WaitingRow> rows = _rows.GetRange(_head, Count);
        if (Current is { } flight)
        {
            rows.Add(flight.Waiting);
        }

        return rows;
    }

    internal IEnumerable<WaitingRow> TakeAll()
    {
        while (Head is { } head)
        {
            RemoveHead();
            yield return head;
        }
    }

    private static bool MayBeJoined(WaitingRow row) => row.Twin is null && row.Fault is null;

    private bool Find(ulong stage, out WaitingRow? first)
    {
        first = null;
        if (_index is not null)
        {
            _index.TryGetValue(stage, out StageRows rows);
            first = rows.First;
            return rows.Count > 0;
        }

        bool found = false;
        for (int i = _head; i < _rows.Count; i++)
        {
            if (_rows[i].Stage == stage)
            {
                found = true;
                first ??= MayBeJoined(_rows[i]) ? _rows[i] : null;
            }
        }

        return found;
    }

    private void Index(WaitingRow row)
    {
        _index!.TryGetValue(row.Stage, out StageRows rows);
        _index[row.Stage] = new StageRows(rows.Count + 1, rows.First ?? (MayBeJoined(row) ? row : null));
    }

    /// <summary>The rows of one stage in a long lane.</summary>
    private readonly record struct StageRows(int Count, WaitingRow? First);
}
