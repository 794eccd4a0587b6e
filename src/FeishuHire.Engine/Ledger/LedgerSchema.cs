using System.Collections.Generic;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace FeishuHire.Engine.Ledger;

/// <summary>The ledger's tables and their version. A change of the tables adds a step here and never edits an old one.</summary>
internal static class LedgerSchema
{
    /// <summary>Marks the file as a FeishuHire ledger ("FsHi").</summary>
    public const long ApplicationId = 0x46734869;

    // Step n takes a ledger from version n to n + 1.
    private static readonly string[] Steps =
    [
        // No names, results or links, here or in any later version: content is a keyed hash.
        // A call under way is a delivery with status 8 (Sending) of a run that has not ended.
        """
        CREATE TABLE meta(name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE run(
          run_id TEXT PRIMARY KEY, realm TEXT NOT NULL, app TEXT NOT NULL, tenant_key TEXT,
          started_at INTEGER NOT NULL, ended_at INTEGER) WITHOUT ROWID;
        CREATE TABLE delivery(
          realm TEXT NOT NULL, order_id TEXT NOT NULL, stage_id TEXT NOT NULL,
          status INTEGER NOT NULL, source_time INTEGER NOT NULL, sent_time INTEGER NOT NULL,
          content BLOB, attempts INTEGER NOT NULL, code INTEGER, log_id TEXT, error_id TEXT, tenant_key TEXT,
          changed_at INTEGER NOT NULL, run_id TEXT NOT NULL, replayed INTEGER NOT NULL, settled_by TEXT,
          PRIMARY KEY(realm, order_id, stage_id)) WITHOUT ROWID;
        CREATE TABLE call(id INTEGER PRIMARY KEY, budget_key TEXT NOT NULL, ended_at INTEGER NOT NULL);
        """,

        // Entries without a stage id are told apart by their time (slot), so what a purge left has a table of its own. The
        // index is that of OpenEntries; the defaults are what version 1 meant.
        """
        ALTER TABLE delivery RENAME TO delivery_1;
        CREATE TABLE delivery(
          realm TEXT NOT NULL, order_id TEXT NOT NULL, kind INTEGER NOT NULL, stage_id TEXT NOT NULL, slot INTEGER NOT NULL,
          status INTEGER NOT NULL, source_time INTEGER NOT NULL, sent_time INTEGER NOT NULL,
          content BLOB, name_hash INTEGER, attempts INTEGER NOT NULL, code INTEGER, log_id TEXT, error_id TEXT, tenant_key TEXT,
          changed_at INTEGER NOT NULL, run_id TEXT NOT NULL, replayed INTEGER NOT NULL,
          read_back INTEGER NOT NULL, told_at INTEGER NOT NULL, settled_by TEXT,
          PRIMARY KEY(realm, order_id, kind, stage_id, slot)) WITHOUT ROWID;
        INSERT INTO delivery
          SELECT realm, order_id, 0, stage_id, 0, status, source_time, sent_time, content, NULL, attempts, code, log_id, error_id, tenant_key,
            changed_at, run_id, replayed, 0, 0, settled_by
          FROM delivery_1 WHERE stage_id<>'';
        CREATE INDEX open_delivery ON delivery(realm, order_id) WHERE status IN (4, 5, 6, 9, 10);
        CREATE TABLE forgotten(
          realm TEXT NOT NULL, order_id TEXT NOT NULL, source_time INTEGER NOT NULL, sent_time INTEGER NOT NULL, marks BLOB,
          PRIMARY KEY(realm, order_id)) WITHOUT ROWID;
        INSERT INTO forgotten SELECT realm, order_id, source_time, sent_time, content FROM delivery_1 WHERE stage_id='';
        DROP TABLE delivery_1;
        CREATE TABLE reading(
          realm TEXT NOT NULL, order_id TEXT NOT NULL, generation INTEGER NOT NULL, read_at INTEGER NOT NULL,
          last_shown INTEGER, status INTEGER, PRIMARY KEY(realm, order_id)) WITHOUT ROWID;
        ALTER TABLE run RENAME TO run_1;
        CREATE TABLE run(
          run_id TEXT PRIMARY KEY, realm TEXT NOT NULL, started_at INTEGER NOT NULL, ended_at INTEGER,
          told_at INTEGER, kind INTEGER NOT NULL DEFAULT 0, outcome TEXT, error_id TEXT,
          delivered INTEGER NOT NULL DEFAULT 0, failed INTEGER NOT NULL DEFAULT 0, held INTEGER NOT NULL DEFAULT 0,
          uncertain INTEGER NOT NULL DEFAULT 0, calls INTEGER NOT NULL DEFAULT 0, throttled INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;
        INSERT INTO run(run_id, realm, started_at, ended_at) SELECT run_id, realm, started_at, ended_at FROM run_1;
        DROP TABLE run_1;
        INSERT INTO meta(name, value) VALUES('generation', 1);
        """,
    ];

    /// <summary>Creates the tables of a new file, or brings an older ledger up to date.</summary>
    /// <param name="connection">The open file.</param>
    /// <param name="path">Its path, for errors.</param>
    /// <param name="mode">Whether a new ledger may be created.</param>
    /// <returns>Whether the ledger is new.</returns>
    /// <exception cref="FeishuHireException">LedgerUnusable or LedgerNewer.</exception>
    public static bool Prepare(SqliteConnection connection, string path, LedgerOpenMode mode) => Prepare(connection, path, mode, Steps);

    /// <summary>Refuses a file of a newer version.</summary>
    /// <exception cref="FeishuHireException">LedgerNewer.</exception>
    public static void RequireKnown(SqliteConnection connection, string path)
    {
        long version = Sql.Number(connection, "PRAGMA user_version");
        if (version > Steps.Length)
        {
            throw LedgerErrors.Newer(path, version, Steps.Length);
        }
    }

    /// <summary>The version of a file's tables; 0 for an empty file.</summary>
    /// <exception cref="FeishuHireException">LedgerUnusable: another program's. LedgerNewer.</exception>
    public static long VersionOf(SqliteConnection connection, string path) => ReadVersion(connection, path, Steps.Length);

    /// <summary>The same with other steps, as a later version will have them.</summary>
    internal static bool Prepare(SqliteConnection connection, string path, LedgerOpenMode mode, IReadOnlyList<string> steps)
    {
        // In one look: another process may be making the tables just now.
        Sql.Run(connection, "BEGIN");
        long version;
        try
        {
            version = ReadVersion(connection, path, steps.Count);
        }
        finally
        {
            Sql.TryRun(connection, "COMMIT");
        }

        if (version == steps.Count)
        {
            return false;
        }

        if (version == 0 && mode is LedgerOpenMode.MustExist or LedgerOpenMode.LookInto)
        {
            // A ledger that somebody named and that remembers nothing is a vanished one.
            throw LedgerErrors.Unusable(path, LedgerDetail.Empty);
        }

        return Sql.InTransaction(connection, () =>
        {
            // Another process may have done it while this one waited for the lock.
            long found = ReadVersion(connection, path, steps.Count);
            for (int step = (int)found; step < steps.Count; step++)
            {
                Sql.Run(connection, steps[step]);
            }

            Sql.Run(connection, string.Format(CultureInfo.InvariantCulture, "PRAGMA application_id={0}; PRAGMA user_version={1}", ApplicationId, steps.Count));
            return found == 0;
        });
    }

    private static long ReadVersion(SqliteConnection connection, string path, int known)
    {
        long application = Sql.Number(connection, "PRAGMA application_id");
        long version = Sql.Number(connection, "PRAGMA user_version");
        long tables = Sql.Number(connection, "SELECT count(*) FROM sqlite_master");
        if (application == 0 && version == 0 && tables == 0)
        {
            return 0;
        }

        if (application != ApplicationId)
        {
            throw LedgerErrors.Unusable(path, LedgerDetail.OtherProgram);
        }

        return version > known ? throw LedgerErrors.Newer(path, version, known) : version;
    }
}
