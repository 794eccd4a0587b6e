using System;
using System.Runtime.InteropServices;

namespace FeishuHire.UnitTests;

/// <summary>Whether this Windows is Wine, which lacks some of it: docs/windows.md lists what is skipped for that.</summary>
internal static class Wine
{
    public static bool IsHere { get; } = OperatingSystem.IsWindows() && NativeLibrary.TryGetExport(NativeLibrary.Load("ntdll"), "wine_get_version", out _);
}
