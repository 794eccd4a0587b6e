using System;
using System.IO;
using System.Runtime.InteropServices;

namespace FeishuHire.Engine.Files;

/// <summary>Who may read the files that the module makes. A file gets its rights while it is still empty.</summary>
/// <remarks>SQLite gives the files that it puts beside a ledger (-wal, -shm) the ledger's own mode on Unix. On Windows they
/// inherit from their folder: the default folder, and any that we create, lets only the account in; in a folder that was
/// there before, the folder decides.</remarks>
internal static class FileSecurity
{
    private static bool IsWindows { get; } = RuntimeInformation.IsOSPlatform(OSPlatform.Windows);

    /// <summary>Creates a file and opens it for reading and writing, without a buffer.</summary>
    /// <param name="path">The file, which must not be there.</param>
    /// <param name="readers">Who may read it.</param>
    /// <param name="share">What others may do with it meanwhile.</param>
    /// <exception cref="IOException">It is there already, or cannot be made.</exception>
    public static FileStream CreateFile(string path, FileReaders readers, FileShare share)
    {
        var file = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, share, bufferSize: 1);
        try
        {
            Restrict(path, folder: false, readers);
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Creates an empty file where none is.</summary>
    /// <param name="path">The file.</param>
    /// <param name="readers">Who may read it.</param>
    public static void EnsureFile(string path, FileReaders readers)
    {
        try
        {
            CreateFile(path, readers, FileShare.ReadWrite).Dispose();
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another process made it just now, with the same rights.
        }
    }

    /// <summary>Creates a folder and those above it where they are missing; one that is there stays as it is.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="readers">Who may read what will be in it.</param>
    public static void EnsureFolder(string path, FileReaders readers)
    {
        if (!Directory.Exists(path))
        {
            Directory.CreateDirectory(path);
            Restrict(path, folder: true, readers);
        }
    }

    /// <summary>Takes a file away from everybody else, where this account may: a copy that was restored may be open to all.
    /// On Windows a file that inherits nothing has rights that somebody gave it; they stay.</summary>
    /// <param name="path">The file.</param>
    public static void TryTakeBack(string path)
    {
        try
        {
            if (!IsWindows || !WindowsAccess.IsProtected(path))
            {
                Restrict(path, folder: false, FileReaders.Account);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // Somebody else's file: its owner has decided.
        }
    }

    private static void Restrict(string path, bool folder, FileReaders readers)
    {
        if (!IsWindows)
        {
            UnixAccess.MakeOwnerOnly(path, folder);
        }
        else if (readers == FileReaders.Account)
        {
            WindowsAccess.MakeAccountOnly(path, folder);
        }
    }
}
