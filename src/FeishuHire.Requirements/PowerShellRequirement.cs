using System;
using System.Globalization;
using System.Management.Automation;

namespace FeishuHire.Requirements;

/// <summary>PowerShell 7.0 to 7.3 run on a .NET that cannot load the module, and would say so in words about assemblies.
/// The manifest cannot ask for two lowest versions (5.1 and 7.4), so this runs before the module's own assembly.</summary>
public sealed class PowerShellRequirement : IModuleAssemblyInitializer
{
    internal static readonly Version Lowest = new(7, 4);

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">This PowerShell is older than 7.4.</exception>
    public void OnImport() => Check(typeof(PSObject).Assembly.GetName().Version!, CultureInfo.CurrentUICulture);

    /// <summary>Refuses what is too old.</summary>
    /// <param name="engine">The version of System.Management.Automation: its first two numbers are PowerShell's.</param>
    /// <param name="culture">The user's language.</param>
    internal static void Check(Version engine, CultureInfo culture)
    {
        if (new Version(engine.Major, engine.Minor) < Lowest)
        {
            throw new NotSupportedException(string.Format(CultureInfo.InvariantCulture, Text(culture), engine.Major, engine.Minor));
        }
    }

    private static string Text(CultureInfo culture) => culture.Name.StartsWith("zh", StringComparison.OrdinalIgnoreCase)
        ? "FeishuHire 需要 PowerShell 7.4 或更高版本，或 Windows PowerShell 5.1；当前是 PowerShell {0}.{1}。请从 https://aka.ms/powershell 安装更新的 PowerShell，或在 Windows PowerShell（powershell.exe）中运行。"
        : "FeishuHire needs PowerShell 7.4 or later, or Windows PowerShell 5.1; this is PowerShell {0}.{1}. Install a newer PowerShell from https://aka.ms/powershell, or run the script in Windows PowerShell (powershell.exe).";
}
