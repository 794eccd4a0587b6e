using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using FeishuHire.Engine.Checks;
using FeishuHire.Engine.Connection;
using FeishuHire.Engine.Delivery;
using FeishuHire.Engine.Ledger;
using FeishuHire.Errors;

namespace FeishuHire.Checks;

/// <summary>Between Test-BgCheckProgress and Engine: finds the ledger to compare with, and hands rows and problems over.</summary>
internal sealed class CheckBridge : IDisposable
{
    private readonly ProgressCheck _check;
    private readonly IDeliveryLedger? _ownLedger;

    private CheckBridge(ProgressCheck check, IDeliveryLedger? ownLedger)
    {
        _check = check;
        _ownLedger = ownLedger;
    }

    internal long Errors => _check.Errors;

    internal bool IsFull => _check.IsFull;

    /// <summary>Begins a check against a ledger: the one that was named, else the connection's, else none.</summary>
    /// <param name="connection">The connection, or null.</param>
    /// <param name="ledgerPath">A ledger's file, or null.</param>
    /// <param name="kind">What the rows are.</param>
    /// <param name="asksLinks">Whether the links of reports are asked for.</param>
    /// <exception cref="FeishuHireException">A ledger error.</exception>
    internal static CheckBridge Open(FeishuHireConnection? connection, string? ledgerPath, BgCheckDeliveryKind kind, bool asksLinks)
    {
        string runId = Guid.NewGuid().ToString("N");
        var handle = connection?.Handle as HireConnection;
        if (ledgerPath is null && handle is not null)
        {
            return new CheckBridge(new ProgressCheck(handle.NewDelivery(handle.Ledger, runId, kind), asksLinks), null);
        }

        IDeliveryLedger ledger = ledgerPath is null ? new MemoryLedger() : SqliteLedger.LookInto(ledgerPath, handle?.Realm);
        DeliveryContext context = handle?.NewDelivery(ledger, runId, kind) ?? DeliveryContext.Offline(ledger, ConnectionAddress.Feishu, kind);
        return new CheckBridge(new ProgressCheck(context, asksLinks), ledger);
    }

    internal void Learn(string file, IReadOnlyDictionary<string, string> titles) => _check.Learn(file, titles);

    internal void Post(BgCheckProgress row) => _check.Post(row);

    internal void Refuse(BgCheckProgress row, BgCheckError error) => _check.Refuse(row, error);

    internal void Complete(CancellationToken cancellation) => _check.Complete(cancellation);

    internal Task AskLinksAsync(CancellationToken cancellation) => _check.AskLinksAsync(cancellation);

    internal IReadOnlyList<BgCheckProblem> TakeProblems() => _check.TakeProblems();

    internal BgCheckPlan Plan() => _check.Plan();

    public void Dispose()
    {
        _check.Dispose();
        _ownLedger?.Dispose();
    }
}
