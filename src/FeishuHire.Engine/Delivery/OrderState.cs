using System;
using System.Collections.Generic;
using FeishuHire.Engine.Ledger;
using FeishuHire.Errors;

namespace FeishuHire.Engine.Delivery;

/// <summary>What is known of one order, and who may send to it now. Shared by all runs of the process, so that two runspaces
/// never have two calls of one order under way. Its facts are read and written under its own lock.</summary>
internal sealed class OrderState
{
    private readonly Queue<Action> _waiting = new();
    private StageRecord[] _stages = [];
    private int _count;
    private object? _owner;
    private bool _loaded;
    private long _lastSent = long.MinValue;
    private ulong[]? _forgotten;
    private long _forgottenUntil;

    internal OrderState(string orderId)
    {
        OrderId = orderId;
    }

    internal string OrderId { get; }

    /// <summary>The tenant that the order was seen under; null until a row names it.</summary>
    internal string? Tenant { get; set; }

    /// <summary>When the order last answered that its status allows no more progress: Unix milliseconds, 0 for never.</summary>
    internal long RefusedAt { get; private set; }

    /// <summary>Runs that use this state.</summary>
    internal int Users { get; set; }

    /// <summary>The stage_id of the latest delivered stage, for messages; null where a purge has forgotten it.</summary>
    internal string? LastStageId { get; private set; }

    /// <summary>Takes what the ledger knows, once.</summary>
    internal void EnsureLoaded(IDeliveryLedger ledger, RunState run)
    {
        lock (_waiting)
        {
            if (_loaded)
            {
                return;
            }

            OrderHistory history = ledger.ReadOrder(OrderId);
            _stages = history.Entries.Count == 0 ? [] : new StageRecord[history.Entries.Count];
            if (history.Forgotten is { } left)
            {
                _forgotten = left.Marks;
                _forgottenUntil = left.SourceTime;
                Put(new LedgerEntry { OrderId = OrderId, StageId = string.Empty, Status = BgCheckDeliveryStatus.Delivered, SourceTime = left.SourceTime, SentTime = left.SentTime }, 0);
            }

            foreach (LedgerEntry entry in history.Entries)
            {
                if (entry.Kind != BgCheckDeliveryKind.Progress || entry.StageId.Length == 0)
                {
                    continue;
                }

                Tenant ??= entry.TenantKey;
                Put(entry, entry.RunId == run.RunId ? run.Number : 0);
            }

            _loaded = true;
        }
    }

    internal bool TryFind(ulong stage, out StageRecord record)
    {
        lock (_waiting)
        {
            for (int i = 0; i < _count; i++)
            {
                if (_stages[i].Stage == stage)
                {
                    record = _stages[i];
                    return true;
                }
            }
        }

        record = default;
        return false;
    }

    /// <summary>Whether a stage was delivered and then forgotten by a purge, which leaves a mark of its id.</summary>
    /// <param name="ledger">Knows its marks.</param>
    /// <param name="stageId">stage_id.</param>
    /// <param name="sourceTime">The time that the row gives; one later than all that was forgotten is another stage's.</param>
    /// <param name="isLater">Whether it is later.</param>
    internal bool WasForgotten(IDeliveryLedger ledger, string? stageId, long sourceTime, out bool isLater)
    {
        ulong[]? marks = _forgotten;
        isLater = sourceTime >= _forgottenUntil;
        return marks is { Length: > 0 } && stageId is not null && Array.BinarySearch(marks, ledger.Mark(stageId)) >= 0;
    }

    /// <summary>Remembers a stage.</summary>
    /// <param name="entry">What is known of it.</param>
    /// <param name="run">The number of the run that says so; 0 for an earlier one.</param>
    internal void Put(LedgerEntry entry, int run)
    {
        var record = new StageRecord
        {
            Stage = IdHash.Of(entry.StageId),
            ContentBase = entry.Content?.Base ?? 0,
            Reports = ReportsOf(entry.Content),
            SourceTime = entry.SourceTime,
            SentDelta = (int)Math.Max(int.MinValue, Math.Min(int.MaxValue, entry.SentTime - entry.SourceTime)),
            ChangedAtSeconds = (uint)(entry.ChangedAt / 1000),
            Code = entry.Code ?? 0,
            Attempts = (ushort)Math.Min(ushort.MaxValue, entry.Attempts),
            Status = entry.Status,
            Run = run,
            Flags = (entry.Content is null ? StageFlags.None : StageFlags.ContentKnown)
                | (IsRepairable(entry) ? StageFlags.Repairable : StageFlags.None)
                | (entry.Replayed ? StageFlags.Replayed : StageFlags.None)
                | (entry.Code is null ? StageFlags.None : StageFlags.HasCode),
        };
        lock (_waiting)
        {
            if (entry.ErrorId == ErrorId.OrderStatusAbnormal && entry.Status == BgCheckDeliveryStatus.Rejected)
            {
                RefusedAt = Math.Max(RefusedAt, entry.ChangedAt);
            }

            if (entry.Status == BgCheckDeliveryStatus.Delivered && entry.SentTime >= _lastSent)
            {
                _lastSent = entry.SentTime;
                LastStageId = entry.StageId.Length == 0 ? null : entry.StageId;
            }

            for (int i = 0; i < _count; i++)
            {
                if (_stages[i].Stage == record.Stage)
                {
                    _stages[i] = record;
                    return;
                }
            }

            if (_count == _stages.Length)
            {
                Array.Resize(ref _stages, _count == 0 ? 4 : _count + (_count / 2) + 1);
            }

            _stages[_count++] = record;
        }
    }

    /// <summary>The latest delivered stage: no stage before it can be accepted any more.</summary>
    internal bool TryLastDelivered(out StageRecord last)
    {
        last = default;
        bool found = false;
        lock (_waiting)
        {
            for (int i = 0; i < _count; i++)
            {
                if (_stages[i].Status == BgCheckDeliveryStatus.Delivered && (!found || _stages[i].SentTime > last.SentTime))
                {
                    last = _stages[i];
                    found = true;
                }
            }
        }

        return found;
    }

    /// <summary>The highest time sent so far among stages not later than a source time: what the next must exceed.</summary>
    internal long HighestSent(long sourceTime, ulong except)
    {
        long highest = long.MinValue;
        lock (_waiting)
        {
            for (int i = 0; i < _count; i++)
            {
                ref StageRecord record = ref _stages[i];
                if (record.MayBeThere && record.Stage != except && record.SourceTime <= sourceTime)
                {
                    highest = Math.Max(highest, record.SentTime);
                }
            }
        }

        return highest;
    }

    /// <summary>Whether another stage, not later than a time, still waits for an answer.</summary>
    internal bool IsHeldBefore(long sourceTime, ulong except)
    {
        lock (_waiting)
        {
            for (int i = 0; i < _count; i++)
            {
                ref StageRecord record = ref _stages[i];
                if (record.Holds && record.Stage != except && record.SourceTime <= sourceTime)
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Makes a run's lane the one that may send; else calls back when that is possible.</summary>
    internal bool TryOwn(object owner, Action whenFree)
    {
        lock (_waiting)
        {
            if (_owner is null || ReferenceEquals(_owner, owner))
            {
                _owner = owner;
                return true;
            }

            _waiting.Enqueue(whenFree);
            return false;
        }
    }

    internal void Release(object owner)
    {
        Action[] waiting;
        lock (_waiting)
        {
            if (!ReferenceEquals(_owner, owner))
            {
                return;
            }

            _owner = null;
            waiting = _waiting.ToArray();
            _waiting.Clear();
        }

        // All of them: one that belongs to a run that has ended must not swallow the turn of another.
        foreach (Action next in waiting)
        {
            next();
        }
    }

    /// <summary>Whether what happened to a stage keeps the later ones of its order back.</summary>
    internal static bool IsRepairable(LedgerEntry entry) =>
        entry.Status is BgCheckDeliveryStatus.Rejected or BgCheckDeliveryStatus.NotSent
        && entry.ErrorId is { } id && ErrorCatalogue.Get(id).Holds;

    private static ulong[]? ReportsOf(ContentFingerprint? content)
    {
        if (content is null || content.Reports.Count == 0)
        {
            return null;
        }

        var reports = new ulong[content.Reports.Count];
        for (int i = 0; i < reports.Length; i++)
        {
            reports[i] = content.Reports[i];
        }

        return reports;
    }
}
