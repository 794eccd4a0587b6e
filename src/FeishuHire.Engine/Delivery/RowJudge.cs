using System;
using System.Collections.Generic;
using FeishuHire.Engine.Ledger;
using FeishuHire.Errors;
using FeishuHire.Rules;

namespace FeishuHire.Engine.Delivery;

/// <summary>Judges a row when its turn has come, in this order: what is known of it, its own rules, StageChanged,
/// DuplicateStageId, StageTimeNotIncreasing, the tenant, OrderHeld.</summary>
internal sealed class RowJudge(RunState scope)
{
    /// <summary>How long a refusal is remembered.</summary>
    internal static readonly TimeSpan RefusalMemory = TimeSpan.FromHours(24);

    internal Decision Judge(Lane lane, WaitingRow waiting)
    {
        if (Known(lane.State, waiting) is { } status)
        {
            return Decision.Settle(status);
        }

        if (waiting.Fault is not null)
        {
            return Decision.Fail(waiting.Fault);
        }

        IReadOnlyList<BgCheckViolation> violations =
            RowRules.Check(waiting.Row, new RowRuleContext(scope.Server.Now, scope.Options.AllowFutureTime));
        if (violations.Count > 0)
        {
            return Decision.Fail(RowRules.ToError(violations));
        }

        bool known = lane.State.TryFind(waiting.Stage, out StageRecord record);
        if (AgainstTheOrder(lane.State, waiting, known, record) is { } broken)
        {
            return Decision.Fail(broken);
        }

        if (!scope.Context.FixesTenant && scope.Tenants.StoppedBy(lane.Tenant) is { } reason)
        {
            return Decision.Fail(Stopped(lane.Tenant, reason));
        }

        return Held(lane, waiting) is { } held ? Decision.Fail(held) : Decision.Call(
            SentTime(lane.State, waiting, known, record),
            isReplay: known && record.MayBeThere,
            earlierAttempts: known ? record.Attempts : 0);
    }

    /// <summary>What the ledger already settles, before any rule: null where it does not.</summary>
    internal BgCheckDeliveryStatus? Known(OrderState state, WaitingRow waiting)
    {
        bool known = state.TryFind(waiting.Stage, out StageRecord record);
        if (!known && state.WasForgotten(scope.Context.Ledger, waiting.Row.StageId, waiting.Time, out bool isLater) && !isLater)
        {
            return BgCheckDeliveryStatus.AlreadyDelivered;
        }

        if (known && record.Status == BgCheckDeliveryStatus.Delivered)
        {
            return Same(record, waiting) ? BgCheckDeliveryStatus.AlreadyDelivered : null;
        }

        if (known && record.Status == BgCheckDeliveryStatus.Abandoned)
        {
            return BgCheckDeliveryStatus.RefusedBefore;
        }

        if (scope.Options.RetryRejected)
        {
            return null;
        }

        long since = scope.UnixNow - (long)RefusalMemory.TotalMilliseconds;
        if (state.RefusedAt > since)
        {
            return BgCheckDeliveryStatus.RefusedBefore;
        }

        return known && record.Status == BgCheckDeliveryStatus.Rejected && record.ChangedAtSeconds * 1000L > since && Same(record, waiting)
            ? BgCheckDeliveryStatus.RefusedBefore
            : null;
    }

    internal static BgCheckError Stopped(string? tenant, BgCheckError reason) =>
        new BgCheckError(ErrorId.TenantStopped) { Outcome = BgCheckDeliveryStatus.NotSent, Retryable = true }
            .With("Tenant", tenant).With("Reason", reason.Id);

    private bool Same(in StageRecord record, WaitingRow waiting) =>
        record.SameAs(waiting.Time, waiting.Content(scope.Context.Ledger));

    private BgCheckError? AgainstTheOrder(OrderState state, WaitingRow waiting, bool known, in StageRecord record)
    {
        if (known && record.Status == BgCheckDeliveryStatus.Delivered && record.Run != scope.Number)
        {
            return new BgCheckError(ErrorId.StageChanged).With("Change", record.SourceTime == waiting.Time ? "content" : "stage_time");
        }

        if (waiting.Twin is not null || (known && record.Status == BgCheckDeliveryStatus.Delivered))
        {
            return new BgCheckError(ErrorId.DuplicateStageId).With("OtherWhere", waiting.Twin?.Source?.ToString());
        }

        if (!known && state.WasForgotten(scope.Context.Ledger, waiting.Row.StageId, waiting.Time, out _))
        {
            return new BgCheckError(ErrorId.StageChanged).With("Change", "stage_time");
        }

        if (known && record.Status is BgCheckDeliveryStatus.Uncertain or BgCheckDeliveryStatus.Sending && record.Run != scope.Number)
        {
            // It may be there, whatever has been delivered since: only its replay can tell, and that is made once.
            return record.Has(StageFlags.Replayed) && !scope.Options.RetryRejected ? Refusals.ReplayedBefore(record) : null;
        }

        if (!state.TryLastDelivered(out StageRecord last))
        {
            return null;
        }

        bool tooEarly = waiting.Time < last.SourceTime || (waiting.Time == last.SourceTime && !scope.Options.NudgeEqualTimes);
        return !tooEarly ? null : new BgCheckError(ErrorId.StageTimeNotIncreasing)
            .With("Time", waiting.Row.StageTime?.ToString(null, System.Globalization.CultureInfo.InvariantCulture))
            .With("LastTime", Invariant.Time(last.SourceTime, waiting.Row.StageTime?.Offset ?? TimeSpan.Zero))
            .With("LastStage", state.LastStageId);
    }

    private BgCheckError? Held(Lane lane, WaitingRow waiting)
    {
        if (!scope.Options.HoldOrder || scope.Options.DryRun)
        {
            return null;
        }

        if (lane.Hold is { } hold && hold.Time <= waiting.Time)
        {
            return HeldBy(hold.Stage, hold.ErrorId);
        }

        if (scope.DamagedIds.Find(lane.OrderId) is { } damaged && damaged.Time <= waiting.Time)
        {
            return HeldBy(damaged.Stage, damaged.ErrorId);
        }

        return lane.State.IsHeldBefore(waiting.Time, waiting.Stage) ? HeldByEarlierRun(lane, waiting) : null;
    }

    private BgCheckError HeldByEarlierRun(Lane lane, WaitingRow waiting)
    {
        foreach (LedgerEntry entry in scope.Context.Ledger.ReadOrder(lane.OrderId).Entries)
        {
            bool holds = OrderState.IsRepairable(entry)
                || (entry.Status is BgCheckDeliveryStatus.Uncertain or BgCheckDeliveryStatus.Sending && !entry.Replayed);
            if (holds && entry.SourceTime <= waiting.Time && entry.StageId != waiting.Row.StageId)
            {
                return HeldBy(entry.StageId, entry.ErrorId ?? ErrorId.OutcomeUnknown);
            }
        }

        return HeldBy("?", ErrorId.OutcomeUnknown);
    }

    private static BgCheckError HeldBy(string stage, string errorId) =>
        new BgCheckError(ErrorId.OrderHeld) { Outcome = BgCheckDeliveryStatus.NotSent, Retryable = true }
            .With("HeldBy", stage).With("HeldReason", errorId);

    /// <summary>The row's own time, or a millisecond after the last one where that is not later; exactly as before where an
    /// earlier try may have been written.</summary>
    private static long SentTime(OrderState state, WaitingRow waiting, bool known, in StageRecord record)
    {
        if (known && record.MayBeThere)
        {
            return record.SentTime;
        }

        long highest = state.HighestSent(waiting.Time, waiting.Stage);
        return highest >= waiting.Time ? highest + 1 : waiting.Time;
    }
}
