using System;
using System.IO;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace FeishuHire.Engine.Files;

/// <summary>One name for one file: with its links followed, and on Windows as the file system spells it.</summary>
internal static class RealPath
{
    private const string LongPrefix = @"\\?\";
    private const string LongShare = @"\\?\UNC\";

    private static bool IsWindows { get; } = RuntimeInformation.IsOSPlatform(OSPlatform.Windows);

    /// <summary>Follows the links of a path.</summary>
    /// <param name="path">A full path. Of what is not there, the folders that are there are followed.</param>
    public static string Of(string path)
    {
        string rest = string.Empty;
        for (string? there = path; !string.IsNullOrEmpty(there); there = Path.GetDirectoryName(there))
        {
            if ((IsWindows ? OfWindows(there!) : OfUnix(there!)) is string real)
            {
                return rest.Length == 0 ? real : Path.Combine(real, rest);
            }

            rest = Path.Combine(Path.GetFileName(there), rest);
        }

        return path;
    }

    private static string? OfUnix(string path)
    {
        IntPtr resolved = ResolvePath(path, IntPtr.Zero);
        if (resolved == IntPtr.Zero)
        {
            return null;
        }

        string? text = Marshal.PtrToStringAnsi(resolved);
        Free(resolved);
        return text;
    }

    // By a drive's letter; where the volume has none, by the volume's own name.
    private static string? OfWindows(string path)
    {
        const int AnyShare = 7;
        const int OpenExisting = 3;
        const int AlsoFolders = 0x02000000;
        using SafeFileHandle handle = CreateFile(path, 0, AnyShare, IntPtr.Zero, OpenExisting, AlsoFolders, IntPtr.Zero);
        return handle.IsInvalid ? null : Name(handle, byVolume: 0) ?? Name(handle, byVolume: 1);
    }

    private static string? Name(SafeFileHandle handle, int byVolume)
    {
        var text = new char[1024];
        int length = GetFinalPathName(handle, text, text.Length, byVolume);
        if (length > text.Length)
        {
            text = new char[length];
            length = GetFinalPathName(handle, text, text.Length, byVolume);
        }

        if (length <= 0 || length > text.Length)
        {
            return null;
        }

        var name = new string(text, 0, length);
        return name.StartsWith(LongShare, StringComparison.OrdinalIgnoreCase) ? @"\\" + name.Substring(LongShare.Length)
            : name.StartsWith(LongPrefix, StringComparison.Ordinal) && name.Length > 5 && name[5] == ':' ? name.Substring(LongPrefix.Length)
            : name;
    }

    // On Unix the runtime marshals these strings as UTF-8.
    [DllImport("libc", EntryPoint = "realpath", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern IntPtr ResolvePath([MarshalAs(UnmanagedType.LPStr)] string path, IntPtr buffer);

    [DllImport("libc", EntryPoint = "free")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern void Free(IntPtr pointer);

    [DllImport("kernel32.dll", EntryPoint = "CreateFileW", SetLastError = true, CharSet = CharSet.Unicode)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern SafeFileHandle CreateFile(string path, int access, int share, IntPtr security, int mode, int flags, IntPtr template);

    [DllImport("kernel32.dll", EntryPoint = "GetFinalPathNameByHandleW", SetLastError = true, CharSet = CharSet.Unicode)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int GetFinalPathName(SafeFileHandle handle, [Out] char[] path, int length, int byVolume);
}
