using System.Collections.Generic;
using System.Threading.Tasks;

namespace FeishuHire.Engine.Ledger;

/// <summary>A ledger to look into and to settle by hand: what Get-, Set- and Remove-BgCheckDelivery stand on.</summary>
public interface ILedgerRecords
{
    /// <summary>Reads the ledger as far as the caller asks: order by order and in each by time; what needs action the oldest first.</summary>
    /// <param name="query">Which entries; of all realms unless it names one.</param>
    /// <exception cref="FeishuHireException">LedgerBusy or LedgerUnusable.</exception>
    IEnumerable<LedgerEntry> Query(LedgerQuery query);

    /// <summary>Settles entries by hand, all or none.</summary>
    /// <param name="decisions">What is decided, some thousand at a time.</param>
    /// <param name="by">Who, as user@machine.</param>
    /// <returns>For each the entry as it now stands; one that a run has under way keeps its status Sending; null where a stage
    /// cannot be delivered because neither the decision nor the ledger has its time.</returns>
    /// <exception cref="FeishuHireException">LedgerBusy, LedgerFull or LedgerUnusable.</exception>
    Task<List<LedgerEntry?>> SettleByHandAsync(IReadOnlyList<ManualDecision> decisions, string by);

    /// <summary>Forgets the realm's entries that last changed before a time. What is open and what was abandoned stays; of each
    /// delivered stage <see cref="ForgottenStages"/> keeps a mark.</summary>
    /// <param name="before">Unix milliseconds.</param>
    /// <exception cref="FeishuHireException">LedgerBusy, LedgerFull or LedgerUnusable.</exception>
    Task<LedgerPurge> PurgeAsync(long before);

    /// <summary>Forgets single entries, whatever their state, all or none; of a delivered stage a mark stays.</summary>
    /// <param name="keys">Which.</param>
    /// <returns>For each the entry that was there, or null; one that a run has under way has the status Sending, and stays.</returns>
    /// <exception cref="FeishuHireException">LedgerBusy, LedgerFull or LedgerUnusable.</exception>
    Task<List<LedgerEntry?>> RemoveAsync(IReadOnlyList<EntryKey> keys);

    /// <summary>The runs of the realm, or of all where the ledger was opened for none and holds several, that began at or after a time, the latest first.</summary>
    /// <param name="since">Unix milliseconds.</param>
    /// <exception cref="FeishuHireException">LedgerBusy or LedgerUnusable.</exception>
    IReadOnlyList<RunRecord> ReadRuns(long since);
}
