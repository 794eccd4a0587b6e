using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace FeishuHire.Engine.Ledger;

/// <summary>Whose turn it is in a ledger's file: a run has the realm to itself from entering to leaving, and leaves the file
/// whole.</summary>
internal sealed class LedgerRuns(LedgerWriter writer, string path, string realm, TimeProvider clock)
{
    private static readonly TimeSpan LongestFold = TimeSpan.FromSeconds(20);

    private volatile string? _current;

    /// <summary>The run of this process that has its turn; null for none.</summary>
    public string? Current => _current;

    /// <inheritdoc cref="IDeliveryLedger.EnterRunAsync"/>
    public async Task<IDisposable> EnterAsync(string runId, TimeSpan wait, CancellationToken cancellationToken)
    {
        IDisposable turn = await RunLock.WaitAsync(() => RunLock.TryTake(path, realm), path, wait, clock, cancellationToken).ConfigureAwait(false);
        try
        {
            // Elsewhere than on Windows an open file can be deleted: what is recorded then is gone with the process.
            if (!File.Exists(path))
            {
                throw LedgerErrors.NotFound(path);
            }

            await writer.Submit(statements =>
            {
                RunTable.SettleDead(statements.Connection, realm, statements.Now);
                RunTable.Start(statements.Connection, realm, runId, statements.Now);
                statements.PruneCalls();
            }).ConfigureAwait(false);
        }
        catch
        {
            turn.Dispose();
            throw;
        }

        _current = runId;
        return new Turn(this, turn, runId);
    }

    private void End(string runId)
    {
        _current = null;

        // Where it fails the run counts as dead, and whoever opens the ledger next finds that it left nothing.
        Task end = writer.Submit(
            statements =>
            {
                if (!statements.HasOpenCalls(runId))
                {
                    RunTable.End(statements.Connection, runId, statements.Now);
                }
            },
            LedgerFile.Fold);
#pragma warning disable VSTHRD002 // The writer's thread needs no other; the next run, or the end of the process, finds the file whole.
        Task.WaitAny([end], LongestFold);
#pragma warning restore VSTHRD002
        _ = end.ContinueWith(task => _ = task.Exception, TaskScheduler.Default);
    }

    private sealed class Turn(LedgerRuns runs, IDisposable turn, string runId) : IDisposable
    {
        private int _disposed;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _disposed, 1) == 0)
            {
                runs.End(runId);
                turn.Dispose();
            }
        }
    }
}
