#if NET
using System;
using System.IO;
using System.Reflection;

namespace FeishuHire.Loading;

/// <summary>The assemblies that the running .NET brings along.</summary>
internal sealed class SharedFramework
{
    // Only the framework's own folder counts: what else the host application has on its list of trusted assemblies
    // (an ASP.NET host has its Microsoft.Extensions) was never tested with this module.
    private readonly string? _folder = Path.GetDirectoryName(typeof(object).Assembly.Location);

    /// <summary>Whether the framework has this assembly in the version we ship or a newer one, so that its types are those
    /// that the rest of the framework uses.</summary>
    /// <param name="name">The assembly's simple name.</param>
    /// <param name="shipped">Our file.</param>
    public bool Serves(string name, string shipped)
    {
        // Private always: its source-generated code has to meet the very version it was generated for.
        if (string.IsNullOrEmpty(_folder) || string.Equals(name, "System.Text.Json", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        string file = Path.Combine(_folder, name + ".dll");
        return File.Exists(file) && AssemblyName.GetAssemblyName(file).Version >= AssemblyName.GetAssemblyName(shipped).Version;
    }
}
#endif
