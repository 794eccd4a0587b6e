using System;
using System.Collections.Generic;

namespace FeishuHire.Engine.Delivery;

/// <summary>The stages of one order, each once: a plain array, since an order has few. The loop's alone.</summary>
internal sealed class StageTable
{
    private StageRecord[] _records = [];
    private bool _hasBeside;

    internal int Count { get; private set; }

    internal ref StageRecord this[int at] => ref _records[at];

    /// <summary>Makes room for as many.</summary>
    internal void Reserve(int count)
    {
        if (count > _records.Length)
        {
            Array.Resize(ref _records, count);
        }
    }

    /// <summary>Where a stage is; -1 for nowhere.</summary>
    internal int Find(ulong stage)
    {
        for (int i = 0; i < Count; i++)
        {
            if (_records[i].Stage == stage)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Writes a stage, in the place of what was known of it.</summary>
    internal void Put(in StageRecord record)
    {
        _hasBeside |= IsBeside(record);
        int at = Find(record.Stage);
        if (at >= 0)
        {
            _records[at] = record;
            return;
        }

        if (Count == _records.Length)
        {
            Array.Resize(ref _records, Count == 0 ? 4 : Count + (Count / 2) + 1);
        }

        _records[Count++] = record;
    }

    /// <summary>The highest time sent so far among stages not later than a source time: what the next must exceed.</summary>
    internal long HighestSent(long sourceTime, ulong except)
    {
        long highest = long.MinValue;
        for (int i = 0; i < Count; i++)
        {
            ref StageRecord record = ref _records[i];
            if (record.MayBeThere && record.Stage != except && record.SourceTime <= sourceTime)
            {
                highest = Math.Max(highest, record.SentTime);
            }
        }

        return highest;
    }

    /// <summary>Takes out what is open beside delivered stages: rows with the id of one that could not be read or were wrong.</summary>
    internal IReadOnlyList<StageRecord> TakeBeside(long time)
    {
        List<StageRecord>? beside = null;
        for (int i = Count - 1; _hasBeside && i >= 0; i--)
        {
            if (IsBeside(_records[i]) && (_records[i].SourceTime == time || _records[i].SourceTime == 0))
            {
                (beside ??= []).Add(_records[i]);
                _records[i] = _records[--Count];
            }
        }

        return beside ?? (IReadOnlyList<StageRecord>)[];
    }

    /// <summary>Takes out the holds without a stage id that a delivered stage of the same time resolves.</summary>
    internal void RemoveHoldsAt(long time)
    {
        for (int i = Count - 1; i >= 0; i--)
        {
            if (_records[i].Open is { StageId.Length: 0 } && _records[i].SourceTime == time)
            {
                _records[i] = _records[--Count];
            }
        }
    }

    /// <summary>Changes with the stages and their order.</summary>
    internal uint Shape()
    {
        ulong shape = (ulong)Count;
        for (int i = 0; i < Count; i++)
        {
            shape = (shape * 31) + _records[i].Stage;
        }

        return (uint)(shape ^ (shape >> 32));
    }

    private static bool IsBeside(in StageRecord record) => record.Open is { StageId.Length: 0 } && record.Has(StageFlags.Replayed) && !record.MayBeThere;
}
