using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;

namespace FeishuHire.ModuleTests.Harness;

/// <summary>Where things are; the build wrote it into this assembly.</summary>
internal static class Repo
{
    /// <summary>The repository's root.</summary>
    public static string Root { get; } = Metadata("RepoRoot");

    /// <summary>The package under test.</summary>
    public static string Package { get; } = Metadata("Package");

    /// <summary>The package, unpacked as Install-Module does: FeishuHire/&lt;version&gt; in a folder of modules.</summary>
    public static string Module { get; } = Metadata("ModuleRoot");

    /// <summary>The folder of modules, for PSModulePath.</summary>
    public static string Modules { get; } = Path.GetFullPath(Path.Combine(Module, "..", ".."));

    /// <summary>Debug or Release.</summary>
    public static string Configuration { get; } = Metadata("Configuration");

    /// <summary>The packed manifest, which is what every test imports.</summary>
    public static string Manifest { get; } = Path.Combine(Module, "FeishuHire.psd1");

    /// <summary>The cmdlets that the manifest lists.</summary>
    public static IReadOnlyList<string> Cmdlets { get; } = ListedCmdlets();

    /// <summary>The process that takes a ledger's turn.</summary>
    public static string LedgerChild { get; } = Metadata("LedgerChild");

    /// <summary>The program of .NET Framework that works with the desktop build.</summary>
    public static string DesktopChild { get; } = Metadata("DesktopChild");

    /// <summary>The reference assemblies of .NET Framework 4.7.2.</summary>
    public static string NetFramework { get; } = Metadata("NetFramework");

    /// <summary>The pwsh.dll of the PowerShell that .config/dotnet-tools.json pins.</summary>
    public static string Shell { get; } = Metadata("Shell");

    /// <summary>A file under examples/.</summary>
    public static string Example(params string[] parts) => Path.Combine([Root, "examples", .. parts]);

    private static string[] ListedCmdlets()
    {
        Match list = Regex.Match(File.ReadAllText(Manifest), @"CmdletsToExport\s*=\s*@\((?<names>[^)]*)\)");
        return [.. Regex.Matches(list.Groups["names"].Value, "'(?<name>[^']+)'").Select(m => m.Groups["name"].Value)];
    }

    // Built on Linux and run under Wine, which shows Linux's root as drive Z.
    private static string Metadata(string key)
    {
        string value = typeof(Repo).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!;
        return OperatingSystem.IsWindows() && value.StartsWith('/') ? Path.GetFullPath("Z:" + value.Replace("/any/unix/", "/any/win/", StringComparison.Ordinal)) : value;
    }
}
