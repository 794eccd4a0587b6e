using System;
using System.Collections.Generic;
using FeishuHire.Engine.Ledger;
using FeishuHire.Errors;

namespace FeishuHire.Engine.Delivery;

/// <summary>What is known of one order: what the ledger says, and what this run has done since. The loop's alone.</summary>
internal sealed partial class OrderFacts(string orderId, BgCheckDeliveryKind kind = BgCheckDeliveryKind.Progress)
{
    /// <summary>How long a reading answers for itself, where somebody asks anew.</summary>
    private static readonly TimeSpan ReadingLasts = TimeSpan.FromMinutes(1);

    private readonly List<LedgerEntry> _others = [];
    private StageRecord[] _stages = [];
    private int _count;
    private ForgottenStages? _forgotten;
    private long _lastSent = long.MinValue;
    private long _lastSource = long.MinValue;
    private long _seen = long.MinValue;
    private bool _hasBeside;
    private string? _tenant;
    private OrderReading? _reading;

    internal string OrderId => orderId;

    /// <summary>The tenant that the order was seen under; null until a row or the ledger names it.</summary>
    internal string? Tenant
    {
        get => _tenant;
        set
        {
            _tenant = value;
            Use();
        }
    }

    /// <summary>When the order last answered that its status allows no more progress: Unix milliseconds, 0 for never.</summary>
    internal long RefusedAt { get; private set; }

    /// <summary>The stage_id of the latest delivered stage, for messages; null where a purge has forgotten it.</summary>
    internal string? LastStageId { get; private set; }

    /// <summary>The highest time that was given for a delivered stage; the lowest value where none was.</summary>
    internal long LastDelivered => _lastSource;

    /// <summary>Whether any stage of it was delivered: then Feishu knows it.</summary>
    internal bool HasDelivered => _lastSent != long.MinValue;

    /// <summary>What is open of the order beside updates of the run's own kind: a result waits for its stages.</summary>
    internal IReadOnlyList<LedgerEntry> OpenOthers => _others;

    /// <summary>The latest time of a delivered stage, for a result; the lowest value where none is known.</summary>
    internal long LastStage { get; private set; } = long.MinValue;

    /// <summary>When the order was last read back, and what that showed; null where it never was.</summary>
    internal OrderReading? Reading
    {
        get => _reading;
        set
        {
            _reading = value;
            Use();
        }
    }

    /// <summary>The latest time that Feishu has shown of a stage that is none of ours: nothing at or before it can be accepted.</summary>
    internal long LastShown => Reading?.LastShownTime ?? long.MinValue;

    /// <summary>Whether Feishu has shown it as completed or terminated.</summary>
    internal bool IsClosed => Reading is { IsCurrent: true, Status: (int)BgCheckOrderStatus.Completed or (int)BgCheckOrderStatus.Terminated };

    /// <summary>Whether Feishu has shown it as terminated.</summary>
    internal bool IsTerminated => Reading is { IsCurrent: true, Status: (int)BgCheckOrderStatus.Terminated };

    /// <summary>Whether it is to be read before its next call: once in a generation of the ledger; a closed one again after a
    /// day, or when asked.</summary>
    internal bool NeedsReading(long now, bool askAgain) =>
        Reading is not { IsCurrent: true } reading
        || (IsClosed && now - reading.ReadAt > (askAgain ? ReadingLasts : DeliveryRules.RefusalMemory).TotalMilliseconds);

    /// <summary>Whether the order's times rise (above 0) or fall (below) down the sheet.</summary>
    internal int Trend { get; private set; }

    /// <summary>Takes what the ledger knows.</summary>
    internal static OrderFacts Of(string orderId, BgCheckDeliveryKind kind, OrderHistory history)
    {
        var facts = new OrderFacts(orderId, kind);
        facts.Take(history);
        return facts;
    }

    /// <summary>Takes what the ledger knows anew: another run has worked on the order meanwhile.</summary>
    internal void Take(OrderHistory history)
    {
        if (history.Entries.Count > _stages.Length)
        {
            Array.Resize(ref _stages, history.Entries.Count);
        }

        _others.Clear();
        if (history.Forgotten is { } left && kind != BgCheckDeliveryKind.Progress)
        {
            LastStage = left.SourceTime;
        }
        else if (history.Forgotten is { } forgotten)
        {
            _forgotten = forgotten;
            _lastSent = Math.Max(_lastSent, forgotten.SentTime);
            _lastSource = Math.Max(_lastSource, forgotten.SourceTime);
        }

        _reading = history.Reading;
        foreach (LedgerEntry entry in history.Entries)
        {
            Put(entry, StageFlags.None);
        }
    }

    /// <summary>Notes where in the sheet's run of times a row stands, known rows included.</summary>
    /// <returns>Whether its time is above (1), below (-1) or equal to that of the order's row before.</returns>
    internal int See(long time)
    {
        int step = _seen == long.MinValue || time == long.MinValue ? 0 : time.CompareTo(_seen);
        _seen = time == long.MinValue ? _seen : time;
        Trend += step;
        return step;
    }

    internal bool TryFind(ulong stage, out StageRecord record)
    {
        int at = Find(stage);
        record = at < 0 ? default : _stages[at];
        return at >= 0;
    }

    /// <summary>Whether this run has found a stage by reading its order back.</summary>
    internal bool IsFoundNow(ulong stage) => TryFind(stage, out StageRecord record)
        && record.Status == BgCheckDeliveryStatus.Delivered && record.Has(StageFlags.ThisRun | StageFlags.ReadBack);

    /// <summary>Remembers that a stage's earlier delivery was told.</summary>
    /// <returns>Whether it had not been.</returns>
    internal bool Tell(ulong stage)
    {
        int at = Find(stage);
        if (at < 0)
        {
            return true;
        }

        bool first = !_stages[at].Has(StageFlags.Told);
        _stages[at].Flags |= StageFlags.Told;
        return first;
    }

    /// <summary>Whether a stage was delivered and then forgotten by a purge, which leaves a mark of its id.</summary>
    /// <param name="ledger">Knows its marks.</param>
    /// <param name="stageId">stage_id.</param>
    /// <param name="sourceTime">The time that the row gives; one later than all that was forgotten is another stage's.</param>
    /// <param name="isLater">Whether it is later.</param>
    internal bool WasForgotten(IDeliveryLedger ledger, string? stageId, long sourceTime, out bool isLater)
    {
        isLater = _forgotten is not null && sourceTime >= _forgotten.SourceTime;
        return _forgotten is { Marks.Length: > 0 } && stageId is not null && Array.BinarySearch(_forgotten.Marks, ledger.Mark(stageId)) >= 0;
    }

    /// <summary>Remembers what this run did with a stage.</summary>
    internal void Put(LedgerEntry entry)
    {
        Use();
        Put(entry, StageFlags.ThisRun);
    }

    /// <summary>The highest time sent so far among stages not later than a source time: what the next must exceed.</summary>
    internal long HighestSent(long sourceTime, ulong except)
    {
        long highest = long.MinValue;
        for (int i = 0; i < _count; i++)
        {
            ref StageRecord record = ref _stages[i];
            if (record.MayBeThere && record.Stage != except && record.SourceTime <= sourceTime)
            {
                highest = Math.Max(highest, record.SentTime);
            }
        }

        return highest;
    }

    /// <summary>The stage that a row has to wait for: the earliest that did not get there, is not later than the row, and can
    /// still be saved by repair or an answer.</summary>
    /// <param name="time">The row's time.</param>
    /// <param name="except">The row's own stage.</param>
    /// <param name="lane">Stages that wait in it come when it is their turn, whatever time they had before. A hold without a
    /// stage id lets the row of its own time pass, which resolves it.</param>
    /// <param name="holder">It.</param>
    internal bool TryFindHolder(long time, ulong except, Lane lane, out StageRecord holder)
    {
        holder = default;
        bool found = false;
        for (int i = 0; i < _count; i++)
        {
            ref StageRecord record = ref _stages[i];
            if (record.Open is not null && record.Stage != except && record.SourceTime <= time && Holds(record)
                && (record.SourceTime != time || record.Open.StageId.Length > 0)
                && (!found || record.SourceTime < holder.SourceTime) && (record.MayBeThere || !lane.Has(record.Stage)))
            {
                holder = record;
                found = true;
            }
        }

        return found;
    }

    /// <summary>What keeps a result, or the end of the order, from being sent: a result waits for all that is open of its order and
    /// can still be saved, and for an earlier result of which nobody knows; the end waits for an unknown stage alone.</summary>
    /// <param name="except">The row's own key.</param>
    internal LedgerEntry? FindOpen(ulong except)
    {
        for (int i = 0; i < _count && kind == BgCheckDeliveryKind.Result; i++)
        {
            ref StageRecord record = ref _stages[i];
            if (record.Stage != except && record.Open is { } open && record.MayBeThere)
            {
                return new LedgerEntry { OrderId = orderId, Kind = kind, StageId = open.StageId, Status = record.Status, SourceTime = record.SourceTime, ErrorId = open.ErrorId };
            }
        }

        LedgerEntry? earliest = null;
        foreach (LedgerEntry entry in _others)
        {
            if (Delays(entry) && (earliest is null || entry.SourceTime < earliest.SourceTime))
            {
                earliest = entry;
            }
        }

        return earliest;
    }

    private bool Delays(LedgerEntry entry)
    {
        bool isUnknown = entry.Status is BgCheckDeliveryStatus.Uncertain or BgCheckDeliveryStatus.Sending;
        if (kind == BgCheckDeliveryKind.Cancel)
        {
            return isUnknown && !entry.Replayed && entry.Kind == BgCheckDeliveryKind.Progress;
        }

        return entry.ErrorId switch
        {
            ErrorId.OrderStatusAbnormal or ErrorId.StageTimeNotIncreasing => isUnknown,
            ErrorId.StageChanged or ErrorId.DuplicateStageId => entry.SourceTime > LastStage,
            _ => true,
        };
    }

    /// <summary>Takes out what is open of the order beside the run's own kind: it has been given up with it.</summary>
    internal IReadOnlyList<LedgerEntry> TakeOthers()
    {
        LedgerEntry[] others = [.. _others];
        _others.Clear();
        return others;
    }

    /// <summary>Takes out what is open beside delivered stages: rows with the id of one that could not be read or were wrong.</summary>
    internal IReadOnlyList<StageRecord> TakeBeside(long time)
    {
        List<StageRecord>? beside = null;
        for (int i = _count - 1; _hasBeside && i >= 0; i--)
        {
            if (IsBeside(_stages[i]) && (_stages[i].SourceTime == time || _stages[i].SourceTime == 0))
            {
                (beside ??= []).Add(_stages[i]);
                _stages[i] = _stages[--_count];
            }
        }

        return beside ?? (IReadOnlyList<StageRecord>)[];
    }

    private static bool IsBeside(in StageRecord record) => record.Open is { StageId.Length: 0 } && record.Has(StageFlags.Replayed) && !record.MayBeThere;

    /// <summary>Takes out the holds without a stage id that a delivered stage of the same time resolves.</summary>
    internal void RemoveHoldsAt(long time)
    {
        for (int i = _count - 1; i >= 0; i--)
        {
            if (_stages[i].Open is { StageId.Length: 0 } && _stages[i].SourceTime == time)
            {
                _stages[i] = _stages[--_count];
            }
        }
    }

    /// <summary>Names a stage within its order; one without an id by its time.</summary>
    internal static ulong KeyOf(string? stageId, long sourceTime) =>
        string.IsNullOrEmpty(stageId) ? IdHash.Of("\0" + Invariant.Text(sourceTime)) : IdHash.Of(stageId!);

    private void Put(LedgerEntry entry, StageFlags run)
    {
        if (entry.Kind != kind)
        {
            NoteOther(entry);
            return;
        }

        bool open = entry.Status != BgCheckDeliveryStatus.Delivered;
        var record = new StageRecord
        {
            Stage = KeyOf(entry.StageId, entry.SourceTime),
            ContentBase = entry.Content?.Base ?? 0,
            Reports = entry.Content is { Reports.Count: > 0 } content ? [.. content.Reports] : null,
            SourceTime = entry.SourceTime,
            SentTime = entry.SentTime,
            Open = open ? new OpenStage(entry.StageId, entry.ErrorId, entry.ToldAt) : null,
            ChangedAtSeconds = (uint)(entry.ChangedAt / 1000),
            Code = entry.Code ?? 0,
            Attempts = (ushort)Math.Min(ushort.MaxValue, entry.Attempts),
            Status = entry.Status,
            Flags = run
                | (entry.Content is null ? StageFlags.None : StageFlags.ContentKnown)
                | (entry.Replayed ? StageFlags.Replayed : StageFlags.None)
                | (entry.ReadBack ? StageFlags.ReadBack : StageFlags.None)
                | (entry.Code is null ? StageFlags.None : StageFlags.HasCode),
        };
        _tenant ??= entry.TenantKey;
        NoteRefusal(entry);
        if (!open)
        {
            _lastSource = Math.Max(_lastSource, entry.SourceTime);
            if (entry.SentTime >= _lastSent)
            {
                _lastSent = entry.SentTime;
                LastStageId = entry.StageId;
            }
        }

        _hasBeside |= IsBeside(record);
        int at = Find(record.Stage);
        if (at >= 0)
        {
            _stages[at] = record;
            return;
        }

        if (_count == _stages.Length)
        {
            Array.Resize(ref _stages, _count == 0 ? 4 : _count + (_count / 2) + 1);
        }

        _stages[_count++] = record;
    }

    private void NoteRefusal(LedgerEntry entry)
    {
        if (entry.ErrorId == ErrorId.OrderStatusAbnormal && entry.Status == BgCheckDeliveryStatus.Rejected)
        {
            RefusedAt = Math.Max(RefusedAt, entry.ChangedAt);
        }
    }

    private void NoteOther(LedgerEntry entry)
    {
        if (kind == BgCheckDeliveryKind.Progress)
        {
            return;
        }

        EntryKey key = EntryKey.Of(entry);
        _others.RemoveAll(other => EntryKey.Of(other) == key);
        if (OpenEntries.Contains(entry))
        {
            _others.Add(entry);
        }

        if (entry.Kind == BgCheckDeliveryKind.Progress)
        {
            NoteRefusal(entry);
            LastStage = entry.Status == BgCheckDeliveryStatus.Delivered ? Math.Max(LastStage, entry.SourceTime) : LastStage;
        }
    }

    private int Find(ulong stage)
    {
        for (int i = 0; i < _count; i++)
        {
            if (_stages[i].Stage == stage)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>What can never be saved does not hold: a stage before the last delivered one is lost, whatever is repaired. A
    /// time that could not be read may be any.</summary>
    private bool Holds(in StageRecord record)
    {
        if (record.Has(StageFlags.Replayed))
        {
            return false;
        }

        bool mayStillGo = record.SourceTime == 0 || record.SourceTime >= _lastSource;
        return record.Status switch
        {
            BgCheckDeliveryStatus.Uncertain or BgCheckDeliveryStatus.Sending => true,
            BgCheckDeliveryStatus.Held or BgCheckDeliveryStatus.Waiting => mayStillGo,
            BgCheckDeliveryStatus.Rejected or BgCheckDeliveryStatus.NotSent => record.Open!.ErrorId switch
            {
                null => false,

                // A mistyped id: behind the last delivered stage it may be a stage of its own.
                ErrorId.StageChanged or ErrorId.DuplicateStageId => record.SourceTime > _lastSource,
                string id => mayStillGo && ErrorCatalogue.Get(id).Holds,
            },
            _ => false,
        };
    }
}
