using System;
using System.Collections.Generic;
using System.IO;
using FeishuHire.Engine.Files;

namespace FeishuHire.Engine.Ledger;

/// <summary>A lock between processes: an open file that the system closes when its process dies, however it dies. Holders
/// in one process share it.</summary>
/// <remarks>FileShare is enforced by Windows itself and is flock on Linux and macOS. The files stay where they are, empty:
/// deleting one while another process opens it would give the same lock to both.</remarks>
internal sealed class LockFile : IDisposable
{
    // The sharing violations of Windows, and what flock answers on Linux and on macOS.
    private const int SharingViolation = unchecked((int)0x80070020);
    private const int LockViolation = unchecked((int)0x80070021);
    private const int WouldBlockOnLinux = 11;
    private const int WouldBlockOnMac = 35;

    private static readonly Dictionary<string, Held> All = new(StringComparer.Ordinal);
    private Held? _held;

    private LockFile(Held held) => _held = held;

    /// <summary>Takes the lock if it is free.</summary>
    /// <param name="path">The lock's file.</param>
    /// <param name="exclusive">Whether no other process may hold it; else those that share it may.</param>
    /// <returns>Null where another process keeps it from being taken.</returns>
    /// <exception cref="FeishuHireException">LedgerUnusable: the file cannot be made or opened.</exception>
    public static LockFile? TryTake(string path, bool exclusive)
    {
        lock (All)
        {
            if (!All.TryGetValue(path, out Held? held))
            {
                if (Open(path, exclusive) is not FileStream stream)
                {
                    return null;
                }

                held = new Held(path, stream, exclusive);
                All.Add(path, held);
            }
            else if (exclusive && !held.Exclusive)
            {
                // To become exclusive the shared lock would have to be let go first, and its holders count on it.
                return null;
            }

            held.Holders++;
            return new LockFile(held);
        }
    }

    /// <summary>Lets go.</summary>
    public void Dispose()
    {
        lock (All)
        {
            if (_held is Held held && --held.Holders == 0)
            {
                All.Remove(held.Path);
                held.Stream.Dispose();
            }

            _held = null;
        }
    }

    private static FileStream? Open(string path, bool exclusive)
    {
        try
        {
            if (!File.Exists(path))
            {
                OwnerOnly.TryCreateFile(path);
            }

            return exclusive
                ? new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None)
                : new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        }
        catch (IOException failure) when (failure.HResult is SharingViolation or LockViolation or WouldBlockOnLinux or WouldBlockOnMac)
        {
            return null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw LedgerErrors.From(failure, path);
        }
    }

    private sealed class Held(string path, FileStream stream, bool exclusive)
    {
        public string Path { get; } = path;

        public FileStream Stream { get; } = stream;

        public bool Exclusive { get; } = exclusive;

        public int Holders { get; set; }
    }
}
