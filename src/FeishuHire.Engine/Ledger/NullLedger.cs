using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace FeishuHire.Engine.Ledger;

/// <summary>No ledger: what is sent is known to its own run only.</summary>
internal sealed class NullLedger(Func<BgCheckProgress, ContentFingerprint> fingerprint) : IDeliveryLedger
{
    public string? Path => null;

    public ContentFingerprint Fingerprint(BgCheckProgress row) => fingerprint(row);

    public ulong Mark(string stageId) => 0;

    public IReadOnlyList<LedgerEntry> ReadOrder(string orderId) => [];

    public Task<IDisposable> EnterRunAsync(RunScope scope, string runId, TimeSpan wait, CancellationToken cancellationToken) =>
        Task.FromResult<IDisposable>(this);

    public Task RecordIntentAsync(LedgerEntry entry, string budgetKey, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task RecordOutcomeAsync(LedgerEntry entry, string budgetKey) => Task.CompletedTask;

    public IReadOnlyList<long> ReadCallEnds(string budgetKey, long since) => [];

    public void Dispose()
    {
    }
}
