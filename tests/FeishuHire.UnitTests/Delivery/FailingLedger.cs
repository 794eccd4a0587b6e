using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using FeishuHire.Engine.Ledger;
using FeishuHire.Errors;

namespace FeishuHire.UnitTests.Delivery;

/// <summary>A ledger that fails once: when something is asked of it or told to it for the given time.</summary>
internal sealed class FailingLedger(IDeliveryLedger inner, string failing, int failAt) : IDeliveryLedger
{
    private int _steps;

    /// <summary>What it was doing when it failed; null where the step was never reached.</summary>
    public string? FailedAt { get; private set; }

    public string? Path => inner.Path;

    public bool IsRestored => inner.IsRestored;

    public ContentFingerprint Fingerprint(BgCheckProgress row, bool whole = false) => inner.Fingerprint(row, whole);

    public ulong NameHash(string name) => inner.NameHash(name);

    public ulong Mark(string stageId) => inner.Mark(stageId);

    public IDisposable? Look() => inner.Look();

    public OrderHistory ReadOrder(string orderId) => Step(nameof(ReadOrder), () => inner.ReadOrder(orderId));

    public IReadOnlyList<LedgerEntry> ReadOpenDamaged() => Step(nameof(ReadOpenDamaged), inner.ReadOpenDamaged);

    public long CountOpenOrders() => Step(nameof(CountOpenOrders), inner.CountOpenOrders);

    public IReadOnlyList<long> ReadCallEnds(string budgetKey, long since) => Step(nameof(ReadCallEnds), () => inner.ReadCallEnds(budgetKey, since));

    public Task<IDisposable> EnterRunAsync(string runId, TimeSpan wait, CancellationToken cancellationToken) => inner.EnterRunAsync(runId, wait, cancellationToken);

    public Task RecordIntentAsync(LedgerEntry entry, string budgetKey, CancellationToken cancellationToken) =>
        StepAsync(nameof(RecordIntentAsync), () => inner.RecordIntentAsync(entry, budgetKey, cancellationToken));

    public Task RecordOutcomeAsync(LedgerEntry entry, string budgetKey) => StepAsync(nameof(RecordOutcomeAsync), () => inner.RecordOutcomeAsync(entry, budgetKey));

    public Task RecordAsync(IReadOnlyList<LedgerEntry> entries) => StepAsync(nameof(RecordAsync), () => inner.RecordAsync(entries));

    public Task RecordReadingAsync(IReadOnlyList<(string OrderId, OrderReading Reading)> readings) => StepAsync(nameof(RecordReadingAsync), () => inner.RecordReadingAsync(readings));

    public Task RecordRunEndAsync(RunRecord run) => StepAsync(nameof(RecordRunEndAsync), () => inner.RecordRunEndAsync(run));

    public void Dispose() => inner.Dispose();

    private T Step<T>(string what, Func<T> go)
    {
        if (what != failing || Interlocked.Increment(ref _steps) != failAt)
        {
            return go();
        }

        FailedAt = what;
        throw new FeishuHireException(new BgCheckError(ErrorId.LedgerUnusable));
    }

    private async Task StepAsync(string what, Func<Task> go) => await Step(what, go);
}
