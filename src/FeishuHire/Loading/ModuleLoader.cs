using System.IO;
using System.Management.Automation;

namespace FeishuHire.Loading;

/// <summary>Runs when PowerShell imports the module, before any cmdlet can: makes Engine, Sandbox and their packages
/// loadable from <c>deps</c>, and loads none of them.</summary>
/// <remarks>There is no counterpart for Remove-Module: the assemblies stay loaded and other runspaces go on using them, so
/// what is registered stays registered, once, for the life of the process.</remarks>
public sealed class ModuleLoader : IModuleAssemblyInitializer
{
    /// <inheritdoc/>
    public void OnImport()
    {
        string folder = Path.GetDirectoryName(typeof(ModuleLoader).Assembly.Location)!;

        // Scripts name Model's types ([FeishuHire.BgCheckReportFile], catch [FeishuHire.FeishuHireException]); PowerShell
        // finds them only in an assembly that is loaded by then.
        System.Reflection.Assembly model = typeof(BgCheckProgress).Assembly;
#if NET
        EngineLoadContext.Register(Path.Combine(folder, "deps"), model);
#else
        DesktopResolver.Register(folder);
        _ = model;
#endif
    }
}
