using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using FeishuHire.ModuleTests.Architecture;
using FeishuHire.ModuleTests.Harness;
using Xunit;
using AssemblyFile = FeishuHire.ModuleTests.Architecture.AssemblyFile;

namespace FeishuHire.ModuleTests.Desktop;

/// <summary>What Windows PowerShell 5.1 would have to load, checked without Windows: every reference of every shipped file
/// against the shipped versions and .NET Framework 4.7.2. .NET Framework binds a strong name to the exact version; what
/// differs must be answered by the module's resolve handler, and is listed.</summary>
public sealed class DesktopReferenceTests
{
    private const string PowerShell = "System.Management.Automation";

    private static readonly FrameworkReference Framework = new(Repo.NetFramework);

    private static string Folder => Path.Combine(Repo.Module, "desktop");

    private static IReadOnlyList<AssemblyFile> Shipped { get; } =
        [.. AssemblyFile.ReadAll(Folder), .. AssemblyFile.ReadAll(Path.Combine(Folder, "deps"))];

    [Fact]
    public void Every_reference_is_shipped_or_part_of_the_framework_in_that_version_or_a_later_one()
    {
        IEnumerable<string> unanswered =
            from file in Shipped
            from reference in file.References
            where reference.Name != PowerShell
            let shipped = Shipped.FirstOrDefault(s => string.Equals(s.Name, reference.Name, StringComparison.OrdinalIgnoreCase))?.Version
            let framework = Framework.VersionOf(reference.Name)
            where !(shipped >= reference.Version) && !(framework >= reference.Version)
            select $"{file.Name} -> {reference.Name} {reference.Version} (shipped {shipped}, framework {framework})";

        Assert.Empty(unanswered);
    }

    [Fact]
    public void What_the_resolve_handler_must_answer_is_the_list()
    {
        IEnumerable<string> mismatches =
            from file in Shipped
            from reference in file.References
            let shipped = Shipped.FirstOrDefault(s => string.Equals(s.Name, reference.Name, StringComparison.OrdinalIgnoreCase))?.Version
            where shipped is not null && shipped != reference.Version
            orderby file.Name.ToUpperInvariant(), reference.Name.ToUpperInvariant()
            select $"{file.Name} wants {reference.Name} {reference.Version}, ships {shipped}";

        string[] known = [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Desktop", "desktop-mismatches.txt")).Where(line => line.Length > 0 && line[0] != '#')];
        Assert.Equal(known, mismatches);
    }

    [Fact]
    public void PowerShell_is_asked_for_as_Windows_PowerShell_has_it() =>
        Assert.All(
            Shipped.SelectMany(file => file.References).Where(reference => reference.Name == PowerShell),
            reference => Assert.Equal(new Version(3, 0, 0, 0), reference.Version));

    [Fact]
    public void No_type_and_no_member_is_used_that_the_framework_lacks()
    {
        int checks = 0;
        List<string> missing = [];
        foreach (string path in Directory.GetFiles(Folder, "*.dll").Concat(Directory.GetFiles(Path.Combine(Folder, "deps"), "*.dll")))
        {
            using PEReader file = new(File.OpenRead(path));
            MetadataReader metadata = file.GetMetadataReader();
            foreach ((string assembly, string type, string? member) in Uses(metadata).Where(use => OfFramework(use.Assembly)))
            {
                checks++;
                if (!Framework.Has(assembly, type, member))
                {
                    missing.Add($"{Path.GetFileName(path)} -> {assembly}: {type} {member}");
                }
            }
        }

        Assert.Empty(missing);
        Assert.InRange(checks, 5_000, int.MaxValue);
    }

    // What we ship ourselves, the framework need not have.
    private static bool OfFramework(string assembly) =>
        assembly != PowerShell && !Shipped.Any(s => string.Equals(s.Name, assembly, StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<(string Assembly, string Type, string? Member)> Uses(MetadataReader metadata)
    {
        foreach (TypeReferenceHandle handle in metadata.TypeReferences)
        {
            if (TypeNames.Of(metadata, handle) is (string assembly, string type))
            {
                yield return (assembly, type, null);
            }
        }

        foreach (MemberReferenceHandle handle in metadata.MemberReferences)
        {
            MemberReference member = metadata.GetMemberReference(handle);
            if (member.Parent.Kind == HandleKind.TypeReference && TypeNames.Of(metadata, (TypeReferenceHandle)member.Parent) is (string assembly, string type))
            {
                yield return (assembly, type, metadata.GetString(member.Name));
            }
        }
    }
}
