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

    /// <summary>Hashes a row's content with the ledger's key.</summary>
    /// <param name="row">The row.</param>
    ContentFingerprint Fingerprint(BgCheckProgress row);

    /// <summary>The mark that a purge leaves of a stage: a keyed hash of its id.</summary>
    /// <param name="stageId">stage_id.</param>
    ulong Mark(string stageId);

    /// <summary>All that is known of an order's stages, in no order; empty where nothing is.</summary>
    /// <param name="orderId">background_check_id.</param>
    /// <exception cref="FeishuHireException">LedgerBusy or LedgerUnusable.</exception>
    IReadOnlyList<LedgerEntry> ReadOrder(string orderId);

    /// <summary>Starts a run: waits until no other process works for the same app and tenant on this ledger, then settles what
    /// dead runs left behind (their Sending becomes Uncertain). Runs of one process share the turn. To be called before the
    /// run's first <see cref="ReadOrder"/> and <see cref="RecordIntentAsync"/>; disposed when its last outcome is recorded.</summary>
    /// <param name="scope">The app and, where fixed, the tenant.</param>
    /// <param name="runId">The run, as its entries carry it; unique.</param>
    /// <param name="wait">How long to wait for the other run; zero looks once.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="FeishuHireException">AnotherRunActive, LedgerBusy, LedgerFull or LedgerUnusable.</exception>
    Task<IDisposable> EnterRunAsync(RunScope scope, string runId, TimeSpan wait, CancellationToken cancellationToken);

    /// <summary>Records that a call is about to start; durable when the task ends. Entries of several lanes share a transaction.</summary>
    /// <param name="entry">The stage, with status Sending.</param>
    /// <param name="budgetKey">The rate budget that the call counts against.</param>
    /// <param name="cancellationToken">Takes the intent back while it still waits for its transaction: the task is cancelled and
    /// nothing was recorded. Once its transaction runs the task ends as if it had not been cancelled; the caller then makes no
    /// call and records NotSent.</param>
    /// <exception cref="FeishuHireException">LedgerFull or LedgerUnusable: no call may follow.</exception>
    Task RecordIntentAsync(LedgerEntry entry, string budgetKey, CancellationToken cancellationToken);

    /// <summary>Records what a call came to; durable when the task ends.</summary>
    /// <param name="entry">The stage with its new status.</param>
    /// <param name="budgetKey">The rate budget that the call counted against.</param>
    /// <exception cref="FeishuHireException">LedgerFull or LedgerUnusable: the call was made and could not be recorded.</exception>
    Task RecordOutcomeAsync(LedgerEntry entry, string budgetKey);

    /// <summary>When the calls of a budget ended in the last minute, as far as they are known (a call without an end counts
    /// as ended at its start plus the timeout): Unix milliseconds, ascending.</summary>
    /// <param name="budgetKey">The rate budget.</param>
    /// <param name="since">Unix milliseconds.</param>
    IReadOnlyList<long> ReadCallEnds(string budgetKey, long since);
}
