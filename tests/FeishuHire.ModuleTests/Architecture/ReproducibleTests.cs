using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;
using FeishuHire.ModuleTests.Harness;
using Xunit;

namespace FeishuHire.ModuleTests.Architecture;

/// <summary>Our assemblies are the same wherever they were compiled: they tell of their source, not of a machine.</summary>
public sealed class ReproducibleTests
{
    public static TheoryData<string> Assemblies =>
    [
        .. Directory.GetFiles(Repo.Module, "FeishuHire*.dll", SearchOption.AllDirectories)
            .Where(file => !file.EndsWith(".resources.dll", StringComparison.Ordinal))
            .Select(file => Path.GetRelativePath(Repo.Module, file).Replace('\\', '/')),
    ];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void It_was_compiled_deterministically(string assembly)
    {
        using PEReader file = new(File.OpenRead(Path.Combine(Repo.Module, assembly)));

        Assert.Contains(file.ReadDebugDirectory(), entry => entry.Type == DebugDirectoryEntryType.Reproducible);
        Assert.Contains(file.ReadDebugDirectory(), entry => entry.Type == DebugDirectoryEntryType.EmbeddedPortablePdb);
    }

    // A Debug build names the folder of its source in its symbols, for debuggers, unless a build server makes it; what is
    // released never does.
    [Theory]
    [MemberData(nameof(Assemblies))]
    public void What_is_released_names_no_folder_of_the_machine(string assembly)
    {
        string path = Path.Combine(Repo.Module, assembly);
        string[] sources = [.. Sources(path)];

        Assert.NotEmpty(sources);
        bool isMapped = sources[0].StartsWith("/_", StringComparison.Ordinal);
        Assert.True(isMapped || Repo.Configuration != "Release");
        Assert.All(sources, source => Assert.Equal(isMapped, source.StartsWith("/_", StringComparison.Ordinal)));
        byte[] bytes = File.ReadAllBytes(path);
        Assert.All(new[] { Encoding.UTF8, Encoding.Unicode }, encoding => Assert.Equal(-1, bytes.AsSpan().IndexOf(encoding.GetBytes(Repo.Root.TrimEnd('/', '\\')))));
    }

    private static IEnumerable<string> Sources(string path)
    {
        using PEReader file = new(File.OpenRead(path));
        DebugDirectoryEntry symbols = file.ReadDebugDirectory().Single(entry => entry.Type == DebugDirectoryEntryType.EmbeddedPortablePdb);
        using MetadataReaderProvider provider = file.ReadEmbeddedPortablePdbDebugDirectoryData(symbols);
        MetadataReader metadata = provider.GetMetadataReader();
        return [.. metadata.Documents.Select(handle => metadata.GetString(metadata.GetDocument(handle).Name))];
    }
}
