using System;
using System.IO;
using FeishuHire.Engine.Files;

namespace FeishuHire.Engine.Ledger;

/// <summary>A lock between processes, and between the holders in one: an open file that the system closes when its process
/// dies, however it dies.</summary>
/// <remarks>FileShare is enforced by Windows itself and is flock on Linux and macOS. The files stay where they are, empty:
/// deleting one while another process opens it would give the same lock to both.</remarks>
internal static class LockFile
{
    /// <summary>Takes the lock if it is free.</summary>
    /// <param name="path">The lock's file.</param>
    /// <param name="exclusive">Whether nobody else may hold it; else those that share it may.</param>
    /// <returns>The lock, or null where another keeps it from being taken.</returns>
    /// <exception cref="FeishuHireException">LedgerUnusable: the file cannot be made or opened.</exception>
    public static IDisposable? TryTake(string path, bool exclusive)
    {
        try
        {
            if (!File.Exists(path))
            {
                // There is nothing in it, and all who work with the ledger need it.
                FileSecurity.EnsureFile(path, FileReaders.AsTheFolder);
            }

            return exclusive
                ? new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None)
                : new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        }
        catch (IOException failure) when (FileErrors.IsHeld(failure))
        {
            return null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw LedgerErrors.From(failure, path);
        }
    }
}
