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
internal sealed record OpenedLedger(SqliteConnection Connection, HashKey Key, bool Created, bool KeyLost, int Recovered, long Generation, bool Restored)
{
    /// <summary>Opens the file and brings it up to date.</summary>
    /// <exception cref="FeishuHireException">What <see cref="SqliteLedger.Open"/> says.</exception>
    public static OpenedLedger Open(string path, LedgerOpenMode mode, LedgerOptions options)
    {
        LedgerFile.Require(path, mode);
        SqliteConnection connection = LedgerFile.OpenToWrite(path, options);
        try
        {
            bool created = LedgerSchema.Prepare(connection, path, mode);
            LedgerFile.CheckIntegrity(connection, path);
            (HashKey key, bool lost) = RequireKey(connection, path);
            return new OpenedLedger(
                connection,
                key,
                created,
                lost,
                SettleDeadRuns(connection, path, options),
                LedgerMeta.Read(connection, LedgerMeta.Generation) ?? 1,
                LedgerMeta.Read(connection, LedgerMeta.Restored) == 1);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
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
