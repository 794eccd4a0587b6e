using System;
using FeishuHire.Errors;
using Microsoft.Data.Sqlite;

namespace FeishuHire.Engine.Ledger;

/// <summary>An open file with its key: what a ledger starts from.</summary>
/// <param name="Connection">The writing connection.</param>
/// <param name="Key">The hash key.</param>
/// <param name="Created">Whether the ledger is new.</param>
/// <param name="KeyLost">Whether the key is another one than before.</param>
/// <param name="Recovered">Stages that a dead run left under way.</param>
/// <param name="Generation">Counts restorations.</param>
/// <param name="Restored">Whether this generation began with a restored backup.</param>
/// <param name="OpenLock">Says that somebody has it open: it cannot be restored meanwhile.</param>
internal sealed record OpenedLedger(
    SqliteConnection Connection, HashKey Key, bool Created, bool KeyLost, int Recovered, long Generation, bool Restored, IDisposable OpenLock) : IDisposable
{
    /// <summary>Opens the file and brings it up to date.</summary>
    /// <exception cref="FeishuHireException">What <see cref="SqliteLedger.Open"/> says.</exception>
    public static OpenedLedger Open(string path, LedgerOpenMode mode, LedgerOptions options)
    {
        LedgerFile.Require(path, mode);
        IDisposable openLock = TakeOpenLock(path, options);
        SqliteConnection? connection = null;
        try
        {
            connection = LedgerFile.OpenToWrite(path, options);
            bool created = Prepare(connection, path, mode, out bool migrated);
            LedgerFile.CheckIntegrity(connection, path);
            (HashKey key, bool lost) = RequireKey(connection, path);
            int recovered = SettleDeadRuns(connection, path, options);
            if (migrated || lost || recovered > 0)
            {
                // A process that only connects may end without closing.
                LedgerFile.Fold(connection);
            }

            return new OpenedLedger(
                connection,
                key,
                created,
                lost,
                recovered,
                LedgerMeta.Read(connection, LedgerMeta.Generation) ?? 1,
                LedgerMeta.Read(connection, LedgerMeta.Restored) == 1,
                openLock);
        }
        catch
        {
            connection?.Dispose();
            openLock.Dispose();
            throw;
        }
    }

    /// <summary>The file of the lock that everybody shares who has a ledger open.</summary>
    public static string OpenLockFor(string path) => path + ".open.lock";

    /// <inheritdoc/>
    public void Dispose()
    {
        Connection.Dispose();
        OpenLock.Dispose();
    }

    private static IDisposable TakeOpenLock(string path, LedgerOptions options)
    {
        try
        {
            return LockFile.TryTake(OpenLockFor(path), exclusive: false) ?? throw LedgerErrors.Busy(path, LedgerDetail.BeingRestored);
        }
        catch (FeishuHireException failure) when (failure.ErrorId == ErrorId.LedgerUnusable)
        {
            // The ledger itself says best what this account may not.
            LedgerFile.OpenToWrite(path, options).Dispose();
            throw;
        }
    }

    private static bool Prepare(SqliteConnection connection, string path, LedgerOpenMode mode, out bool migrated)
    {
        long before = Sql.Number(connection, "PRAGMA user_version");
        using VersionOneLocks? runs = before == 1 ? VersionOneLocks.TakeAll(path) : null;
        bool created = LedgerSchema.Prepare(connection, path, mode);
        migrated = before != Sql.Number(connection, "PRAGMA user_version");
        return created;
    }

    private static (HashKey Key, bool Lost) RequireKey(SqliteConnection connection, string path)
    {
        HashKey? key = HashKeyFile.Read(path);
        if (key is not null && LedgerMeta.Read(connection, LedgerMeta.KeyTag) == key.Tag)
        {
            return (key, false);
        }

        // The write lock keeps two processes from each making a key.
        return Sql.InTransaction(connection, () =>
        {
            HashKey kept = HashKeyFile.Read(path) ?? HashKeyFile.Create(path);
            long? recorded = LedgerMeta.Read(connection, LedgerMeta.KeyTag);
            bool lost = recorded is not null && recorded != kept.Tag;
            LedgerMeta.Write(connection, LedgerMeta.KeyTag, kept.Tag);
            if (lost)
            {
                // Content carries the tag of its key; these do not.
                Sql.Run(connection, "UPDATE delivery SET name_hash=NULL WHERE name_hash IS NOT NULL");
            }

            return (kept, lost);
        });
    }

    // A run whose process lives holds its turn; one whose turn is free is dead.
    private static int SettleDeadRuns(SqliteConnection connection, string path, LedgerOptions options)
    {
        int settled = 0;
        foreach (string realm in RunTable.UnendedRealms(connection))
        {
            using RunLock? turn = RunLock.TryTake(path, realm);
            if (turn is not null)
            {
                settled += Sql.InTransaction(connection, () => RunTable.SettleDead(connection, realm, options.Clock.GetUtcNow().ToUnixTimeMilliseconds()));
            }
        }

        return settled;
    }
}
