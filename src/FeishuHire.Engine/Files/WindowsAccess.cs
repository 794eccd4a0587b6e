using System;
using System.ComponentModel;
using System.IO;
using System.Runtime.InteropServices;

namespace FeishuHire.Engine.Files;

/// <summary>Access lists on Windows without the packages for them, which differ between .NET Framework and .NET: the system
/// itself turns the text form into a descriptor.</summary>
internal static class WindowsAccess
{
    private const uint DaclInformation = 4;
    private const uint ProtectedDacl = 0x80000000;
    private const ushort DaclIsProtected = 0x1000;
    private const uint SddlRevision = 1;
    private const uint QueryToken = 8;
    private const int TokenUser = 1;

    private static readonly Lazy<string> Account = new(ReadAccount);

    /// <summary>The security identifier of the account that this process runs under.</summary>
    public static string AccountId => Account.Value;

    /// <summary>Makes a file, or a folder with all that will be in it, this account's only: nothing is inherited; all for the
    /// account, the owner, the system and the administrators, who could take it anyway.</summary>
    /// <remarks>The account by its own identifier: what it makes in an elevated shell is owned by the administrators, and the
    /// same account, not elevated, is none of them.</remarks>
    /// <exception cref="IOException">The rights cannot be set.</exception>
    public static void MakeAccountOnly(string path, bool folder)
    {
        string inherit = folder ? "OICI" : string.Empty;
        string text = $"D:P(A;{inherit};FA;;;{AccountId})(A;{inherit};FA;;;OW)(A;{inherit};FA;;;SY)(A;{inherit};FA;;;BA)";
        if (!ToDescriptor(text, SddlRevision, out IntPtr descriptor, IntPtr.Zero))
        {
            throw Failure();
        }

        try
        {
            if (!SetFileSecurity(path, DaclInformation | ProtectedDacl, descriptor))
            {
                throw Failure();
            }
        }
        finally
        {
            _ = LocalFree(descriptor);
        }
    }

    /// <summary>Whether a file or folder inherits no rights.</summary>
    /// <exception cref="IOException">Its rights cannot be read.</exception>
    public static bool IsProtected(string path)
    {
        _ = GetFileSecurity(path, DaclInformation, null, 0, out uint size);
        var descriptor = new byte[size];
        return GetFileSecurity(path, DaclInformation, descriptor, size, out _) && GetControl(descriptor, out ushort control, out _)
            ? (control & DaclIsProtected) != 0
            : throw Failure();
    }

    private static string ReadAccount()
    {
        if (!OpenProcessToken(GetCurrentProcess(), QueryToken, out IntPtr token))
        {
            throw Failure();
        }

        try
        {
            _ = GetTokenInformation(token, TokenUser, IntPtr.Zero, 0, out int size);
            IntPtr user = Marshal.AllocHGlobal(size);
            try
            {
                // TOKEN_USER begins with the pointer to the identifier.
                if (!GetTokenInformation(token, TokenUser, user, size, out _) || !ToText(Marshal.ReadIntPtr(user), out IntPtr text))
                {
                    throw Failure();
                }

                string id = Marshal.PtrToStringUni(text)!;
                _ = LocalFree(text);
                return id;
            }
            finally
            {
                Marshal.FreeHGlobal(user);
            }
        }
        finally
        {
            _ = CloseHandle(token);
        }
    }

    private static IOException Failure() => new("The access list could not be read or set", new Win32Exception(Marshal.GetLastWin32Error()));

    [DllImport("advapi32.dll", EntryPoint = "ConvertStringSecurityDescriptorToSecurityDescriptorW", SetLastError = true, CharSet = CharSet.Unicode)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool ToDescriptor(string text, uint revision, out IntPtr descriptor, IntPtr size);

    [DllImport("advapi32.dll", EntryPoint = "SetFileSecurityW", SetLastError = true, CharSet = CharSet.Unicode)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool SetFileSecurity(string path, uint information, IntPtr descriptor);

    [DllImport("advapi32.dll", EntryPoint = "GetFileSecurityW", SetLastError = true, CharSet = CharSet.Unicode)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool GetFileSecurity(string path, uint information, [Out] byte[]? descriptor, uint length, out uint needed);

    [DllImport("advapi32.dll", EntryPoint = "GetSecurityDescriptorControl", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool GetControl(byte[] descriptor, out ushort control, out uint revision);

    [DllImport("advapi32.dll", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool OpenProcessToken(IntPtr process, uint access, out IntPtr token);

    [DllImport("advapi32.dll", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool GetTokenInformation(IntPtr token, int kind, IntPtr information, int length, out int needed);

    [DllImport("advapi32.dll", EntryPoint = "ConvertSidToStringSidW", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool ToText(IntPtr identifier, out IntPtr text);

    [DllImport("kernel32.dll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern IntPtr GetCurrentProcess();

    [DllImport("kernel32.dll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool CloseHandle(IntPtr handle);

    [DllImport("kernel32.dll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern IntPtr LocalFree(IntPtr memory);
}
