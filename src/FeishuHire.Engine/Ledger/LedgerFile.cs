using System;
using System.Globalization;
using System.IO;
using FeishuHire.Engine.Files;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace FeishuHire.Engine.Ledger;

/// <summary>Opens a ledger's file: looks before it creates, and names what is wrong.</summary>
/// <remarks>The file is never opened but by SQLite: on Unix the closing of any other handle would drop the locks that
/// SQLite holds on it in this process.</remarks>
internal static class LedgerFile
{
    // Reading every page of a file of this size takes some 20 ms; a larger one is judged as its pages are read.
    private const long LargestToCheck = 16 * 1024 * 1024;

    /// <summary>Sees to it that there is a file, by the mode.</summary>
    /// <exception cref="FeishuHireException">LedgerNotFound or LedgerUnusable.</exception>
    public static void Require(string path, LedgerOpenMode mode)
    {
        try
        {
            if (Directory.Exists(path))
            {
                throw LedgerErrors.Unusable(path, LedgerDetail.Directory);
            }

            if (File.Exists(path))
            {
                // Without a key beside it, it may be anybody's file that was named by mistake.
                if (File.Exists(HashKeyFile.PathFor(path)))
                {
                    FileSecurity.TryTakeBack(path);
                }

                return;
            }

            if (mode is LedgerOpenMode.MustExist or LedgerOpenMode.LookInto)
            {
                throw LedgerErrors.NotFound(path, mode);
            }

            FileSecurity.EnsureFolder(Path.GetDirectoryName(path)!, FileReaders.Account);
            FileSecurity.EnsureFile(path, FileReaders.Account);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw LedgerErrors.From(failure, path);
        }
    }

    /// <summary>Opens the file for writing.</summary>
    public static SqliteConnection OpenToWrite(string path, LedgerOptions options)
    {
        SqliteConnection connection = Open(path, options);
        try
        {
            if (raw.sqlite3_db_readonly(connection.Handle!, "main") == 1)
            {
                throw LedgerErrors.Unusable(path, LedgerDetail.ReadOnly);
            }

            if (!string.Equals(Sql.Text(connection, "PRAGMA journal_mode=WAL"), "wal", StringComparison.OrdinalIgnoreCase))
            {
                throw LedgerErrors.Unusable(path, LedgerDetail.NoWal);
            }

            // A record is durable before its call leaves; what is deleted is gone from the file.
            Sql.Run(connection, "PRAGMA synchronous=FULL; PRAGMA secure_delete=ON");
            if (options.MaxPages is int pages)
            {
                Sql.Text(connection, "PRAGMA max_page_count=" + pages.ToString(CultureInfo.InvariantCulture));
            }

            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Folds the write-ahead log into the file and empties it, so that the file alone is the whole ledger. Gives up where
    /// a reader keeps it from finishing: the next one to fold does.</summary>
    public static void Fold(LedgerStatements statements) => Fold(statements.Connection);

    /// <inheritdoc cref="Fold(LedgerStatements)"/>
    public static void Fold(SqliteConnection connection)
    {
        long patience = Sql.Number(connection, "PRAGMA busy_timeout");
        Sql.Run(connection, "PRAGMA busy_timeout=500");
        Sql.TryRun(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
        Sql.Run(connection, string.Format(CultureInfo.InvariantCulture, "PRAGMA busy_timeout={0}", patience));
    }

    /// <summary>Opens the file for reading beside the writer.</summary>
    public static SqliteConnection OpenToRead(string path, LedgerOptions options)
    {
        SqliteConnection connection = Open(path, options);
        Sql.Run(connection, "PRAGMA query_only=ON");
        return connection;
    }

    /// <summary>Finds damage before a call depends on the file.</summary>
    /// <exception cref="FeishuHireException">LedgerUnusable.</exception>
    public static void CheckIntegrity(SqliteConnection connection, string path)
    {
        long size = Sql.Number(connection, "PRAGMA page_count") * Sql.Number(connection, "PRAGMA page_size");
        if (size <= LargestToCheck && !string.Equals(Sql.Text(connection, "PRAGMA quick_check(1)"), "ok", StringComparison.Ordinal))
        {
            throw LedgerErrors.Unusable(path, LedgerDetail.Corrupt);
        }
    }

    /// <summary>Opens a database as it is.</summary>
    public static SqliteConnection Open(string path, LedgerOptions options)
    {
        var builder = new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadWrite,

            // A pooled connection would keep the file open, and locked on Windows, after the ledger is closed.
            Pooling = false,

            // SQLite's own waiting is finer; this one only ends the driver's loop around it.
            DefaultTimeout = 1,
        };
        var connection = new SqliteConnection(builder.ConnectionString);
        try
        {
            connection.Open();
            Sql.Run(connection, "PRAGMA busy_timeout=" + ((int)options.BusyTimeout.TotalMilliseconds).ToString(CultureInfo.InvariantCulture));
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
