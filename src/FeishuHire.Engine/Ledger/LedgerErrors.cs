using System;
using System.Globalization;
using System.IO;
using System.Runtime.InteropServices;
using FeishuHire.Engine.Files;
using FeishuHire.Errors;
using Microsoft.Data.Sqlite;

namespace FeishuHire.Engine.Ledger;

/// <summary>The ledger's failures, each with its id and facts.</summary>
internal static class LedgerErrors
{
    private const int SqlitePermission = 3;
    private const int SqliteBusy = 5;
    private const int SqliteLocked = 6;
    private const int SqliteReadOnly = 8;
    private const int SqliteCorrupt = 11;
    private const int SqliteFull = 13;
    private const int SqliteCannotOpen = 14;
    private const int SqliteNotADatabase = 26;

    // The shared-memory file beside a WAL could not grow: the disk is full.
    private const int SqliteSharedMemorySize = 4874;

    public static FeishuHireException NotFound(string path, LedgerOpenMode mode = LedgerOpenMode.MustExist)
    {
        BgCheckError error = new BgCheckError(ErrorId.LedgerNotFound).With("Path", path);
        return new FeishuHireException(mode == LedgerOpenMode.LookInto ? error.With("Reason", "Look") : error);
    }

    public static FeishuHireException NotAllowed(string path, string detail) => Make(ErrorId.LedgerPathNotAllowed, path, detail, null);

    public static FeishuHireException Unusable(string path, string detail, Exception? inner = null) => Make(ErrorId.LedgerUnusable, path, detail, inner);

    public static FeishuHireException Busy(string path, string? detail = null) => Make(ErrorId.LedgerBusy, path, detail, null);

    public static FeishuHireException Newer(string path, long version, long known) =>
        new(new BgCheckError(ErrorId.LedgerNewer).With("Path", path)
            .With("Version", version.ToString(CultureInfo.InvariantCulture))
            .With("Known", known.ToString(CultureInfo.InvariantCulture)));

    public static FeishuHireException AnotherRun(string? path, TimeSpan waited) =>
        new(new BgCheckError(ErrorId.AnotherRunActive) { Retryable = true }.With("Path", path)
            .With("Waited", TimeSpan.FromSeconds(Math.Round(waited.TotalSeconds)).ToString("c", CultureInfo.InvariantCulture)));

    /// <summary>What a failure of SQLite or of the file system means for the user.</summary>
    /// <param name="failure">The failure.</param>
    /// <param name="path">The ledger's file.</param>
    public static FeishuHireException From(Exception failure, string path) => failure switch
    {
        FeishuHireException known => known,
        SqliteException sqlite => FromSqlite(sqlite, path),
        IOException when FileErrors.IsHeld(failure) => Make(ErrorId.LedgerBusy, path, null, failure),
        UnauthorizedAccessException => Unusable(path, LedgerDetail.NoAccess, failure),
        DirectoryNotFoundException or PathTooLongException => Unusable(path, failure.GetType().Name, failure),
        IOException => Unusable(path, nameof(IOException), failure),
        _ => Unusable(path, failure is TypeInitializationException or DllNotFoundException or BadImageFormatException ? LedgerDetail.NoNativeLibrary : failure.GetType().Name, failure),
    };

    private static FeishuHireException FromSqlite(SqliteException failure, string path)
    {
        if (failure.SqliteExtendedErrorCode == SqliteSharedMemorySize)
        {
            return Make(ErrorId.LedgerFull, path, null, failure);
        }

        return failure.SqliteErrorCode switch
        {
            SqliteBusy or SqliteLocked => Make(ErrorId.LedgerBusy, path, null, failure),
            SqliteFull => Make(ErrorId.LedgerFull, path, null, failure),
            SqliteReadOnly => Unusable(path, LedgerDetail.ReadOnly, failure),
            SqliteCorrupt => Unusable(path, LedgerDetail.Corrupt, failure),
            SqliteNotADatabase => Unusable(path, LedgerDetail.NotADatabase, failure),
            SqliteCannotOpen when IsHeld(path) => Make(ErrorId.LedgerBusy, path, null, failure),
            SqliteCannotOpen or SqlitePermission => Unusable(path, LedgerDetail.NoAccess, failure),
            _ => Unusable(path, "SQLite error " + failure.SqliteExtendedErrorCode.ToString(CultureInfo.InvariantCulture), failure),
        };
    }

    /// <summary>Whether another program has the ledger, or a file that SQLite keeps beside it, open for itself alone: SQLite
    /// calls that a file that cannot be opened. Only on Windows, where a lock keeps a file from being opened.</summary>
    private static bool IsHeld(string path)
    {
        // On Unix the closing of another handle would drop the locks that SQLite holds.
        return RuntimeInformation.IsOSPlatform(OSPlatform.Windows) && (IsFileHeld(path) || IsFileHeld(path + "-wal") || IsFileHeld(path + "-shm"));

        static bool IsFileHeld(string file)
        {
            try
            {
                new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete).Dispose();
                return false;
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                return FileErrors.IsHeld(failure);
            }
        }
    }

    private static FeishuHireException Make(string id, string path, string? detail, Exception? inner)
    {
        BgCheckError error = new BgCheckError(id) { Retryable = id == ErrorId.LedgerBusy }.With("Path", path);
        return new FeishuHireException(detail is null ? error : error.With("Detail", detail), inner);
    }
}
