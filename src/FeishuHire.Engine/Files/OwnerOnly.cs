using System;
using System.IO;
using System.Runtime.InteropServices;

namespace FeishuHire.Engine.Files;

/// <summary>Files that only their owner can read. A file is made so while it is still empty.</summary>
/// <remarks>SQLite gives the files that it puts beside a ledger (-wal, -shm) the ledger's own mode on Unix. On Windows they
/// inherit from their folder: the default folder, and any that we create, lets only the owner in; in a folder that was there
/// before, the folder decides.</remarks>
internal static class OwnerOnly
{
    private static bool IsWindows { get; } = RuntimeInformation.IsOSPlatform(OSPlatform.Windows);

    /// <summary>Creates an empty file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>False where it is there already.</returns>
    public static bool TryCreateFile(string path)
    {
        try
        {
            new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite).Dispose();
        }
        catch (IOException) when (File.Exists(path))
        {
            return false;
        }

        Protect(path, folder: false);
        return true;
    }

    /// <summary>Creates a folder and those above it where they are missing; the last one is its owner's only.</summary>
    /// <param name="path">The folder.</param>
    public static void CreateFolder(string path)
    {
        if (!Directory.Exists(path))
        {
            Directory.CreateDirectory(path);
            Protect(path, folder: true);
        }
    }

    /// <summary>Takes a file away from everybody else, where this account may: a copy that was restored may be open to all.</summary>
    /// <param name="path">The file.</param>
    public static void TryProtect(string path)
    {
        try
        {
            Protect(path, folder: false);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // Somebody else's file: its owner has decided.
        }
    }

    private static void Protect(string path, bool folder)
    {
        if (IsWindows)
        {
            WindowsFiles.MakeOwnerOnly(path, folder);
        }
        else
        {
            UnixFiles.MakeOwnerOnly(path, folder);
        }
    }
}
