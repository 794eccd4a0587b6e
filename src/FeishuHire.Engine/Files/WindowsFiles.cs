using System;
using System.ComponentModel;
using System.IO;
using System.Runtime.InteropServices;

namespace FeishuHire.Engine.Files;

/// <summary>Access lists on Windows without the packages for them, which differ between .NET Framework and .NET: the system
/// itself turns the text form into a descriptor.</summary>
internal static class WindowsFiles
{
    // Nothing inherited; all for the owner, the system and the administrators, who could take it anyway.
    private const string FileAccess = "D:P(A;;FA;;;OW)(A;;FA;;;SY)(A;;FA;;;BA)";
    private const string FolderAccess = "D:P(A;OICI;FA;;;OW)(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)";
    private const uint DaclInformation = 0x80000004;
    private const uint SddlRevision = 1;

    /// <summary>Makes a file, or a folder with all that will be in it, its owner's only.</summary>
    public static void MakeOwnerOnly(string path, bool folder)
    {
        if (!ToDescriptor(folder ? FolderAccess : FileAccess, SddlRevision, out IntPtr descriptor, IntPtr.Zero))
        {
            throw Failure();
        }

        try
        {
            if (!SetFileSecurity(path, DaclInformation, descriptor))
            {
                throw Failure();
            }
        }
        finally
        {
            _ = LocalFree(descriptor);
        }
    }

    private static IOException Failure() => new("The access list could not be set", new Win32Exception(Marshal.GetLastWin32Error()));

    [DllImport("advapi32.dll", EntryPoint = "ConvertStringSecurityDescriptorToSecurityDescriptorW", SetLastError = true, CharSet = CharSet.Unicode)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool ToDescriptor(string text, uint revision, out IntPtr descriptor, IntPtr size);

    [DllImport("advapi32.dll", EntryPoint = "SetFileSecurityW", SetLastError = true, CharSet = CharSet.Unicode)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool SetFileSecurity(string path, uint information, IntPtr descriptor);

    [DllImport("kernel32.dll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern IntPtr LocalFree(IntPtr memory);
}
