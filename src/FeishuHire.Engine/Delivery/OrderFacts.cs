using System;
using System.Collections.Generic;
using FeishuHire.Engine.Ledger;
using FeishuHire.Errors;

namespace FeishuHire.Engine.Delivery;

/// <summary>What is known of one order: what the ledger says, and what this run has done since. The loop's alone.</summary>
internal sealed class OrderFacts(string orderId, BgCheckDeliveryKind kind = BgCheckDeliveryKind.Progress)
{
    /// <summary>How long a reading answers for itself, where somebody asks anew.</summary>
    private static readonly TimeSpan ReadingLasts = TimeSpan.FromMinutes(1);

    private readonly StageTable _stages = new();
    private readonly OtherKinds? _others = kind == BgCheckDeliveryKind.Progress ? null : new OtherKinds(kind);
    private ForgottenStages? _forgotten;
    private long _lastSent = long.MinValue;
    private long _lastSource = long.MinValue;
    private long _seen = long.MinValue;
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

    /// <summary>The latest time of a delivered stage, for a result; the lowest value where none is known.</summary>
    internal long LastStage => _others?.LastStage ?? long.MinValue;

    /// <summary>When the order was last read back, and what that showed; null where it never was.</summary>
    internal OrderReading? Reading
    {
        get => _reading;
        set
        {
            _reading = value;
            IsReadNow = true;
            Use();
        }
    }

    /// <summary>Whether this run has read it back, and nobody else has worked on it since.</summary>
    internal bool IsReadNow { get; private set; }

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
        _stages.Reserve(history.Entries.Count);
        _others?.Clear();
        if (history.Forgotten is { } forgotten)
        {
            _others?.Take(forgotten);
            if (_others is null)
            {
                _forgotten = forgotten;
                _lastSent = Math.Max(_lastSent, forgotten.SentTime);
                _lastSource = Math.Max(_lastSource, forgotten.SourceTime);
            }
        }

        _reading = history.Reading;
        IsReadNow = false;
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
        int at = _stages.Find(stage);
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
        int at = _stages.Find(stage);
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

    /// <inheritdoc cref="StageTable.HighestSent"/>
    internal long HighestSent(long sourceTime, ulong except) => _stages.HighestSent(sourceTime, except);

    /// <inheritdoc cref="StageHolds.TryFind"/>
    internal bool TryFindHolder(long time, ulong except, Lane lane, out StageRecord holder) =>
        StageHolds.TryFind(_stages, _lastSource, time, except, lane, out holder);

    /// <summary>What keeps a result, or the end of the order, from being sent: a result waits for all that is open of its order and
    /// can still be saved, and for an earlier result of which nobody knows; the end waits for an unknown stage alone.</summary>
    /// <param name="except">The row's own key.</param>
    internal LedgerEntry? FindOpen(ulong except)
    {
        for (int i = 0; i < _stages.Count && kind == BgCheckDeliveryKind.Result; i++)
        {
            ref StageRecord record = ref _stages[i];
            if (record.Stage != except && record.Open is { } open && record.MayBeThere)
            {
                return new LedgerEntry { OrderId = orderId, Kind = kind, StageId = open.StageId, Status = record.Status, SourceTime = record.SourceTime, ErrorId = open.ErrorId };
            }
        }

        return _others?.FindDelaying();
    }

    /// <summary>Takes out what is open of the order beside the run's own kind: it has been given up with it.</summary>
    internal IReadOnlyList<LedgerEntry> TakeOthers() => _others?.TakeOpen() ?? [];

    /// <inheritdoc cref="StageTable.TakeBeside"/>
    internal IReadOnlyList<StageRecord> TakeBeside(long time) => _stages.TakeBeside(time);

    /// <inheritdoc cref="StageTable.RemoveHoldsAt"/>
    internal void RemoveHoldsAt(long time) => _stages.RemoveHoldsAt(time);

    /// <summary>Whether this run has more to say of the order than the ledger: a row of it waits or waited, or something was
    /// learnt of it.</summary>
    internal bool IsInUse { get; private set; }

    internal void Use() => IsInUse = true;

    /// <summary>What this run has to keep of the order when all else can be read again; null where it is in use.</summary>
    internal OrderTrace? Trace()
    {
        if (IsInUse || _stages.Count > OrderTrace.MostStages)
        {
            return null;
        }

        ulong told = 0;
        for (int i = 0; i < _stages.Count; i++)
        {
            told |= _stages[i].Has(StageFlags.Told) ? 1UL << i : 0;
        }

        return new OrderTrace(told, _seen, Trend, _stages.Shape());
    }

    /// <summary>Takes up a trace, after what the ledger knows.</summary>
    internal void Resume(in OrderTrace trace)
    {
        _seen = trace.Seen;
        Trend = trace.Trend;

        // Where somebody has changed the ledger meanwhile, a stage is told once more rather than not at all.
        for (int i = 0; i < _stages.Count && trace.Shape == _stages.Shape(); i++)
        {
            _stages[i].Flags |= (trace.Told & (1UL << i)) == 0 ? StageFlags.None : StageFlags.Told;
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

        _tenant ??= entry.TenantKey;
        NoteRefusal(entry);
        if (entry.Status == BgCheckDeliveryStatus.Delivered)
        {
            _lastSource = Math.Max(_lastSource, entry.SourceTime);
            if (entry.SentTime >= _lastSent)
            {
                _lastSent = entry.SentTime;
                LastStageId = entry.StageId;
            }
        }

        _stages.Put(StageRecord.Of(entry, run));
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
        _others?.Put(entry);
        if (_others is not null && entry.Kind == BgCheckDeliveryKind.Progress)
        {
            NoteRefusal(entry);
        }
    }
}
