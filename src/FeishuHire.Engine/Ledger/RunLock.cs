using System;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace FeishuHire.Engine.Ledger;

/// <summary>The turn of one run to work in a realm on a ledger.</summary>
public sealed class RunLock : IDisposable
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(250);

    private readonly IDisposable _file;

    private RunLock(IDisposable file)
    {
        _file = file;
    }

    /// <summary>Takes the turn if it is free.</summary>
    /// <param name="ledgerPath">The ledger's file; the lock's file lies beside it.</param>
    /// <param name="realm">The realm.</param>
    /// <returns>Null where another run has it, of this process or another.</returns>
    /// <exception cref="FeishuHireException">LedgerUnusable: the lock's file cannot be made or opened.</exception>
    public static RunLock? TryTake(string ledgerPath, string realm) =>
        LockFile.TryTake(PathFor(ledgerPath, realm), exclusive: true) is { } file ? new RunLock(file) : null;

    /// <summary>Waits for a turn.</summary>
    /// <param name="tryTake">Takes it if it is free; null else.</param>
    /// <param name="ledgerPath">The ledger's file; null for one in memory.</param>
    /// <param name="wait">How long; zero looks once.</param>
    /// <param name="clock">Where the time comes from.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="FeishuHireException">AnotherRunActive: it was not free in time. LedgerUnusable.</exception>
    internal static async Task<IDisposable> WaitAsync(
        Func<IDisposable?> tryTake, string? ledgerPath, TimeSpan wait, TimeProvider clock, CancellationToken cancellationToken)
    {
        long start = clock.GetTimestamp();
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (tryTake() is { } turn)
            {
                return turn;
            }

            TimeSpan waited = clock.GetElapsedTime(start);
            if (waited >= wait)
            {
                throw LedgerErrors.AnotherRun(ledgerPath, waited);
            }

            TimeSpan rest = wait - waited;
            await clock.Delay(rest < LookAgain ? rest : LookAgain, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Gives the turn away.</summary>
    public void Dispose() => _file.Dispose();

    // A hash, because a realm is free text and a file name is not.
    private static string PathFor(string ledgerPath, string realm)
    {
        using var sha = SHA256.Create();
        byte[] hash = sha.ComputeHash(Encoding.UTF8.GetBytes(realm));
        return ledgerPath + ".run-" + BitConverter.ToString(hash, 0, 8).Replace("-", string.Empty) + ".lock";
    }
}
