using System;
using System.ComponentModel;
using System.IO;
using System.Runtime.InteropServices;

namespace FeishuHire.Engine.Files;

/// <summary>What netstandard2.0 has no call for on Linux and macOS.</summary>
internal static class UnixFiles
{
    /// <summary>Makes a file or folder its owner's only: rw-------, or rwx------ for a folder.</summary>
    public static void MakeOwnerOnly(string path, bool folder)
    {
        const uint OwnerReadWrite = 0x180;
        const uint OwnerSearch = 0x40;
        if (Chmod(path, folder ? OwnerReadWrite | OwnerSearch : OwnerReadWrite) != 0)
        {
            throw new IOException("chmod failed", new Win32Exception(Marshal.GetLastWin32Error()));
        }
    }

    /// <summary>The path with its symbolic links followed; the path itself where that fails.</summary>
    public static string RealPath(string path)
    {
        IntPtr resolved = ResolvePath(path, IntPtr.Zero);
        if (resolved == IntPtr.Zero)
        {
            return path;
        }

        string text = Marshal.PtrToStringAnsi(resolved) ?? path;
        Free(resolved);
        return text;
    }

    // On Unix the runtime marshals these strings as UTF-8.
    [DllImport("libc", EntryPoint = "chmod", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Chmod([MarshalAs(UnmanagedType.LPStr)] string path, uint mode);

    [DllImport("libc", EntryPoint = "realpath", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern IntPtr ResolvePath([MarshalAs(UnmanagedType.LPStr)] string path, IntPtr buffer);

    [DllImport("libc", EntryPoint = "free")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern void Free(IntPtr pointer);
}
