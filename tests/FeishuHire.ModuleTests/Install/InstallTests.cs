using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using FeishuHire.ModuleTests.Harness;
using Xunit;

namespace FeishuHire.ModuleTests.Install;

/// <summary>The package as its users get it: from a folder that is a repository, by the real PSResourceGet and PowerShellGet,
/// into a profile that is empty before.</summary>
public sealed class InstallTests : IDisposable
{
    private const string Register = "Register-PSResourceRepository -Name Folder -Uri ./out -Trusted; ";
    private const string Works = "; Import-Module FeishuHire -PassThru | ForEach-Object { \"$($_.Version) $((Get-Command -Module FeishuHire).Count)\" }";

    private readonly string _home = Directory.CreateTempSubdirectory("feishuhire-install-").FullName;
    private readonly string _packages;

    public InstallTests()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows installs modules in the account's own Documents, whatever the environment says, and a test leaves those alone.");
        _packages = Directory.CreateDirectory(Path.Combine(_home, "out")).FullName;
        File.Copy(Repo.Package, Path.Combine(_packages, Path.GetFileName(Repo.Package)));
    }

    private static string Version { get; } = Path.GetFileName(Path.TrimEndingDirectorySeparator(Repo.Module));

    public void Dispose() => Directory.Delete(_home, recursive: true);

    [Fact]
    public async Task PSResourceGet_installs_updates_and_uninstalls_it()
    {
        ShellResult first = await Run(Register + "Install-PSResource FeishuHire" + Works);
        Assert.Equal([$"{Version} {Repo.Cmdlets.Count}"], first.Lines);
        Assert.Equal(Files(Repo.Module), Files(Directory.GetDirectories(_home, Version, SearchOption.AllDirectories).Single()).Where(file => file != "PSGetModuleInfo.xml"));

        AddVersion("90.1.0", prerelease: "");
        AddVersion("90.2.0", prerelease: "beta1");
        ShellResult updated = await Run("Update-PSResource FeishuHire" + Works);
        Assert.Equal([$"90.1.0 {Repo.Cmdlets.Count}"], updated.Lines);

        ShellResult prerelease = await Run("Install-PSResource FeishuHire -Prerelease; (Get-InstalledPSResource FeishuHire).Prerelease" + Works);
        Assert.Equal(["beta1", $"90.2.0 {Repo.Cmdlets.Count}"], prerelease.Lines);

        // Deleted under the feet of a shell that has it loaded, it is gone for the next one.
        ShellResult gone = await Run("Import-Module FeishuHire; $null = Connect-FeishuHire -Sandbox -NoLedger; Uninstall-PSResource FeishuHire -Version '*'; @(Get-InstalledPSResource FeishuHire -ErrorAction Ignore).Count; (Get-FeishuHireConnection).State");
        Assert.Equal(["0", "Open"], gone.Lines);
        Assert.Equal(["0"], (await Run("@(Get-Module -ListAvailable FeishuHire).Count")).Lines);
    }

    [Fact]
    public async Task PowerShellGet_2_installs_and_updates_it()
    {
        const string Folder = "Register-PSRepository -Name Folder -SourceLocation (Resolve-Path ./out).Path -InstallationPolicy Trusted; ";
        ShellResult first = await Run(Folder + "(Find-Command -Repository Folder -Name Update-BgCheckProgress).ModuleName; Install-Module FeishuHire -Repository Folder -Scope CurrentUser" + Works);
        Assert.Equal(["FeishuHire", $"{Version} {Repo.Cmdlets.Count}"], first.Lines);

        AddVersion("90.1.0", prerelease: "");
        Assert.Equal([$"90.1.0 {Repo.Cmdlets.Count}"], (await Run("Update-Module FeishuHire" + Works)).Lines);
    }

    /// <summary>Each block of the section Install, but for the line that makes what it installs, in an empty profile, twice.</summary>
    [Theory]
    [InlineData("README.md", "## Install", 0)]
    [InlineData("README.md", "## Install", 1)]
    [InlineData("README.zh-CN.md", "## 安装", 0)]
    [InlineData("README.zh-CN.md", "## 安装", 1)]
    public async Task The_readme_installs_it(string readme, string heading, int block)
    {
        string text = await File.ReadAllTextAsync(Path.Combine(Repo.Root, readme), TestContext.Current.CancellationToken);
        string section = Regex.Match(text, $"^{heading}\n(?<text>.*?)^## ", RegexOptions.Multiline | RegexOptions.Singleline).Groups["text"].Value;
        string[] blocks = [.. Regex.Matches(section, "^```powershell\n(?<text>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline).Select(match => match.Groups["text"].Value)];
        Assert.Equal(2, blocks.Length);
        string[] lines = [.. blocks[block].Split('\n', StringSplitOptions.RemoveEmptyEntries)];
        Assert.StartsWith("dotnet ", lines[0], StringComparison.Ordinal);
        CopyOfTheModule(Path.Combine(_packages, "FeishuHire", Version));

        for (int time = 0; time < 2; time++)
        {
            ShellResult shell = await Run(string.Join('\n', lines[1..]) + Works + "; @(Get-Module -ListAvailable FeishuHire).Count");

            Assert.Equal([$"{Version} {Repo.Cmdlets.Count}", "1"], shell.Lines);
        }
    }

    // Clean: nothing on the error stream either.
    private async Task<ShellResult> Run(string script)
    {
        string file = Path.Combine(_home, "script.ps1");
        await File.WriteAllTextAsync(file, "$ErrorActionPreference = 'Stop'; $ProgressPreference = 'SilentlyContinue'\n" + script, new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        using ShellProcess shell = ShellProcess.Start(["-File", file], Profile(), _home);
        ShellResult result = (await shell.WaitAsync(TimeSpan.FromMinutes(5))).Ok();
        Assert.Equal("", result.Error.Trim());
        return result;
    }

    private Dictionary<string, string?> Profile() => new()
    {
        ["HOME"] = _home,
        ["USERPROFILE"] = _home,
        ["LOCALAPPDATA"] = Path.Combine(_home, "local"),
        ["APPDATA"] = Path.Combine(_home, "roaming"),
        ["XDG_DATA_HOME"] = null,
        ["XDG_CACHE_HOME"] = null,
        ["XDG_CONFIG_HOME"] = null,
        ["PSModulePath"] = null,
    };

    // The same module under another version.
    private void AddVersion(string version, string prerelease)
    {
        string full = prerelease.Length == 0 ? version : $"{version}-{prerelease}";
        string package = Path.Combine(_packages, $"FeishuHire.{full}.nupkg");
        File.Copy(Repo.Package, package);
        using ZipArchive zip = ZipFile.Open(package, ZipArchiveMode.Update);
        Replace(zip, "FeishuHire.nuspec", "<version>[^<]+</version>", $"<version>{full}</version>");
        Replace(zip, "FeishuHire.psd1", "(ModuleVersion\\s*=\\s*)'[^']+'", $"$1'{version}'");
        Replace(zip, "FeishuHire.psd1", "( +)ProjectUri", $"$1Prerelease = '{prerelease}'\n$1ProjectUri");
    }

    private static void Replace(ZipArchive zip, string name, string pattern, string with)
    {
        ZipArchiveEntry entry = zip.GetEntry(name)!;
        string text;
        using (StreamReader reader = new(entry.Open()))
        {
            text = reader.ReadToEnd();
        }

        Assert.Matches(pattern, text);
        entry.Delete();
        using StreamWriter writer = new(zip.CreateEntry(name).Open(), new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        writer.Write(Regex.Replace(text, pattern, with));
    }

    private static IEnumerable<string> Files(string folder) =>
        Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file)).Order(StringComparer.Ordinal);

    private static void CopyOfTheModule(string folder)
    {
        foreach (string file in Directory.GetFiles(Repo.Module, "*", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(folder, Path.GetRelativePath(Repo.Module, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }
}
