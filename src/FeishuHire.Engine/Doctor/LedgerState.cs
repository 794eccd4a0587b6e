using System;
using System.IO;
using FeishuHire.Engine.Ledger;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace FeishuHire.Engine.Doctor;

/// <summary>What a ledger's file is like, found without changing it: opening it as a run does would bring it up to date, make a
/// lost key anew and settle what a dead run left.</summary>
/// <param name="HasEntries">Whether it remembers anything.</param>
/// <param name="BackupAt">When the last backup was made: Unix milliseconds; null for never.</param>
/// <param name="KeyLost">Whether its key is missing, or another one than before.</param>
/// <param name="Busy">Whether another program was writing all the while.</param>
internal sealed record LedgerState(bool HasEntries, long? BackupAt, bool KeyLost, bool Busy)
{
    // Whoever writes is done in a moment; a doctor is waited for.
    private static readonly LedgerOptions Patience = new() { BusyTimeout = TimeSpan.FromSeconds(3) };

    /// <summary>Looks into a file that is there.</summary>
    /// <exception cref="FeishuHireException">LedgerUnusable, LedgerNewer or LedgerBusy.</exception>
    internal static LedgerState Look(string path)
    {
        try
        {
            if (Directory.Exists(path))
            {
                throw LedgerErrors.Unusable(path, LedgerDetail.Directory);
            }

            using SqliteConnection file = LedgerFile.Open(path, Patience);
            if (LedgerSchema.VersionOf(file, path) == 0)
            {
                throw LedgerErrors.Unusable(path, LedgerDetail.Empty);
            }

            LedgerFile.CheckIntegrity(file, path);
            if (raw.sqlite3_db_readonly(file.Handle!, "main") == 1)
            {
                throw LedgerErrors.Unusable(path, LedgerDetail.ReadOnly);
            }

            bool busy = !TryLock(file);
            bool hasEntries = Sql.Number(file, "SELECT count(*) FROM (SELECT 1 FROM delivery LIMIT 1)") > 0;
            HashKey? key = HashKeyFile.Read(path);
            bool keyLost = LedgerMeta.Read(file, LedgerMeta.KeyTag) is long tag && key?.Tag != tag;
            return new LedgerState(hasEntries, LedgerMeta.Read(file, LedgerMeta.BackupAt), keyLost, busy);
        }
        catch (Exception failure) when (failure is SqliteException or IOException or UnauthorizedAccessException or TypeInitializationException or DllNotFoundException)
        {
            throw LedgerErrors.From(failure, path);
        }
    }

    /// <summary>The calls of a budget since a time, as far as the ledger knows of them.</summary>
    /// <exception cref="FeishuHireException">LedgerUnusable or LedgerBusy.</exception>
    internal static long CountCalls(string path, string budgetKey, long since)
    {
        try
        {
            using SqliteConnection file = LedgerFile.OpenToRead(path, Patience);
            return Sql.Number(file, "SELECT count(*) FROM call WHERE budget_key=$key AND ended_at>=$since", ("$key", budgetKey), ("$since", since));
        }
        catch (SqliteException failure)
        {
            throw LedgerErrors.From(failure, path);
        }
    }

    // The write lock, taken and given back: nothing is written, and whoever may not write does not get it.
    private static bool TryLock(SqliteConnection file)
    {
        try
        {
            Sql.Run(file, "BEGIN IMMEDIATE");
            Sql.Run(file, "ROLLBACK");
            return true;
        }
        catch (SqliteException failure) when (failure.SqliteErrorCode is 5 or 6)
        {
            return false;
        }
    }
}
