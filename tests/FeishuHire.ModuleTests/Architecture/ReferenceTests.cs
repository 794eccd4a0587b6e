using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using FeishuHire.ModuleTests.Harness;
using Xunit;

namespace FeishuHire.ModuleTests.Architecture;

/// <summary>References go one way: module → Engine → Model, module → Sandbox → Model.</summary>
public sealed class ReferenceTests
{
    private const string Model = "FeishuHire.Model";
    private const string Engine = "FeishuHire.Engine";
    private const string Sandbox = "FeishuHire.Sandbox";

    public static TheoryData<string> Editions { get; } = ["core", "desktop"];

    [Theory]
    [MemberData(nameof(Editions))]
    public void Model_knows_nothing_but_the_platform(string edition) =>
        Assert.Equal(["netstandard"], References(edition, Model));

    [Theory]
    [MemberData(nameof(Editions))]
    public void Engine_knows_model_and_no_powershell(string edition)
    {
        string[] references = References(edition, "deps/" + Engine);

        Assert.DoesNotContain("FeishuHire", references);
        Assert.DoesNotContain(Sandbox, references);
        Assert.DoesNotContain("System.Management.Automation", references);
    }

    [Theory]
    [MemberData(nameof(Editions))]
    public void Sandbox_shares_no_code_with_engine(string edition)
    {
        string[] references = References(edition, "deps/" + Sandbox);

        Assert.DoesNotContain("FeishuHire", references);
        Assert.DoesNotContain(Engine, references);
        Assert.DoesNotContain("System.Management.Automation", references);
    }

    // The module assembly lives among everybody's assemblies: it may ask only for what is there on every machine, and for
    // Engine and Sandbox, which the loader answers.
    [Fact]
    public void The_core_module_asks_the_default_context_for_nothing_it_lacks()
    {
        IReadOnlyDictionary<string, Version> framework = Framework();
        IEnumerable<string> strange = AssemblyFile.Read(Path.Combine(Repo.Module, "core", "FeishuHire.dll")).References
            .Where(r => r.Name is not (Model or Engine or Sandbox or "System.Management.Automation"))
            .Where(r => !framework.TryGetValue(r.Name, out Version? version) || version < r.Version)
            .Select(r => $"{r.Name} {r.Version}");

        Assert.Empty(strange);
    }

    [Fact]
    public void Everything_in_core_finds_what_it_was_compiled_against_on_net8()
    {
        IReadOnlyDictionary<string, Version> framework = Framework();
        IReadOnlyList<AssemblyFile> shipped = AssemblyFile.ReadAll(Path.Combine(Repo.Module, "core", "deps"));
        Dictionary<string, Version> available = shipped.ToDictionary(a => a.Name, a => a.Version);
        available[Model] = AssemblyFile.Read(Path.Combine(Repo.Module, "core", Model + ".dll")).Version;

        IEnumerable<string> unanswered =
            from assembly in shipped
            from reference in assembly.References
            where !Has(framework, reference) && !Has(available, reference)
            select $"{assembly.Name} -> {reference.Name} {reference.Version}";

        Assert.Empty(unanswered);
    }

    // A type that .NET has must be .NET's: a second TimeProvider or IAsyncDisposable would not be the one that the module has.
    [Theory]
    [InlineData("Microsoft.Bcl.TimeProvider")]
    [InlineData("Microsoft.Bcl.AsyncInterfaces")]
    public void Core_ships_forwarders_for_types_that_the_framework_has(string name)
    {
        using FileStream file = File.OpenRead(Path.Combine(Repo.Module, "core", "deps", name + ".dll"));
        using System.Reflection.PortableExecutable.PEReader reader = new(file);
        System.Reflection.Metadata.MetadataReader metadata = System.Reflection.Metadata.PEReaderExtensions.GetMetadataReader(reader);

        string[] defined = [.. metadata.TypeDefinitions
            .Select(metadata.GetTypeDefinition)
            .Where(t => t.Attributes.HasFlag(System.Reflection.TypeAttributes.Public))
            .Select(t => metadata.GetString(t.Name))];

        Assert.DoesNotContain("TimeProvider", defined);
        Assert.DoesNotContain("IAsyncDisposable", defined);
        Assert.NotEmpty(metadata.ExportedTypes);
    }

    private static string[] References(string edition, string assembly) =>
        [.. AssemblyFile.Read(Path.Combine(Repo.Module, edition, assembly + ".dll")).References.Select(r => r.Name)];

    private static bool Has(IReadOnlyDictionary<string, Version> assemblies, (string Name, Version Version) reference) =>
        assemblies.TryGetValue(reference.Name, out Version? version) && version >= reference.Version;

    private static Dictionary<string, Version> Framework() =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Architecture", "net8.0-framework.txt"))
            .Where(line => !line.StartsWith('#'))
            .Select(line => line.Split(' '))
            .ToDictionary(parts => parts[0], parts => Version.Parse(parts[1]));
}
