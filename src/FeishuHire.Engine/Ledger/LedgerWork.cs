using System;
using System.Threading;
using System.Threading.Tasks;

namespace FeishuHire.Engine.Ledger;

/// <summary>Something to be written: it waits for the next transaction, runs in it, and learns how it ended.</summary>
internal abstract class LedgerWork
{
    private const int Waiting = 0;
    private const int Started = 1;
    private const int TakenBack = 2;
    private int _state;

    /// <summary>Claims the work for a transaction.</summary>
    /// <returns>False where it was taken back.</returns>
    public bool TryStart() => Interlocked.CompareExchange(ref _state, Started, Waiting) == Waiting;

    /// <summary>Does the writing.</summary>
    public abstract void Apply(LedgerStatements statements);

    /// <summary>The transaction is durable.</summary>
    public abstract void Succeed(LedgerStatements statements);

    /// <summary>The transaction failed; nothing was written.</summary>
    public abstract void Fail(Exception failure);

    /// <summary>Takes the work back.</summary>
    /// <returns>False where its transaction has begun.</returns>
    protected bool TryTakeBack() => Interlocked.CompareExchange(ref _state, TakenBack, Waiting) == Waiting;
}

/// <summary>Work with a result.</summary>
/// <typeparam name="T">What it results in.</typeparam>
/// <param name="apply">The writing.</param>
/// <param name="durable">What follows on the writer's thread once it is durable, or null.</param>
internal sealed class LedgerWork<T>(Func<LedgerStatements, T> apply, Action<LedgerStatements>? durable = null) : LedgerWork
{
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T _result = default!;

    /// <summary>Ends when the writing is durable, has failed, or was taken back.</summary>
    public Task<T> Done => _done.Task;

    /// <inheritdoc/>
    public override void Apply(LedgerStatements statements) => _result = apply(statements);

    /// <inheritdoc/>
    public override void Succeed(LedgerStatements statements)
    {
        durable?.Invoke(statements);
        _done.TrySetResult(_result);
    }

    /// <inheritdoc/>
    public override void Fail(Exception failure) => _done.TrySetException(failure);

    /// <summary>Takes the work back, if it still waits, when a token is cancelled.</summary>
    public void CancelWith(CancellationToken cancellationToken)
    {
        if (!cancellationToken.CanBeCanceled)
        {
            return;
        }

        CancellationTokenRegistration registration = cancellationToken.Register(() =>
        {
            if (TryTakeBack())
            {
                _done.TrySetCanceled(cancellationToken);
            }
        });
        _ = _done.Task.ContinueWith(_ => registration.Dispose(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }
}
