using System.ComponentModel;
using System.IO;
using System.Runtime.InteropServices;

namespace FeishuHire.Engine.Files;

/// <summary>File modes, for which netstandard2.0 has no call.</summary>
internal static class UnixAccess
{
    /// <summary>Makes a file or folder its owner's only: rw-------, or rwx------ for a folder.</summary>
    /// <exception cref="IOException">The mode cannot be set.</exception>
    public static void MakeOwnerOnly(string path, bool folder)
    {
        const uint OwnerReadWrite = 0x180;
        const uint OwnerSearch = 0x40;
        if (Chmod(path, folder ? OwnerReadWrite | OwnerSearch : OwnerReadWrite) != 0)
        {
            throw new IOException("chmod failed", new Win32Exception(Marshal.GetLastWin32Error()));
        }
    }

    // On Unix the runtime marshals the string as UTF-8.
    [DllImport("libc", EntryPoint = "chmod", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Chmod([MarshalAs(UnmanagedType.LPStr)] string path, uint mode);
}
