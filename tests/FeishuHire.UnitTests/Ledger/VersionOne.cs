namespace FeishuHire.UnitTests.Ledger;

/// <summary>A ledger as version 1 wrote it. Frozen: users have such files.</summary>
internal static class VersionOne
{
    public const string Text =
        """
        PRAGMA journal_mode=WAL;
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
        INSERT INTO delivery VALUES('Test', '6931286400470354183', 'S1', 4, 1793505600000, 1793505600001, NULL, 3, 1002862, 'log', 'OrderNotFound', 't', 1793505600002, 'r0', 1, NULL);
        PRAGMA application_id=1181960297;
        PRAGMA user_version=1;
        """;
}
