using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using FeishuHire.ModuleTests.Harness;
using Xunit;

namespace FeishuHire.ModuleTests.Architecture;

/// <summary>The manifest says exactly what the assembly has, and the cmdlets show no type that scripts cannot have.</summary>
public sealed class ManifestTests
{
    [Fact]
    public void The_manifest_is_valid()
    {
        using ModuleSession session = new(import: false);

        RunResult result = session.Run($"Test-ModuleManifest '{Repo.Manifest}'").Clean();

        PSModuleInfo module = Assert.IsType<PSModuleInfo>(Assert.Single(result.Output).BaseObject);
        Assert.Equal("FeishuHire", module.Name);
        Assert.Empty(result.Warnings);
    }

    // What the gallery, Install-Module and the two PowerShells decide by.
    [Fact]
    public void The_manifest_says_what_the_module_is_and_needs()
    {
        using ModuleSession session = new(import: false);

        var module = (PSModuleInfo)session.Run($"Test-ModuleManifest '{Repo.Manifest}'").Clean().Output.Single().BaseObject;

        // An identity is for ever.
        Assert.Equal(Guid.Parse("6d1c0e57-2f6e-4a0e-9c6b-5a8d3f1b7e42"), module.Guid);
        Assert.Equal(new Version(5, 1), module.PowerShellVersion);
        Assert.Equal(new Version(4, 7, 2), module.DotNetFrameworkVersion);
        Assert.Equal(["Core", "Desktop"], module.CompatiblePSEditions.Order());
        Assert.Empty(module.ExportedFunctions);
        Assert.Empty(module.ExportedAliases);
        Assert.Empty(module.ExportedVariables);
        Assert.DoesNotContain('*', File.ReadAllText(Repo.Manifest));
        Assert.All(new[] { "Feishu", "Lark", "PSEdition_Core", "PSEdition_Desktop", "Windows", "Linux", "MacOS" }, tag => Assert.Contains(tag, module.Tags));
        Assert.DoesNotContain(module.Tags, tag => tag.Contains(' ', StringComparison.Ordinal));
        Assert.Equal("https", module.ProjectUri.Scheme);
        Assert.Equal("https", module.LicenseUri.Scheme);
        Assert.InRange(module.Description.Length, 50, 4000);
    }

    [Fact]
    public void The_changelog_and_the_release_notes_are_of_this_version()
    {
        using ModuleSession session = new(import: false);
        var module = (PSModuleInfo)session.Run($"Test-ModuleManifest '{Repo.Manifest}'").Clean().Output.Single().BaseObject;
        string changelog = File.ReadAllText(Path.Combine(Repo.Root, "CHANGELOG.md"));

        Match top = Regex.Match(changelog, @"^## \[(?<version>[^]]+)\](?<text>.*?)(?=^## \[|\z)", RegexOptions.Multiline | RegexOptions.Singleline);
        string[] notes = [.. module.ReleaseNotes.Split('\n').Where(line => line.StartsWith("- ", StringComparison.Ordinal)).Select(line => OneLine(line[2..]))];

        Assert.Equal(module.Version.ToString(), top.Groups["version"].Value);
        Assert.StartsWith(module.Version + ",", module.ReleaseNotes, StringComparison.Ordinal);
        Assert.NotEmpty(notes);
        Assert.All(notes, note => Assert.Contains(note, OneLine(top.Groups["text"].Value), StringComparison.Ordinal));

        static string OneLine(string text) => Regex.Replace(text, @"\s+", " ").Trim();
    }

    [Fact]
    public void The_manifest_exports_the_assemblys_cmdlets_each_by_name()
    {
        using ModuleSession session = new();

        string[] exported = [.. session.Run("(Get-Module FeishuHire).ExportedCommands.Keys").Clean().Output.Select(o => o.ToString())];

        string[] cmdlets = [.. Cmdlets().Select(c => c.Name).Order()];
        Assert.Equal(cmdlets, exported.Order());
        Assert.Equal(cmdlets, Repo.Cmdlets.Order());
    }

    [Fact]
    public void Both_editions_have_the_same_cmdlets()
    {
        static string[] Types(string edition)
        {
            using System.Reflection.PortableExecutable.PEReader reader = new(File.OpenRead(Path.Combine(Repo.Module, edition, "FeishuHire.dll")));
            System.Reflection.Metadata.MetadataReader metadata = System.Reflection.Metadata.PEReaderExtensions.GetMetadataReader(reader);
            return [.. metadata.TypeDefinitions
                .Select(metadata.GetTypeDefinition)
                .Where(t => metadata.GetString(t.Namespace) == "FeishuHire.Commands" && t.Attributes.HasFlag(TypeAttributes.Public))
                .Select(t => metadata.GetString(t.Name))
                .Order(StringComparer.Ordinal)];
        }

        Assert.Equal(Types("core"), Types("desktop"));
    }

    // PowerShell binds fields, parameters and outputs when it reads the assembly: a type of Engine there would load Engine,
    // and its packages, with the import.
    [Fact]
    public void Cmdlets_show_no_type_of_Engine_or_of_a_package()
    {
        IEnumerable<string> strange =
            from cmdlet in Cmdlets()
            from shown in Shown(cmdlet.Type)
            where !IsKnown(shown.Assembly)
            select $"{cmdlet.Name}: {shown.Assembly} ({shown.Member})";

        Assert.Empty(strange);
    }

    [Fact]
    public void Cmdlet_classes_are_sealed_and_named_after_their_cmdlet() =>
        Assert.All(Cmdlets(), c =>
        {
            Assert.True(c.Type.IsSealed, c.Name);
            Assert.Equal("FeishuHire.Commands." + c.Name.Replace("-", "", StringComparison.Ordinal) + "Command", c.Type.FullName);
        });

    private static bool IsKnown(string assembly) =>
        assembly is "FeishuHire" or "FeishuHire.Model" or "System.Management.Automation" or "System.Private.CoreLib" or "System.Runtime" or "netstandard"
        || File.Exists(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), assembly + ".dll"));

    private static IEnumerable<(string Member, string Assembly)> Shown(Type cmdlet)
    {
        const BindingFlags All = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;
        for (Type? type = cmdlet; type is not null && type.Assembly == cmdlet.Assembly; type = type.BaseType)
        {
            foreach (FieldInfo field in type.GetFields(All | BindingFlags.DeclaredOnly))
            {
                foreach (string assembly in Assemblies(field.FieldType))
                {
                    yield return (field.Name, assembly);
                }
            }
        }

        foreach (PropertyInfo parameter in cmdlet.GetProperties().Where(p => p.IsDefined(typeof(ParameterAttribute))))
        {
            foreach (string assembly in Assemblies(parameter.PropertyType))
            {
                yield return (parameter.Name, assembly);
            }
        }

        foreach (PSTypeName output in cmdlet.GetCustomAttributes<OutputTypeAttribute>().SelectMany(a => a.Type))
        {
            foreach (string assembly in Assemblies(output.Type))
            {
                yield return ("OutputType", assembly);
            }
        }
    }

    private static IEnumerable<string> Assemblies(Type type) =>
        type.IsGenericType ? type.GetGenericArguments().SelectMany(Assemblies).Append(type.Assembly.GetName().Name!)
        : type.HasElementType ? Assemblies(type.GetElementType()!)
        : [type.Assembly.GetName().Name!];

    private static List<(string Name, Type Type)> Cmdlets()
    {
        using ModuleSession session = new();
        Type loader = (Type)session.Run("[FeishuHire.Loading.ModuleLoader]").Clean().Output[0].BaseObject;
        return [.. loader.Assembly.GetTypes()
            .Select(t => (t.GetCustomAttribute<CmdletAttribute>(), t))
            .Where(x => x.Item1 is not null)
            .Select(x => ($"{x.Item1!.VerbName}-{x.Item1.NounName}", x.t))];
    }
}
