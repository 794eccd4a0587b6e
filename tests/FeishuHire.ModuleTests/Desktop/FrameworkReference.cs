using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace FeishuHire.ModuleTests.Desktop;

/// <summary>The reference assemblies of .NET Framework 4.7.2, facades included: which assemblies there are, in which version,
/// and which types and members.</summary>
internal sealed class FrameworkReference
{
    private readonly Dictionary<string, string> _files;
    private readonly Dictionary<string, MetadataReader> _readers = new(StringComparer.OrdinalIgnoreCase);

    public FrameworkReference(string folder)
    {
        _files = Directory.GetFiles(folder, "*.dll").Concat(Directory.GetFiles(Path.Combine(folder, "Facades"), "*.dll"))
            .ToDictionary(file => Path.GetFileNameWithoutExtension(file)!, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The version that the framework has, or null.</summary>
    public Version? VersionOf(string assembly) => Open(assembly) is { } reader ? reader.GetAssemblyDefinition().Version : null;

    /// <summary>Whether a type is there, wherever it is forwarded to; with a member's name, whether it or a base has one.</summary>
    public bool Has(string assembly, string type, string? member = null)
    {
        if (Find(assembly, type) is not (MetadataReader reader, TypeDefinitionHandle handle))
        {
            return false;
        }

        if (member is null)
        {
            return true;
        }

        TypeDefinition definition = reader.GetTypeDefinition(handle);
        if (definition.GetMethods().Any(m => reader.StringComparer.Equals(reader.GetMethodDefinition(m).Name, member))
            || definition.GetFields().Any(f => reader.StringComparer.Equals(reader.GetFieldDefinition(f).Name, member)))
        {
            return true;
        }

        return definition.BaseType.Kind switch
        {
            HandleKind.TypeReference when TypeNames.Of(reader, (TypeReferenceHandle)definition.BaseType) is (string home, string name) => Has(home, name, member),
            HandleKind.TypeDefinition => Has(assembly, TypeNames.Of(reader, (TypeDefinitionHandle)definition.BaseType), member),
            _ => false,
        };
    }

    private (MetadataReader Reader, TypeDefinitionHandle Type)? Find(string assembly, string type)
    {
        if (Open(assembly) is not { } reader)
        {
            return null;
        }

        foreach (TypeDefinitionHandle handle in reader.TypeDefinitions)
        {
            if (TypeNames.Of(reader, handle) == type)
            {
                return (reader, handle);
            }
        }

        foreach (ExportedType exported in reader.ExportedTypes.Select(reader.GetExportedType))
        {
            if (exported.Implementation.Kind == HandleKind.AssemblyReference && TypeNames.Join(reader, exported.Namespace, exported.Name) == type.Split('+')[0])
            {
                return Find(reader.GetString(reader.GetAssemblyReference((AssemblyReferenceHandle)exported.Implementation).Name), type);
            }
        }

        return null;
    }

    private MetadataReader? Open(string assembly)
    {
        if (!_readers.TryGetValue(assembly, out MetadataReader? reader))
        {
            if (!_files.TryGetValue(assembly, out string? file))
            {
                return null;
            }

            // For the life of the test run: every assembly is asked thousands of times.
            reader = new PEReader(new MemoryStream(File.ReadAllBytes(file))).GetMetadataReader();
            _readers.Add(assembly, reader);
        }

        return reader;
    }
}
