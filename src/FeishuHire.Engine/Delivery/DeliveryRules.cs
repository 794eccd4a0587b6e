using System;
using System.Collections.Generic;
using System.Globalization;
using FeishuHire.Engine.Ledger;
using FeishuHire.Engine.Orders;
using FeishuHire.Errors;
using FeishuHire.Rules;
using FeishuHire.Values;

namespace FeishuHire.Engine.Delivery;

/// <summary>What is to be done with a row, from the row and what is known of its order alone. In this order: what the ledger
/// settles, the row's own rules, StageChanged, DuplicateStageId, StageTimeNotIncreasing, the tenant, OrderHeld.</summary>
internal sealed class DeliveryRules(DeliveryContext context, DeliveryOptions options)
{
    private readonly HashSet<string> _accepted = new(options.AcceptedIds, StringComparer.Ordinal);

    /// <summary>How long a refusal is remembered.</summary>
    internal static readonly TimeSpan RefusalMemory = TimeSpan.FromHours(24);

    private IDeliveryLedger Ledger => context.Ledger;

    private BgCheckDeliveryKind Kind => context.Kind;

    private bool Accepts(string? orderId) => orderId is not null && _accepted.Contains(orderId);

    /// <summary>An order id that looks rounded is right: Feishu knows it.</summary>
    internal void Accept(string orderId) => _accepted.Add(orderId);

    /// <summary>Whether a text can be an order's id, also one that looks rounded.</summary>
    internal static bool IsOrderId(string? id) => !string.IsNullOrEmpty(id) && IdCell.CheckOrderId(id!, acceptRounded: true) is null;

    /// <summary>What keeps a row from being looked up at all: a line that could not be read, or ids that cannot.</summary>
    internal BgCheckError? CheckIds(BgCheckProgress row)
    {
        if (row.FaultError is { } fault)
        {
            return fault;
        }

        IReadOnlyList<BgCheckViolation> problems = RowRules.CheckIds(row, Accepts(row.BackgroundCheckId));
        return problems.Count > 0 ? RowRules.ToError(problems) : null;
    }

    /// <summary>Whether a row says to which order it belongs, whatever else is wrong with it.</summary>
    internal bool NamesOrder(BgCheckProgress row) =>
        !string.IsNullOrEmpty(row.BackgroundCheckId) && IdCell.CheckOrderId(row.BackgroundCheckId!, Accepts(row.BackgroundCheckId)) is null;

    /// <summary>What the ledger already settles, before any rule: null where it does not.</summary>
    internal BgCheckDeliveryStatus? Known(OrderFacts facts, WaitingRow waiting)
    {
        bool known = facts.TryFind(waiting.Stage, out StageRecord record);
        if (!known)
        {
            bool isThere = (facts.WasForgotten(Ledger, waiting.Row.StageId, waiting.Time, out bool isLater) && !isLater)
                || (Kind == BgCheckDeliveryKind.Cancel && facts.IsTerminated && !options.NoReadBack);
            return isThere ? BgCheckDeliveryStatus.AlreadyDelivered : RefusesAll(facts);
        }

        return record.Status switch
        {
            BgCheckDeliveryStatus.Delivered => IsSame(record, waiting) || AddsKnownReports(facts, record, waiting) ? BgCheckDeliveryStatus.AlreadyDelivered : null,
            BgCheckDeliveryStatus.Abandoned => BgCheckDeliveryStatus.RefusedBefore,
            BgCheckDeliveryStatus.Rejected when !options.RetryRejected && IsRecent(record.ChangedAtSeconds * 1000L)
                && record.SameAs(waiting.Time, Ledger.Fingerprint(waiting.Row, whole: true)) => BgCheckDeliveryStatus.RefusedBefore,
            _ => RefusesAll(facts),
        };
    }

    /// <summary>Judges a row when its turn has come.</summary>
    /// <param name="lane">Its lane; the row is the first of it.</param>
    /// <param name="waiting">The row.</param>
    /// <param name="stoppedBy">The error that stopped its tenant, or null.</param>
    /// <param name="damaged">Rows that may belong to any of several orders.</param>
    internal Decision Judge(Lane lane, WaitingRow waiting, BgCheckError? stoppedBy, DamagedIds damaged)
    {
        if (waiting.Fault is not null)
        {
            return Decision.Fail(waiting.Fault);
        }

        OrderFacts facts = lane.Facts;
        if (Known(facts, waiting) is { } status)
        {
            return Decision.Settle(status);
        }

        BgCheckProgress row = waiting.Row;
        IReadOnlyList<BgCheckViolation> violations =
            RowRules.Check(row, new RowRuleContext(context.Server.Now, options.AllowFutureTime, Accepts(row.BackgroundCheckId)));
        if (violations.Count > 0)
        {
            return Decision.Fail(RowRules.ToError(violations));
        }

        bool known = facts.TryFind(waiting.Stage, out StageRecord record);
        if (AgainstTheOrder(facts, waiting, known, record) is { } broken)
        {
            return Decision.Fail(broken);
        }

        if (Shown(facts, waiting) is { } shown)
        {
            return Decision.Fail(shown);
        }

        if (stoppedBy is not null)
        {
            return Decision.Fail(Stopped(lane.Tenant, stoppedBy));
        }

        if (options.HoldOrder && Held(lane, waiting, damaged) is { } held)
        {
            return Decision.Fail(held);
        }

        if (known && record.MayBeThere && Kind != BgCheckDeliveryKind.Progress && (options.DryRun || options.NoReadBack || context.Orders is null))
        {
            return Decision.Fail(Refusals.NeverRepeated());
        }

        // Exactly as before where an earlier try may have been written; else the row's own time, or a millisecond after the last.
        long highest = known && record.MayBeThere ? long.MinValue : facts.HighestSent(waiting.Time, waiting.Stage);
        long sent = known && record.MayBeThere ? record.SentTime : Math.Max(waiting.Time, highest == long.MinValue ? highest : highest + 1);
        return Decision.Call(sent, isReplay: known && record.MayBeThere, earlierAttempts: known ? record.Attempts : 0);
    }

    internal static BgCheckError Stopped(string? tenant, BgCheckError reason) =>
        new BgCheckError(ErrorId.TenantStopped) { Outcome = BgCheckDeliveryStatus.NotSent, Retryable = true }
            .With("Tenant", tenant).With("Reason", reason.Id);

    private bool IsSame(in StageRecord record, WaitingRow waiting) => record.SameAs(waiting.Time, waiting.Content(Ledger));

    private bool IsRecent(long time) => time > context.Now - (long)RefusalMemory.TotalMilliseconds;

    private BgCheckDeliveryStatus? RefusesAll(OrderFacts facts) =>
        !options.RetryRejected && facts.RefusedAt != 0 && IsRecent(facts.RefusedAt) && Kind != BgCheckDeliveryKind.Cancel ? BgCheckDeliveryStatus.RefusedBefore : null;

    /// <summary>Whether a row only adds reports, and all of them were delivered: such a row of an export may leave the result out.</summary>
    private bool AddsKnownReports(OrderFacts facts, in StageRecord record, WaitingRow waiting)
    {
        BgCheckProgress row = waiting.Row;
        if (!string.IsNullOrEmpty(row.Result) || row.ReportFile.Count == 0 || record.SourceTime != waiting.Time || record.Reports is null)
        {
            return false;
        }

        foreach (ulong report in waiting.Content(Ledger).Reports)
        {
            if (Array.IndexOf(record.Reports, report) < 0)
            {
                return false;
            }
        }

        foreach (LedgerEntry entry in Ledger.ReadOrder(facts.OrderId).Entries)
        {
            if (entry.Kind == BgCheckDeliveryKind.Progress && entry.StageId == row.StageId)
            {
                return entry.NameHash is null || (row.StageName is string name && entry.NameHash == Ledger.NameHash(name));
            }
        }

        return false;
    }

    private BgCheckError? AgainstTheOrder(OrderFacts facts, WaitingRow waiting, bool known, in StageRecord record)
    {
        if (known && record.Status == BgCheckDeliveryStatus.Delivered && !record.Has(StageFlags.ThisRun))
        {
            return new BgCheckError(ErrorId.StageChanged).With("Change", record.SourceTime == waiting.Time ? "content" : "stage_time");
        }

        if (waiting.Twin is not null || (known && record.Status == BgCheckDeliveryStatus.Delivered))
        {
            return new BgCheckError(ErrorId.DuplicateStageId).With("OtherWhere", waiting.Twin?.Source?.ToString());
        }

        if (!known && facts.WasForgotten(Ledger, waiting.Row.StageId, waiting.Time, out _))
        {
            return new BgCheckError(ErrorId.StageChanged).With("Change", "stage_time");
        }

        if (known && record.MayBeThere && Kind != BgCheckDeliveryKind.Progress)
        {
            // Only reading back can tell.
            return null;
        }

        if (known && record.MayBeThere && !record.Has(StageFlags.ThisRun))
        {
            // It may be there, whatever has been delivered since: only its replay can tell, and that is made once.
            return record.Has(StageFlags.Replayed) && !options.RetryRejected ? Refusals.ReplayedBefore(record) : null;
        }

        bool tooEarly = waiting.Time < facts.LastDelivered || (waiting.Time == facts.LastDelivered && !options.NudgeEqualTimes);
        return tooEarly ? TooEarly(waiting, facts.LastDelivered, facts.LastStageId) : null;
    }

    private static BgCheckError TooEarly(WaitingRow waiting, long last, string? stage) => new BgCheckError(ErrorId.StageTimeNotIncreasing)
        .With("Time", waiting.Row.StageTime?.ToString(null, CultureInfo.InvariantCulture))
        .With("LastTime", Invariant.Time(last, waiting.Row.StageTime?.Offset ?? TimeSpan.Zero))
        .With("LastStage", stage);

    /// <summary>Something is shown that may be the row or another one: a person has to look.</summary>
    internal static BgCheckError Ambiguous() =>
        new BgCheckError(ErrorId.OutcomeUnknown) { Outcome = BgCheckDeliveryStatus.Uncertain, Retryable = false }.With("Reason", "Ambiguous");

    /// <summary>What reading the order back says against a row: what is not shown proves nothing, but what is shown may leave it
    /// no place.</summary>
    private BgCheckError? Shown(OrderFacts facts, WaitingRow waiting)
    {
        if (waiting.Evidence == EvidenceVerdict.Ambiguous)
        {
            return Ambiguous();
        }

        if (facts.IsClosed && !options.NoReadBack)
        {
            return new BgCheckError(ErrorId.OrderStatusAbnormal) { Outcome = BgCheckDeliveryStatus.NotSent }.With("Reason", "ReadBack");
        }

        if (context.Ledger.IsRestored && !options.NoReadBack && !options.DryRun && facts.Reading is not { IsCurrent: true } && context.Orders is not null)
        {
            return new BgCheckError(ErrorId.OrderHeld) { Outcome = BgCheckDeliveryStatus.NotSent, Retryable = true }
                .With("Reason", "NotReadBack");
        }

        // A stage that may be there is looked up, whatever an earlier reading has shown behind it.
        bool mayBeThere = facts.TryFind(waiting.Stage, out StageRecord record) && record.MayBeThere;
        return Kind == BgCheckDeliveryKind.Progress && (waiting.Evidence == EvidenceVerdict.TooLate || (waiting.Time <= facts.LastShown && !mayBeThere))
            ? TooEarly(waiting, facts.LastShown, null).With("Reason", "ReadBack")
            : null;
    }

    private BgCheckError? Held(Lane lane, WaitingRow waiting, DamagedIds damaged)
    {
        if (Kind != BgCheckDeliveryKind.Progress)
        {
            if (lane.Facts.FindOpen(waiting.Stage) is { } open)
            {
                return HeldBy(open.OrderId, open.StageId, open.SourceTime, open.ErrorId, inThisRun: false, waiting.Row);
            }

            return Kind == BgCheckDeliveryKind.Result && damaged.Find(lane.OrderId, long.MaxValue, null) is { } neighbour
                ? HeldBy(neighbour.OrderId, neighbour.StageId, neighbour.Time, ErrorId.DamagedId, neighbour.InThisRun, waiting.Row)
                : null;
        }

        if (lane.Facts.TryFindHolder(waiting.Time, waiting.Stage, lane, out StageRecord holder))
        {
            // A row that was refused before and is told so stands in this input as well.
            bool inThisRun = holder.Has(StageFlags.ThisRun) || holder.Has(StageFlags.Told);
            return HeldBy(lane.OrderId, holder.Open!.StageId, holder.SourceTime, holder.Open.ErrorId, inThisRun, waiting.Row);
        }

        return damaged.Find(lane.OrderId, waiting.Time, waiting.Row.StageId) is { } row
            ? HeldBy(row.OrderId, row.StageId, row.Time, ErrorId.DamagedId, row.InThisRun, waiting.Row)
            : null;
    }

    private static BgCheckError HeldBy(string order, string stage, long time, string? errorId, bool inThisRun, BgCheckProgress row) =>
        new BgCheckError(ErrorId.OrderHeld) { Outcome = BgCheckDeliveryStatus.NotSent, Retryable = true }
            .With("HeldBy", stage)
            .With("HolderOrder", order)
            .With("HolderTime", time is long.MinValue or 0 ? null : Invariant.Time(time, row.StageTime?.Offset ?? TimeSpan.Zero))
            .With("HeldReason", errorId ?? nameof(BgCheckDeliveryStatus.Waiting))
            .With("Reason", inThisRun || row.Kind != BgCheckDeliveryKind.Progress ? null : "Elsewhere");
}
