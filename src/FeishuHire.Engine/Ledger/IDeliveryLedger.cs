using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace FeishuHire.Engine.Ledger;

/// <summary>What was sent, in one realm: asked before a row is judged, told before and after every call.</summary>
public interface IDeliveryLedger : IDisposable
{
    /// <summary>The ledger's file, or null for one in memory.</summary>
    string? Path { get; }

    /// <summary>Whether this generation of the ledger began with a restored backup: what was sent since that was made is
    /// unknown, until an order is read back.</summary>
    bool IsRestored { get; }

    /// <summary>Hashes a row's content with the ledger's key.</summary>
    /// <param name="row">The row.</param>
    /// <param name="whole">Whether all counts that would be sent, as for a refusal; else what a stage shows.</param>
    ContentFingerprint Fingerprint(BgCheckProgress row, bool whole = false);

    /// <summary>Hashes a stage's name with the ledger's key; blanks around it do not count.</summary>
    /// <param name="name">stage_name.</param>
    ulong NameHash(string name);

    /// <summary>The mark that a purge leaves of a stage: a keyed hash of its id.</summary>
    /// <param name="stageId">stage_id.</param>
    ulong Mark(string stageId);

    /// <summary>All that is known of an order; <see cref="OrderHistory.Empty"/> where nothing is.</summary>
    /// <param name="orderId">background_check_id.</param>
    /// <exception cref="FeishuHireException">LedgerBusy or LedgerUnusable.</exception>
    OrderHistory ReadOrder(string orderId);

    /// <summary>Until it is disposed, what is read by <see cref="ReadOrder"/> is read in one look at the file, and does not show
    /// what is written meanwhile: each look of its own costs as much as an order in it. To be kept short; null where all is in memory.</summary>
    IDisposable? Look();

    /// <summary>The open entries whose order id a spreadsheet has rounded: each may belong to any order that begins with its digits.</summary>
    /// <exception cref="FeishuHireException">LedgerBusy or LedgerUnusable.</exception>
    IReadOnlyList<LedgerEntry> ReadOpenDamaged();

    /// <summary>How many orders have anything that waits for somebody: NotSent with an error, Held, Waiting, Rejected in a way that
    /// holds, or Uncertain.</summary>
    /// <exception cref="FeishuHireException">LedgerBusy or LedgerUnusable.</exception>
    long CountOpenOrders();

    /// <summary>Starts a run: waits until no other works in this realm on this ledger, in this process or another, then settles
    /// what dead runs left behind (their Sending becomes Uncertain). To be called before the run's first <see cref="ReadOrder"/>
    /// and <see cref="RecordIntentAsync"/>; disposed when its last outcome is recorded, which also folds all that was written into
    /// the ledger's one file.</summary>
    /// <param name="runId">The run, as its entries carry it; unique.</param>
    /// <param name="wait">How long to wait for the other run; zero looks once.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="FeishuHireException">AnotherRunActive, LedgerBusy, LedgerFull or LedgerUnusable.</exception>
    Task<IDisposable> EnterRunAsync(string runId, TimeSpan wait, CancellationToken cancellationToken);

    /// <summary>Records that a call is about to start; durable when the task ends. Entries of several lanes share a transaction.</summary>
    /// <param name="entry">The stage, with status Sending.</param>
    /// <param name="budgetKey">The rate budget that the call counts against.</param>
    /// <param name="cancellationToken">Takes the intent back while it still waits for its transaction: the task is cancelled and
    /// nothing was recorded. Once its transaction runs the task ends as if it had not been cancelled; the caller then makes no
    /// call and records NotSent.</param>
    /// <exception cref="FeishuHireException">LedgerFull or LedgerUnusable: no call may follow.</exception>
    Task RecordIntentAsync(LedgerEntry entry, string budgetKey, CancellationToken cancellationToken);

    /// <summary>Records what a call came to; durable when the task ends. A delivered stage also ends the hold without a stage id
    /// of its order and source time.</summary>
    /// <param name="entry">The stage with its new status.</param>
    /// <param name="budgetKey">The rate budget that the call counted against.</param>
    /// <exception cref="FeishuHireException">LedgerFull or LedgerUnusable: the call was made and could not be recorded.</exception>
    Task RecordOutcomeAsync(LedgerEntry entry, string budgetKey);

    /// <summary>Records entries that no call was made for: rows held, waiting or refused by a rule, and what reading back showed.
    /// NotSent, Held and Waiting never replace an entry that is Delivered, Uncertain, Abandoned or Sending. Durable when the task
    /// ends; on a failure some may be recorded.</summary>
    /// <param name="entries">The entries, any number.</param>
    /// <exception cref="FeishuHireException">LedgerBusy, LedgerFull or LedgerUnusable.</exception>
    Task RecordAsync(IReadOnlyList<LedgerEntry> entries);

    /// <summary>Records that orders were read back, in this generation of the ledger.</summary>
    /// <param name="readings">The orders and what was shown.</param>
    /// <exception cref="FeishuHireException">LedgerBusy, LedgerFull or LedgerUnusable.</exception>
    Task RecordReadingAsync(IReadOnlyList<(string OrderId, OrderReading Reading)> readings);

    /// <summary>Records what a run came to, while it has its turn; its end itself is recorded when the turn is given back.</summary>
    /// <param name="run">The run.</param>
    /// <exception cref="FeishuHireException">LedgerBusy, LedgerFull or LedgerUnusable.</exception>
    Task RecordRunEndAsync(RunRecord run);

    /// <summary>When the calls of a budget ended in the last minute, as far as they are known (a call without an end counts
    /// as ended at its start plus the timeout): Unix milliseconds, ascending.</summary>
    /// <param name="budgetKey">The rate budget.</param>
    /// <param name="since">Unix milliseconds.</param>
    IReadOnlyList<long> ReadCallEnds(string budgetKey, long since);
}
