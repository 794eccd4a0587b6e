using System.IO;
using System.Runtime.InteropServices;

namespace FeishuHire.Loading;

/// <summary>Finds the native libraries that ship with the module.</summary>
internal static class NativeLibraryFile
{
    /// <summary>The folder name of this process: its system and its own architecture, not the machine's (a 32-bit PowerShell
    /// on 64-bit Windows is win-x86).</summary>
    public static string RuntimeIdentifier
    {
        get
        {
            string system = RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? "win"
                : RuntimeInformation.IsOSPlatform(OSPlatform.OSX) ? "osx"
                : "linux";
            string architecture = RuntimeInformation.ProcessArchitecture switch
            {
                Architecture.X64 => "x64",
                Architecture.X86 => "x86",
                Architecture.Arm => "arm",
                Architecture.Arm64 => "arm64",
                Architecture other => other.ToString(),
            };
            return $"{system}-{architecture}";
        }
    }

    /// <summary>The library's file for a runtime identifier, or null where the module ships none.</summary>
    /// <param name="deps">The folder of the module's dependencies.</param>
    /// <param name="name">The name as the import gives it, e.g. e_sqlite3, with or without prefix and extension.</param>
    /// <param name="runtimeIdentifier">E.g. win-x64.</param>
    public static string? Find(string deps, string name, string runtimeIdentifier)
    {
        string folder = Path.Combine(deps, "runtimes", runtimeIdentifier, "native");
        foreach (string candidate in new[] { name, name + ".dll", "lib" + name + ".so", "lib" + name + ".dylib" })
        {
            string path = Path.Combine(folder, candidate);
            if (File.Exists(path))
            {
                return path;
            }
        }

        return null;
    }
}
