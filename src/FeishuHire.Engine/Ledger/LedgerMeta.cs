using Microsoft.Data.Sqlite;

namespace FeishuHire.Engine.Ledger;

/// <summary>Numbers that a ledger keeps about itself.</summary>
internal static class LedgerMeta
{
    /// <summary>The tag of the hash key that the newest hashes were made with.</summary>
    public const string KeyTag = "key_tag";

    /// <summary>Counts restorations, from 1.</summary>
    public const string Generation = "generation";

    /// <summary>1 where the generation began with a restored backup.</summary>
    public const string Restored = "restored";

    /// <summary>When the last backup was made: Unix milliseconds.</summary>
    public const string BackupAt = "backup_at";

    /// <summary>Reads one; null where it was never written.</summary>
    public static long? Read(SqliteConnection connection, string name) =>
        Sql.Number(connection, "SELECT count(*) FROM meta WHERE name=$name", ("$name", name)) == 0
            ? null
            : Sql.Number(connection, "SELECT value FROM meta WHERE name=$name", ("$name", name));

    /// <summary>Writes one.</summary>
    public static void Write(SqliteConnection connection, string name, long value) =>
        Sql.Run(connection, "INSERT OR REPLACE INTO meta(name, value) VALUES($name, $value)", ("$name", name), ("$value", value));
}
