using System.Collections.Generic;
using System.Threading.Tasks;

namespace FeishuHire.Engine.Ledger;

/// <summary>A ledger to look into and to settle by hand: what Get-, Set- and Remove-BgCheckDelivery stand on.</summary>
public interface ILedgerRecords
{
    /// <summary>Reads the ledger from end to end as far as the caller asks, order by order and in each by time. What a purge
    /// left of an order is no stage.</summary>
    /// <param name="query">Which stages; of all realms unless it names one.</param>
    /// <exception cref="FeishuHireException">LedgerBusy or LedgerUnusable.</exception>
    IEnumerable<LedgerEntry> Query(LedgerQuery query);

    /// <summary>Settles stages by hand, all or none.</summary>
    /// <param name="decisions">What is decided, some thousand at a time.</param>
    /// <param name="by">Who, as user@machine.</param>
    /// <returns>For each the entry as it now stands; one that a run has under way keeps its status Sending; null where a stage
    /// cannot be delivered because neither the decision nor the ledger has its time.</returns>
    /// <exception cref="FeishuHireException">LedgerBusy, LedgerFull or LedgerUnusable.</exception>
    Task<List<LedgerEntry?>> SettleByHandAsync(IReadOnlyList<ManualDecision> decisions, string by);

    /// <summary>Forgets the realm's stages that last changed before a time, but for what <see cref="PurgedOrder"/> keeps. What is
    /// under way or uncertain stays.</summary>
    /// <param name="before">Unix milliseconds.</param>
    /// <exception cref="FeishuHireException">LedgerBusy, LedgerFull or LedgerUnusable.</exception>
    Task<LedgerPurge> PurgeAsync(long before);
}
