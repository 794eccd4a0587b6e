using System;
using System.Globalization;
using System.IO;
using FeishuHire.Engine.Files;
using FeishuHire.Errors;
using FeishuHire.Text;
using Microsoft.Data.Sqlite;

namespace FeishuHire.Engine.Ledger;

/// <summary>A backup: one file, its owner's only, that holds a ledger and its key. It is a database of the same tables with one
/// more, and says so, so that nobody takes it for the ledger itself.</summary>
internal static class LedgerBackup
{
    /// <summary>Marks the file as a backup ("FsHb").</summary>
    private const long ApplicationId = 0x46734862;

    /// <summary>Writes a backup of a ledger that is open.</summary>
    /// <exception cref="FeishuHireException">InvalidField: something else is there. LedgerBusy, LedgerFull or LedgerUnusable.</exception>
    public static void Write(string ledgerPath, HashKey key, string target, LedgerOptions options)
    {
        string temporary = target + ".new";
        try
        {
            if (Directory.Exists(target) || (File.Exists(target) && !IsBackup(target, options)))
            {
                throw new FeishuHireException(ArgumentErrors.Bad("Path", target, ArgumentKey.BackupTarget));
            }

            // VACUUM INTO sees one state of the ledger, whoever writes meanwhile, and takes an empty file for none.
            File.Delete(temporary);
            FileSecurity.EnsureFile(temporary, FileReaders.Account);
            using (SqliteConnection ledger = LedgerFile.Open(ledgerPath, options))
            {
                Sql.Run(ledger, "VACUUM INTO $target", ("$target", temporary));
            }

            using (SqliteConnection backup = LedgerFile.Open(temporary, options))
            {
                Sql.Run(
                    backup,
                    $"CREATE TABLE backup(made_at INTEGER NOT NULL, key BLOB NOT NULL); INSERT INTO backup VALUES($at, $key); PRAGMA application_id={ApplicationId}",
                    ("$at", options.Clock.GetUtcNow().ToUnixTimeMilliseconds()), ("$key", key.Bytes));
                RequireWhole(backup, temporary);
            }

            Replace(temporary, target);
        }
        catch (Exception failure)
        {
            TryDelete(temporary);
            throw LedgerErrors.From(failure, target);
        }
    }

    /// <summary>Puts a backup in the place of a ledger, which then begins a new, restored generation.</summary>
    /// <param name="source">The backup.</param>
    /// <param name="ledgerPath">The ledger's file, there or not.</param>
    /// <param name="force">Whether entries newer than the backup's may be lost, or a ledger that cannot be read replaced.</param>
    /// <param name="options">How the ledger works.</param>
    /// <returns>When the backup was made: Unix milliseconds.</returns>
    /// <exception cref="FeishuHireException">InvalidField: it is no backup, or older than the ledger. LedgerBusy: the ledger is in
    /// use. LedgerNewer, LedgerFull or LedgerUnusable.</exception>
    public static long Restore(string source, string ledgerPath, bool force, LedgerOptions options)
    {
        if (!File.Exists(source) || !IsBackup(source, options))
        {
            throw new FeishuHireException(ArgumentErrors.Bad("Path", source, ArgumentKey.NotABackup));
        }

        string temporary = ledgerPath + ".restore";
        try
        {
            FileSecurity.EnsureFolder(Path.GetDirectoryName(ledgerPath)!, FileReaders.Account);

            // Whoever has the ledger open, in a run or not, shares this lock.
            using IDisposable alone = LockFile.TryTake(OpenedLedger.OpenLockFor(ledgerPath), exclusive: true)
                ?? throw LedgerErrors.Busy(ledgerPath, LedgerDetail.InUse);
            File.Delete(temporary);
            FileSecurity.EnsureFile(temporary, FileReaders.Account);
            File.Copy(source, temporary, overwrite: true);
            FileSecurity.TryTakeBack(temporary);
            (byte[] key, long madeAt, long newest) = TurnIntoLedger(temporary, options);
            if (File.Exists(ledgerPath))
            {
                CloseOld(ledgerPath, source, force, newest, madeAt, options);
            }

            // The key first: with the other one a ledger only compares less.
            HashKeyFile.Write(ledgerPath, key);
            Replace(temporary, ledgerPath);
            return madeAt;
        }
        catch (Exception failure)
        {
            TryDelete(temporary);
            throw LedgerErrors.From(failure, ledgerPath);
        }
    }

    private static bool IsBackup(string path, LedgerOptions options)
    {
        try
        {
            using SqliteConnection file = LedgerFile.Open(path, options);
            return Sql.Number(file, "PRAGMA application_id") == ApplicationId;
        }
        catch (SqliteException)
        {
            return false;
        }
    }

    private static (byte[] Key, long MadeAt, long Newest) TurnIntoLedger(string path, LedgerOptions options)
    {
        using SqliteConnection ledger = LedgerFile.Open(path, options);
        RequireWhole(ledger, path);
        LedgerSchema.RequireKnown(ledger, path);
        (byte[] key, long madeAt) = Sql.Read(ledger, "SELECT key, made_at FROM backup", row => ((byte[])row.GetValue(0), row.GetInt64(1)))[0];
        Sql.InTransaction(ledger, () =>
        {
            Sql.Run(ledger, "DROP TABLE backup");
            LedgerMeta.Write(ledger, LedgerMeta.Generation, (LedgerMeta.Read(ledger, LedgerMeta.Generation) ?? 1) + 1);
            LedgerMeta.Write(ledger, LedgerMeta.Restored, 1);
            LedgerMeta.Write(ledger, LedgerMeta.BackupAt, madeAt);
            return true;
        });
        Sql.Run(ledger, string.Format(CultureInfo.InvariantCulture, "PRAGMA application_id={0}", LedgerSchema.ApplicationId));
        return (key, madeAt, Newest(ledger));
    }

    // Ends with nothing beside the old file that SQLite would take for a part of the new one.
    private static void CloseOld(string ledgerPath, string source, bool force, long newest, long madeAt, LedgerOptions options)
    {
        try
        {
            using SqliteConnection old = LedgerFile.Open(ledgerPath, options);
            long has = Newest(old);
            if (has > newest && !force)
            {
                throw new FeishuHireException(ArgumentErrors.Bad(
                    "Path", source, ArgumentKey.BackupOlder, ("Newest", Shown(has)), ("Made", Shown(madeAt))));
            }
        }
        catch (SqliteException failure) when (!force || failure.SqliteErrorCode is 5 or 6)
        {
            throw LedgerErrors.From(failure, ledgerPath);
        }
        catch (SqliteException)
        {
            // Damaged: that is why it is being restored.
        }

        File.Delete(ledgerPath + "-wal");
        File.Delete(ledgerPath + "-shm");
    }

    private static long Newest(SqliteConnection ledger) => Sql.Number(ledger, "SELECT coalesce(max(changed_at), 0) FROM delivery");

    private static string Shown(long time) =>
        new BgCheckTime(time, DateTimeOffset.FromUnixTimeMilliseconds(time).ToLocalTime().Offset).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static void RequireWhole(SqliteConnection file, string path)
    {
        if (!string.Equals(Sql.Text(file, "PRAGMA quick_check(1)"), "ok", StringComparison.Ordinal))
        {
            throw LedgerErrors.Unusable(path, LedgerDetail.Corrupt);
        }
    }

    private static void Replace(string temporary, string target)
    {
        if (File.Exists(target))
        {
            File.Replace(temporary, target, null);
        }
        else
        {
            File.Move(temporary, target);
        }
    }

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The failure before it is told; the next time begins with deleting it.
        }
    }
}
