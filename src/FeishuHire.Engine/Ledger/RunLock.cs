using System;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace FeishuHire.Engine.Ledger;

/// <summary>The turn of one process to work for an app and tenant on a ledger. A run whose rows carry their tenants holds the
/// whole app; one of a fixed tenant holds that tenant and shares the app with the other tenants' runs.</summary>
public sealed class RunLock : IDisposable
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(250);

    private readonly LockFile _app;
    private readonly LockFile? _tenant;

    private RunLock(LockFile app, LockFile? tenant)
    {
        _app = app;
        _tenant = tenant;
    }

    /// <summary>Takes the turn if it is free.</summary>
    /// <param name="ledgerPath">The ledger's file; the lock's files lie beside it.</param>
    /// <param name="realm">The realm.</param>
    /// <param name="scope">The app and, where fixed, the tenant.</param>
    /// <returns>Null where another process has it.</returns>
    /// <exception cref="FeishuHireException">LedgerUnusable: the lock's file cannot be made or opened.</exception>
    public static RunLock? TryTake(string ledgerPath, string realm, RunScope scope)
    {
        LockFile? app = LockFile.TryTake(PathFor(ledgerPath, realm, scope.App), exclusive: scope.TenantKey is null);
        if (app is null || scope.TenantKey is null)
        {
            return app is null ? null : new RunLock(app, null);
        }

        LockFile? tenant = null;
        try
        {
            tenant = LockFile.TryTake(PathFor(ledgerPath, realm, scope.App, scope.TenantKey), exclusive: true);
        }
        finally
        {
            if (tenant is null)
            {
                app.Dispose();
            }
        }

        return tenant is null ? null : new RunLock(app, tenant);
    }

    /// <summary>Waits for the turn.</summary>
    /// <param name="ledgerPath">The ledger's file.</param>
    /// <param name="realm">The realm.</param>
    /// <param name="scope">The app and, where fixed, the tenant.</param>
    /// <param name="wait">How long; zero looks once.</param>
    /// <param name="clock">Where the time comes from.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="FeishuHireException">AnotherRunActive: it was not free in time. LedgerUnusable.</exception>
    public static async Task<RunLock> WaitAsync(string ledgerPath, string realm, RunScope scope, TimeSpan wait, TimeProvider clock, CancellationToken cancellationToken)
    {
        long start = clock.GetTimestamp();
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (TryTake(ledgerPath, realm, scope) is RunLock turn)
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
    public void Dispose()
    {
        _tenant?.Dispose();
        _app.Dispose();
    }

    // A hash, because realms and tenants are free text and a file name is not.
    private static string PathFor(string ledgerPath, params string[] parts)
    {
        using var sha = SHA256.Create();
        byte[] hash = sha.ComputeHash(Encoding.UTF8.GetBytes(string.Join("\n", parts)));
        return ledgerPath + "." + BitConverter.ToString(hash, 0, 8).Replace("-", string.Empty) + ".lock";
    }
}
