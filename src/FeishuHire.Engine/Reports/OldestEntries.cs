using System.Collections.Generic;
using FeishuHire.Engine.Ledger;

namespace FeishuHire.Engine.Reports;

/// <summary>Counts entries and keeps the oldest, as many as a page shows.</summary>
internal sealed class OldestEntries(int most)
{
    private readonly List<LedgerEntry> _kept = [];

    /// <summary>All that were added.</summary>
    internal long Count { get; private set; }

    /// <summary>The oldest of them, the oldest first.</summary>
    internal IReadOnlyList<LedgerEntry> Kept => _kept;

    internal void Add(LedgerEntry entry)
    {
        Count++;
        if (_kept.Count == most && Order(entry, _kept[most - 1]) >= 0)
        {
            return;
        }

        int at = _kept.BinarySearch(entry, Comparer<LedgerEntry>.Create(Order));
        _kept.Insert(at < 0 ? ~at : at, entry);
        if (_kept.Count > most)
        {
            _kept.RemoveAt(most);
        }
    }

    private static int Order(LedgerEntry left, LedgerEntry right)
    {
        int order = left.ChangedAt.CompareTo(right.ChangedAt);
        order = order != 0 ? order : string.CompareOrdinal(left.OrderId, right.OrderId);
        return order != 0 ? order : left.SentTime.CompareTo(right.SentTime);
    }
}
