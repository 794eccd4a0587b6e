using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using System.Xml.Linq;
using FeishuHire.ModuleTests.Harness;
using Xunit;

namespace FeishuHire.ModuleTests.Architecture;

/// <summary>The package: what Install-Module lands, and what all these tests import.</summary>
public sealed class PackageTests
{
    // 14.1 MB of a Debug build when this was written, the symbols in our own assemblies included. Natives of one more system
    // (0.73 MB at least), or a dependency more, are a decision.
    private const int LargestPackage = 14_600_000;
    private const int LargestModule = 29_000_000;

    [Fact]
    public void It_holds_the_listed_files_and_what_every_package_has()
    {
        using ZipArchive zip = ZipFile.OpenRead(Repo.Package);
        string[] listed = [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Architecture", "module-files.txt")).Where(line => !line.StartsWith('#'))];
        string[] own = ["_rels/.rels", "FeishuHire.nuspec", "[Content_Types].xml", "package/services/metadata/core-properties/nuget.psmdcp"];

        Assert.Equal(listed.Concat(own).Order(StringComparer.Ordinal), zip.Entries.Select(entry => entry.FullName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void It_brings_no_assembly_of_PowerShell()
    {
        string[] assemblies = [.. Directory.GetFiles(Repo.Module, "*.dll", SearchOption.AllDirectories).Select(file => Path.GetFileName(file))];

        Assert.NotEmpty(assemblies);
        Assert.DoesNotContain(assemblies, name => name.StartsWith("System.Management.Automation", StringComparison.OrdinalIgnoreCase)
            || name.StartsWith("Microsoft.PowerShell", StringComparison.OrdinalIgnoreCase) || name.StartsWith("PowerShellStandard", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("core", "linux-arm64, linux-x64, osx-arm64, osx-x64, win-arm64, win-x64, win-x86")]
    [InlineData("desktop", "win-arm64, win-x64, win-x86")]
    public void Natives_are_for_the_systems_that_the_edition_runs_on(string edition, string systems) =>
        Assert.Equal(systems, string.Join(", ", Directory.GetDirectories(Path.Combine(Repo.Module, edition, "deps", "runtimes")).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal)));

    [Fact]
    public void It_stays_small()
    {
        using ZipArchive zip = ZipFile.OpenRead(Repo.Package);

        Assert.InRange(new FileInfo(Repo.Package).Length, 1_000_000, LargestPackage);
        Assert.InRange(zip.Entries.Sum(entry => entry.Length), 1_000_000, LargestModule);
    }

    // The same files, elsewhere and at another time: the same bytes.
    [Fact]
    public async Task Packed_again_it_is_the_same_to_the_byte()
    {
        string folder = CopyOfTheModule();
        try
        {
            await Pack(folder, "");

            Assert.Equal(File.ReadAllBytes(Repo.Package), File.ReadAllBytes(Path.Combine(folder, "again", Path.GetFileName(Repo.Package))));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("core/deps/Leaked.dll", null, "core/deps/Leaked.dll was built and is not listed")]
    [InlineData(null, "LICENSE", "LICENSE is listed and was not built")]
    public async Task A_file_too_many_or_too_few_makes_no_package(string? added, string? removed, string message)
    {
        string folder = CopyOfTheModule();
        try
        {
            if (added is not null)
            {
                await File.WriteAllTextAsync(Path.Combine(folder, "module", added), "", TestContext.Current.CancellationToken);
            }

            if (removed is not null)
            {
                File.Delete(Path.Combine(folder, "module", removed));
            }

            await Pack(folder, message);

            Assert.False(Directory.Exists(Path.Combine(folder, "again")) && Directory.GetFiles(Path.Combine(folder, "again")).Length > 0);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Its_nuspec_says_what_the_manifest_says()
    {
        using ModuleSession session = new(import: false);
        PSModuleInfo manifest = (PSModuleInfo)session.Run($"Test-ModuleManifest '{Repo.Manifest}'").Clean().Output.Single().BaseObject;
        XElement metadata = Part("FeishuHire.nuspec").Elements().Single();
        string Said(string name) => metadata.Element(metadata.Name.Namespace + name)!.Value;

        Assert.Equal(manifest.Name, Said("id"));
        Assert.Equal(manifest.Version.ToString(), Said("version"));
        Assert.Equal(manifest.Author, Said("authors"));
        Assert.Equal(manifest.Copyright, Said("copyright"));
        Assert.Equal(manifest.Description, Said("description"));
        Assert.Equal(manifest.ProjectUri.OriginalString, Said("projectUrl"));
        Assert.Equal(manifest.LicenseUri.OriginalString, Said("licenseUrl"));
        Assert.Equal(manifest.ReleaseNotes.ReplaceLineEndings("\n"), Said("releaseNotes").ReplaceLineEndings("\n"));
        IEnumerable<string> tags = manifest.Tags.Concat(["PSModule", "PSIncludes_Cmdlet"]).Concat(Repo.Cmdlets.SelectMany(cmdlet => new[] { "PSCmdlet_" + cmdlet, "PSCommand_" + cmdlet }));
        Assert.Equal(tags.Order(StringComparer.Ordinal), Said("tags").Split(' ').Order(StringComparer.Ordinal));
    }

    private static XElement Part(string name)
    {
        using ZipArchive zip = ZipFile.OpenRead(Repo.Package);
        using Stream part = zip.GetEntry(name)!.Open();
        return XDocument.Load(part).Root!;
    }

    private static string CopyOfTheModule()
    {
        string folder = Directory.CreateTempSubdirectory("feishuhire-pack-").FullName;
        foreach (string file in Directory.GetFiles(Repo.Module, "*", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(folder, "module", Path.GetRelativePath(Repo.Module, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
            File.SetLastWriteTimeUtc(copy, new DateTime(2031, 5, 6, 7, 8, 10, DateTimeKind.Utc));
        }

        return folder;
    }

    private static async Task Pack(string folder, string complaint)
    {
        // Under Wine there is .NET's runtime alone.
        (int version, _) = await DotNet("--version");
        Assert.SkipWhen(version != 0, "There is no .NET SDK here to pack with.");

        (int code, string output) = await DotNet(
            "pack", Path.Combine(Repo.Root, "src", "FeishuHire"), "--no-build", "--configuration", Repo.Configuration, "--nologo", "--verbosity", "quiet",
            "--output", Path.Combine(folder, "again"), $"-property:ModuleOut={folder}/module/", $"-property:NuspecOutputPath={folder}/nuspec/");

        Assert.Equal(complaint.Length == 0, code == 0);
        Assert.Contains(complaint, output, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Output)> DotNet(params string[] arguments)
    {
        ProcessStartInfo start = new("dotnet", arguments) { RedirectStandardOutput = true, UseShellExecute = false };
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        using Process process = Process.Start(start)!;
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, output);
    }
}
