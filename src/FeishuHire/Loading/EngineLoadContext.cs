#if NET
using System;
using System.IO;
using System.Reflection;
using System.Runtime.Loader;
using System.Threading;

namespace FeishuHire.Loading;

/// <summary>The private place of Engine, Sandbox and their packages, so that neither the host's nor another module's
/// versions meet ours.</summary>
internal sealed class EngineLoadContext : AssemblyLoadContext
{
    private static EngineLoadContext? s_registered;

    private readonly string _deps;
    private readonly Assembly _model;
    private readonly SharedFramework _framework = new();

    private EngineLoadContext(string deps, Assembly model)
        : base("FeishuHire")
    {
        _deps = deps;
        _model = model;
    }

    /// <summary>Answers the module assembly's references to Engine and Sandbox from here on. The first call counts.</summary>
    /// <param name="deps">The folder of Engine, Sandbox and their packages.</param>
    /// <param name="model">The one Model that both sides share.</param>
    public static void Register(string deps, Assembly model)
    {
        EngineLoadContext context = new(deps, model);
        if (Interlocked.CompareExchange(ref s_registered, context, null) is null)
        {
            Default.Resolving += context.ResolveForModule;
        }
    }

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        if (string.Equals(assemblyName.Name, _model.GetName().Name, StringComparison.OrdinalIgnoreCase))
        {
            return _model;
        }

        // Null hands the name to the default context. That is where it must go when we do not ship it.
        string path = FileOf(assemblyName);
        return !File.Exists(path) || _framework.Serves(assemblyName.Name!, path) ? null : LoadFromAssemblyPath(path);
    }

    /// <inheritdoc/>
    protected override IntPtr LoadUnmanagedDll(string unmanagedDllName)
    {
        string? path = NativeLibraryFile.Find(_deps, unmanagedDllName, NativeLibraryFile.RuntimeIdentifier);
        return path is null ? IntPtr.Zero : LoadUnmanagedDllFromPath(path);
    }

    // Loads by path and never by name: a name whose file is missing would come straight back here, until the stack ends.
    private Assembly? ResolveForModule(AssemblyLoadContext context, AssemblyName assemblyName)
    {
        if (assemblyName.Name is not ("FeishuHire.Engine" or "FeishuHire.Sandbox"))
        {
            return null;
        }

        string path = FileOf(assemblyName);
        return File.Exists(path) ? LoadFromAssemblyPath(path) : null;
    }

    private string FileOf(AssemblyName assemblyName) => Path.Combine(_deps, assemblyName.Name + ".dll");
}
#endif
