using System;
using System.Collections;
using System.Collections.Generic;

namespace FeishuHire.Engine.Files.Import;

/// <summary>In which sequence a file's rows come out: the stages of an order in rising time, then row; the rows of one stage
/// and time together, as one unit; and every unit as soon as the rows it has to wait for are read.</summary>
internal sealed class EmissionPlan
{
    private readonly int[] _sequence; // row by place
    private readonly int[] _place; // place by row
    private readonly BitArray _isUnitStart;

    private EmissionPlan(int[] sequence, int[] place, BitArray isUnitStart)
    {
        _sequence = sequence;
        _place = place;
        _isUnitStart = isUnitStart;
    }

    /// <summary>Rows of the file.</summary>
    internal int Count => _sequence.Length;

    /// <summary>The place of a row in the sequence.</summary>
    /// <param name="row">The row's ordinal in the file.</param>
    internal int PlaceOf(int row) => _place[row];

    /// <summary>The place after the last row of the unit that begins at a place.</summary>
    internal int UnitEnd(int place)
    {
        do
        {
            place++;
        }
        while (place < Count && !_isUnitStart[place]);
        return place;
    }

    /// <summary>The place where the unit that a place belongs to begins.</summary>
    internal int UnitStart(int place)
    {
        while (!_isUnitStart[place])
        {
            place--;
        }

        return place;
    }

    /// <summary>Plans the sequence.</summary>
    /// <param name="index">The keys of all rows.</param>
    internal static EmissionPlan Make(RowIndex index)
    {
        int[] sorted = Sort(index);
        var startsUnit = new BitArray(sorted.Length);
        var startsBatch = new BitArray(sorted.Length);
        int[] batchAt = FindBatches(index, sorted, startsUnit, startsBatch);

        int[] sequence = new int[index.Count];
        var isUnitStart = new BitArray(index.Count);
        int place = 0;
        for (int row = 0; row < index.Count; row++)
        {
            if (index[row].Order == 0)
            {
                isUnitStart[place] = true;
                sequence[place++] = row;
                continue;
            }

            for (int i = batchAt[row] - 1; i >= 0 && i < sorted.Length && (i == batchAt[row] - 1 || !startsBatch[i]); i++)
            {
                isUnitStart[place] = startsUnit[i];
                sequence[place++] = sorted[i];
            }
        }

        for (int i = 0; i < sequence.Length; i++)
        {
            batchAt[sequence[i]] = i;
        }

        return new EmissionPlan(sequence, batchAt, isUnitStart);
    }

    /// <summary>The rows that have an order, by order, time and row; those of one stage together where the first stands.</summary>
    private static int[] Sort(RowIndex index)
    {
        var rows = new List<int>(index.Count);
        for (int row = 0; row < index.Count; row++)
        {
            if (index[row].Order != 0)
            {
                rows.Add(row);
            }
        }

        int[] sorted = rows.ToArray();
        Array.Sort(sorted, Comparer<int>.Create((a, b) =>
        {
            RowKey x = index[a];
            RowKey y = index[b];
            int order = x.Order.CompareTo(y.Order);
            int time = order != 0 ? order : x.Time.CompareTo(y.Time);
            return time != 0 ? time : a.CompareTo(b);
        }));
        for (int from = 0, to; from < sorted.Length; from = to)
        {
            to = EndOfEqual(index, sorted, from);
            if (to - from > 1)
            {
                BringStagesTogether(index, sorted, from, to);
            }
        }

        return sorted;
    }

    private static int EndOfEqual(RowIndex index, int[] sorted, int from)
    {
        RowKey first = index[sorted[from]];
        int to = from + 1;
        while (to < sorted.Length && index[sorted[to]].Order == first.Order && index[sorted[to]].Time == first.Time)
        {
            to++;
        }

        return to;
    }

    private static void BringStagesTogether(RowIndex index, int[] sorted, int from, int to)
    {
        var firstOf = new Dictionary<ulong, int>();
        long[] keys = new long[to - from];
        for (int i = from; i < to; i++)
        {
            int row = sorted[i];
            ulong stage = index[row].Stage;
            int first = row;
            if (stage != 0 && !firstOf.TryGetValue(stage, out first))
            {
                firstOf[stage] = first = row;
            }

            keys[i - from] = ((long)first << 32) | (uint)row;
        }

        Array.Sort(keys);
        for (int i = 0; i < keys.Length; i++)
        {
            sorted[from + i] = (int)keys[i];
        }
    }

    /// <summary>A batch is what comes out when one row has been read: the units of an order that waited for it. Gives, by
    /// row, where the batch begins that waits for it, plus 1; 0 for none.</summary>
    private static int[] FindBatches(RowIndex index, int[] sorted, BitArray startsUnit, BitArray startsBatch)
    {
        int[] batchAt = new int[index.Count];
        int ready = -1;
        for (int from = 0, to; from < sorted.Length; from = to)
        {
            RowKey key = index[sorted[from]];
            to = from + 1;
            while (to < sorted.Length && key.Stage != 0 && index[sorted[to]] == key)
            {
                to++;
            }

            bool isNewOrder = from == 0 || index[sorted[from - 1]].Order != key.Order;
            int last = sorted[to - 1]; // rows of a unit rise
            startsUnit[from] = true;
            if (isNewOrder || last > ready)
            {
                ready = last;
                startsBatch[from] = true;
                batchAt[ready] = from + 1;
            }
        }

        return batchAt;
    }
}
