using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace FeishuHire.ModuleTests.Architecture;

/// <summary>What an assembly's metadata says of it, read without loading it.</summary>
/// <param name="Name">Its simple name.</param>
/// <param name="Version">Its version.</param>
/// <param name="References">The assemblies it was compiled against.</param>
internal sealed record AssemblyFile(string Name, Version Version, IReadOnlyList<(string Name, Version Version)> References)
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">The assembly.</param>
    public static AssemblyFile Read(string path)
    {
        using PEReader file = new(File.OpenRead(path));
        MetadataReader metadata = file.GetMetadataReader();
        AssemblyDefinition definition = metadata.GetAssemblyDefinition();
        return new AssemblyFile(
            metadata.GetString(definition.Name),
            definition.Version,
            [.. metadata.AssemblyReferences.Select(metadata.GetAssemblyReference).Select(r => (metadata.GetString(r.Name), r.Version))]);
    }

    /// <summary>Reads the managed assemblies of a folder, subfolders left out.</summary>
    /// <param name="folder">E.g. core/deps.</param>
    public static IReadOnlyList<AssemblyFile> ReadAll(string folder) => [.. Directory.GetFiles(folder, "*.dll").Select(Read)];
}
