using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using FeishuHire.Engine.Ledger;
using FeishuHire.Errors;

namespace FeishuHire.Engine.Delivery;

/// <summary>Tells rows that do not get there, and remembers them in the ledger: they hold their order in every later run, until
/// they are delivered or settled by hand. The loop's alone.</summary>
internal sealed class OpenRows(DeliveryContext context, DeliveryOptions options, RunOutput output)
{
    private const int Batch = 1_000;

    private readonly List<LedgerEntry> _entries = [];

    /// <summary>Rows that may belong to any of several orders.</summary>
    internal DamagedIds Damaged { get; } = new();

    /// <summary>Takes the rounded ids that earlier runs have left open.</summary>
    /// <exception cref="FeishuHireException">A ledger error.</exception>
    internal void Begin()
    {
        foreach (LedgerEntry entry in context.Ledger.ReadOpenDamaged())
        {
            if (entry.Kind == BgCheckDeliveryKind.Progress)
            {
                Damaged.Add(new DamagedRow(entry.OrderId, entry.StageId, entry.SourceTime == 0 ? long.MinValue : entry.SourceTime, InThisRun: false));
            }
        }
    }

    /// <summary>Remembers an update's new state; a delivered stage resolves the holds that were waiting for it, and with an ended
    /// order what was held there is given up.</summary>
    internal void Learn(OrderFacts facts, LedgerEntry entry)
    {
        facts.Put(entry);
        if (entry.Status != BgCheckDeliveryStatus.Delivered)
        {
            return;
        }

        if (entry.Kind == BgCheckDeliveryKind.Progress)
        {
            facts.RemoveHoldsAt(entry.SourceTime);
            foreach (DamagedRow row in Damaged.Resolve(facts.OrderId, entry.StageId, entry.SourceTime))
            {
                Resolve(row);
            }
        }
        else if (entry.Kind == BgCheckDeliveryKind.Cancel)
        {
            GiveUpOthers(facts);
        }
    }

    /// <summary>With its order what was held there is given up.</summary>
    private void GiveUpOthers(OrderFacts facts)
    {
        // To a run of another kind that finds the end, its own rows are no others.
        IEnumerable<LedgerEntry> others = context.Kind == BgCheckDeliveryKind.Cancel
            ? facts.TakeOthers()
            : [.. context.Ledger.ReadOrder(facts.OrderId).Entries.Where(static entry =>
                entry.Kind != BgCheckDeliveryKind.Cancel && entry.Status != BgCheckDeliveryStatus.Uncertain && LedgerQuery.IsStuck(entry))];
        foreach (LedgerEntry open in others)
        {
            LedgerEntry givenUp = open with { Status = BgCheckDeliveryStatus.Abandoned, ChangedAt = context.Now, RunId = context.RunId };
            Settle(givenUp);
            facts.Put(givenUp);
        }
    }

    /// <summary>A row as the ledger keeps it.</summary>
    internal static LedgerEntry EntryOf(DeliveryContext context, WaitingRow waiting, BgCheckDeliveryStatus status) => new()
    {
        OrderId = waiting.Row.BackgroundCheckId!,
        Kind = context.Kind,
        StageId = waiting.Row.StageId ?? string.Empty,
        Status = status,
        SourceTime = waiting.Time == long.MinValue ? 0 : waiting.Time,
        NameHash = string.IsNullOrWhiteSpace(waiting.Row.StageName) ? null : context.Ledger.NameHash(waiting.Row.StageName!),
        TenantKey = waiting.Row.TenantKey,
        ChangedAt = context.Now,
        RunId = context.RunId,
    };

    /// <summary>A delivered stage came again as it was: what was wrong with its row meanwhile is mended.</summary>
    internal void Confirm(OrderFacts facts, long time)
    {
        foreach (StageRecord record in facts.TakeBeside(time))
        {
            Settle(new LedgerEntry
            {
                OrderId = facts.OrderId,
                Kind = context.Kind,
                StageId = string.Empty,
                Status = BgCheckDeliveryStatus.Abandoned,
                SourceTime = record.SourceTime,
                ErrorId = record.Open!.ErrorId,
                ChangedAt = context.Now,
                RunId = context.RunId,
            });
        }
    }

    /// <summary>Tells a row that fails without a call, or is held by one that did.</summary>
    /// <param name="waiting">The row.</param>
    /// <param name="error">Why.</param>
    /// <param name="facts">What is known of its order, which learns of it.</param>
    internal void Refuse(WaitingRow waiting, BgCheckError error, OrderFacts facts)
    {
        BgCheckDeliveryStatus status = error.Id == ErrorId.OrderHeld ? BgCheckDeliveryStatus.Held : error.Outcome ?? BgCheckDeliveryStatus.NotSent;
        LedgerEntry entry = EntryOf(waiting, status, facts) with { ErrorId = error.Id, Code = error.Code, Content = waiting.Content(context.Ledger) };
        entry = entry with { Replayed = entry.Replayed || status == BgCheckDeliveryStatus.Uncertain };
        if (error.Id is ErrorId.StageChanged or ErrorId.DuplicateStageId)
        {
            // The id is another stage's.
            entry = entry with { StageId = string.Empty };
        }

        bool known = facts.TryFind(OrderFacts.KeyOf(entry.StageId, entry.SourceTime), out StageRecord before);
        bool quiet = known && IsTold(before, entry);
        if (known && before.Open?.ErrorId == entry.ErrorId)
        {
            // As before, and so since when it was. A stage with several reports may come in several rows, which all are it.
            entry = entry with { ChangedAt = before.ChangedAtSeconds * 1000L, Content = before.SourceTime == entry.SourceTime ? entry.Content!.Joined(before.Content) : entry.Content };
        }

        if (quiet)
        {
            output.Settled(Deliveries.Of(waiting.Row, before, status == BgCheckDeliveryStatus.Held ? status : BgCheckDeliveryStatus.RefusedBefore), waiting.Row);
        }
        else
        {
            output.Failed(waiting.Row, error);
        }

        if (!known || !before.MayBeThere)
        {
            Keep(entry with { ToldAt = quiet ? before.Open!.ToldAt : context.Now }, facts);
        }
        else if (!quiet && before.Status == BgCheckDeliveryStatus.Uncertain && status == BgCheckDeliveryStatus.Uncertain)
        {
            Renew(entry, facts);
        }
    }

    /// <summary>What is unknown has been told again: its record stays, but for that.</summary>
    private void Renew(LedgerEntry told, OrderFacts facts)
    {
        EntryKey key = EntryKey.Of(told);
        foreach (LedgerEntry entry in context.Ledger.ReadOrder(facts.OrderId).Entries)
        {
            if (EntryKey.Of(entry) == key)
            {
                Keep(entry with { ErrorId = told.ErrorId, Replayed = true, ToldAt = context.Now }, facts);
            }
        }
    }

    /// <summary>Remembers a row that is told elsewhere: it has not left this machine, and keeps its place.</summary>
    internal void Remember(WaitingRow waiting, BgCheckError error, OrderFacts facts)
    {
        LedgerEntry entry = EntryOf(waiting, BgCheckDeliveryStatus.NotSent, facts) with { ErrorId = error.Id, Code = error.Code, ToldAt = context.Now };
        if (!IsTaken(entry, facts))
        {
            Keep(entry, facts);
        }
    }

    /// <summary>Tells a row whose turn did not come.</summary>
    /// <param name="waiting">The row.</param>
    /// <param name="facts">What is known of its order; null where that was not looked up.</param>
    internal void Untried(WaitingRow waiting, OrderFacts? facts)
    {
        output.Unprocessed(waiting.Row);
        if (!DeliveryRules.IsOrderId(waiting.Row.BackgroundCheckId))
        {
            return;
        }

        LedgerEntry entry = EntryOf(waiting, BgCheckDeliveryStatus.Waiting, null);
        if (facts is null || !IsTaken(entry, facts))
        {
            Keep(entry, facts);
        }
    }

    /// <summary>A row with a rounded id has been delivered under its true one: the ledger lets go of it.</summary>
    private void Resolve(DamagedRow row) => Settle(new LedgerEntry
    {
        OrderId = row.OrderId,
        StageId = row.StageId,
        Status = BgCheckDeliveryStatus.Abandoned,
        SourceTime = row.Time == long.MinValue ? 0 : row.Time,
        ErrorId = ErrorId.DamagedId,
        ChangedAt = context.Now,
        RunId = context.RunId,
    });

    /// <summary>Notes what has been settled without a call: shown by Feishu, or given up with its order.</summary>
    internal void Settle(LedgerEntry entry)
    {
        if (!options.DryRun)
        {
            _entries.Add(entry);
        }
    }

    /// <summary>Writes what has come together, once that is worth a transaction.</summary>
    internal Task FlushFullAsync() => _entries.Count >= Batch ? FlushAsync() : Task.CompletedTask;

    /// <summary>Writes what has come together.</summary>
    /// <exception cref="FeishuHireException">A ledger error.</exception>
    internal async Task FlushAsync()
    {
        if (_entries.Count > 0)
        {
            LedgerEntry[] entries = [.. _entries];
            _entries.Clear();
            await context.Ledger.RecordAsync(entries).ConfigureAwait(false);
        }
    }

    private void Keep(LedgerEntry entry, OrderFacts? facts)
    {
        facts?.Put(entry);
        if (!options.SendsNothing)
        {
            _entries.Add(entry);
        }
    }

    private static bool IsTaken(LedgerEntry entry, OrderFacts facts) =>
        facts.TryFind(OrderFacts.KeyOf(entry.StageId, entry.SourceTime), out StageRecord record) && record.MayBeThere;

    /// <summary>A delivered stage keeps its own record: the row beside it holds by its time alone, and only where it may be another
    /// stage with a mistyped id.</summary>
    private LedgerEntry EntryOf(WaitingRow waiting, BgCheckDeliveryStatus status, OrderFacts? facts)
    {
        bool isTaken = facts is not null && facts.TryFind(waiting.Stage, out StageRecord record) && record.Status == BgCheckDeliveryStatus.Delivered;
        LedgerEntry entry = EntryOf(context, waiting, status);
        return isTaken ? entry with { StageId = string.Empty, Replayed = waiting.Time <= facts!.LastDelivered } : entry;
    }

    private bool IsTold(in StageRecord before, LedgerEntry entry) =>
        options.QuietFor > TimeSpan.Zero
        && before.Open is { } open
        && open.ErrorId == entry.ErrorId
        && open.ToldAt > context.Now - (long)options.QuietFor.TotalMilliseconds
        && before.SameAs(entry.SourceTime, entry.Content!);
}
