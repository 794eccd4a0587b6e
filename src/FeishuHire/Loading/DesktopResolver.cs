#if !NET
using System;
using System.IO;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Threading;

namespace FeishuHire.Loading;

/// <summary>Windows PowerShell has one context for everything and no binding redirects for a module: this answers what the
/// module's own assemblies ask for, from the files it ships, and nothing else.</summary>
internal sealed class DesktopResolver
{
    private static DesktopResolver? s_registered;

    private readonly string _module;
    private readonly string _deps;

    private DesktopResolver(string module)
    {
        _module = module + Path.DirectorySeparatorChar;
        _deps = Path.Combine(module, "deps");
    }

    /// <summary>Answers for the module from here on. The first call counts.</summary>
    /// <param name="module">The folder of the module assembly.</param>
    public static void Register(string module)
    {
        DesktopResolver resolver = new(module);
        if (Interlocked.CompareExchange(ref s_registered, resolver, null) is null)
        {
            AppDomain.CurrentDomain.AssemblyResolve += resolver.Resolve;
        }
    }

    private Assembly? Resolve(object? sender, ResolveEventArgs e)
    {
        AssemblyName wanted = new(e.Name);
        if (!IsOurs(e.RequestingAssembly, wanted))
        {
            return null;
        }

        string path = Path.Combine(_deps, wanted.Name + ".dll");
        if (!File.Exists(path) || AssemblyName.GetAssemblyName(path).Version < wanted.Version)
        {
            return null;
        }

        if (string.Equals(wanted.Name, "SQLitePCLRaw.provider.e_sqlite3", StringComparison.OrdinalIgnoreCase))
        {
            LoadNative("e_sqlite3");
        }

        return Assembly.LoadFrom(path);
    }

    // Another module's request is its own affair: an answer from us could take the place of the version it ships.
    private bool IsOurs(Assembly? requesting, AssemblyName wanted) =>
        requesting is null || requesting.IsDynamic
            ? wanted.Name.StartsWith("FeishuHire.", StringComparison.OrdinalIgnoreCase)
            : requesting.Location.StartsWith(_module, StringComparison.OrdinalIgnoreCase);

    // .NET Framework looks for a native library beside the program only. Windows takes one of that name that is already in
    // the process, so it is loaded by its full path first.
    private void LoadNative(string name)
    {
        string? path = NativeLibraryFile.Find(_deps, name, NativeLibraryFile.RuntimeIdentifier);
        if (path is not null && RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
        {
            _ = LoadLibrary(path);
        }
    }

    [DllImport("kernel32.dll", EntryPoint = "LoadLibraryW", CharSet = CharSet.Unicode, ExactSpelling = true, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern IntPtr LoadLibrary(string path);
}
#endif
