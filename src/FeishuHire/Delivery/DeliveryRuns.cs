using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using FeishuHire.Engine.Connection;
using FeishuHire.Engine.Delivery;
using FeishuHire.Engine.Ledger;
using FeishuHire.Errors;

namespace FeishuHire.Delivery;

/// <summary>Opens runs of the engine for the cmdlet.</summary>
internal static class DeliveryRuns
{
    /// <summary>Takes the turn on the connection's ledger, if no other run has it.</summary>
    /// <returns>The turn, or null.</returns>
    internal static async Task<IDisposable?> TryEnterAsync(FeishuHireConnection connection, string runId, CancellationToken cancellationToken)
    {
        try
        {
            return await EnterAsync(connection, runId, TimeSpan.Zero, cancellationToken).ConfigureAwait(false);
        }
        catch (FeishuHireException failure) when (failure.ErrorId == ErrorId.AnotherRunActive)
        {
            return null;
        }
    }

    /// <summary>Waits for the turn on the connection's ledger.</summary>
    internal static Task<IDisposable> EnterAsync(FeishuHireConnection connection, string runId, TimeSpan wait, CancellationToken cancellationToken) =>
        ((HireConnection)connection.Handle!).EnterRunAsync(runId, wait, cancellationToken);

    /// <summary>The ledger that a rehearsal without a connection reads: the usual one, where it is.</summary>
    internal static Task<IDisposable> OpenOfflineAsync()
    {
        string path = LedgerLocation.Resolve(null).Path;
        return Task.FromResult<IDisposable>(File.Exists(path) ? SqliteLedger.LookInto(path, null) : new MemoryLedger());
    }

    /// <summary>Begins a run.</summary>
    /// <param name="connection">The connection; null for a rehearsal without one.</param>
    /// <param name="runId">Names the run.</param>
    /// <param name="options">How it delivers.</param>
    /// <param name="turn">The turn, or the ledger of a rehearsal without a connection.</param>
    /// <param name="kind">What it delivers.</param>
    internal static DeliveryRun Open(FeishuHireConnection? connection, string runId, DeliveryOptions options, IDisposable? turn, BgCheckDeliveryKind kind) =>
        new(
            connection?.Handle is HireConnection handle ? handle.NewDelivery(handle.Ledger, runId, kind) : DeliveryContext.Offline((IDeliveryLedger)turn!, ConnectionAddress.Feishu, kind),
            options);
}
