using System;
using System.Collections.Generic;
using FeishuHire.Rules;

namespace FeishuHire.Engine.Files.Import;

/// <summary>Brings the rows of one pass into the planned sequence. Remembers only rows that are out of place, and never more
/// than a limit: what does not fit is left to a further pass over the file, so that memory stays bounded however the file
/// is sorted.</summary>
internal sealed class ReorderBuffer
{
    private readonly EmissionPlan _plan;
    private readonly Dictionary<int, BgCheckProgress?> _waiting = [];
    private int _limit;
    private int _end; // places from here on are left to the next pass

    /// <summary>Begins a pass.</summary>
    /// <param name="plan">The sequence.</param>
    /// <param name="from">The first place that has not come out yet.</param>
    /// <param name="limit">Rows to remember at most.</param>
    internal ReorderBuffer(EmissionPlan plan, int from, int limit)
    {
        _plan = plan;
        Next = from;
        _limit = limit;
        _end = plan.Count;
    }

    /// <summary>The place that comes out next.</summary>
    internal int Next { get; private set; }

    /// <summary>Whether this pass has given all that it can give.</summary>
    internal bool IsDone => Next >= _end;

    /// <summary>Whether the pass wants a row at all, before it is converted.</summary>
    internal bool Wants(int row) => _plan.PlaceOf(row) >= Next && _plan.PlaceOf(row) < _end;

    /// <summary>Takes a row.</summary>
    /// <param name="row">Its ordinal in the file.</param>
    /// <param name="progress">The update; null for a blank or unreadable one.</param>
    internal void Add(int row, BgCheckProgress? progress)
    {
        _waiting[_plan.PlaceOf(row)] = progress;
        if (_waiting.Count > _limit)
        {
            Shrink();
        }
    }

    /// <summary>Gives the next unit, when all its rows are there.</summary>
    /// <param name="into">Takes the unit's updates, joined where they can be.</param>
    /// <returns>False where the unit has to wait.</returns>
    internal bool TryTake(List<BgCheckProgress> into)
    {
        into.Clear();
        if (IsDone)
        {
            return false;
        }

        int end = _plan.UnitEnd(Next);
        if (!_waiting.ContainsKey(end - 1))
        {
            return false;
        }

        for (; Next < end; Next++)
        {
            if (_waiting.TryGetValue(Next, out BgCheckProgress? row) && row is not null)
            {
                Join(into, row);
            }

            _waiting.Remove(Next);
        }

        return true;
    }

    /// <summary>Joins a row with the first update of its stage that differs only in the report, or adds it.</summary>
    internal static void Join(List<BgCheckProgress> into, BgCheckProgress row)
    {
        foreach (BgCheckProgress update in into)
        {
            if (ReportJoin.TryJoin(update, row) != JoinOutcome.Different)
            {
                return;
            }
        }

        into.Add(row);
    }

    /// <summary>Leaves the later half of what waits to the next pass. The unit that comes next always stays.</summary>
    private void Shrink()
    {
        int[] places = new int[_waiting.Count];
        _waiting.Keys.CopyTo(places, 0);
        Array.Sort(places);
        int end = _plan.UnitStart(places[places.Length / 2]);
        if (end < _plan.UnitEnd(Next))
        {
            _limit *= 2; // One stage in more rows than the limit: they belong together.
            return;
        }

        _end = end;
        foreach (int place in places)
        {
            if (place >= end)
            {
                _waiting.Remove(place);
            }
        }
    }
}
