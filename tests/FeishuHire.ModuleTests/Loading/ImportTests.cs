using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using FeishuHire.ModuleTests.Harness;
using Xunit;

namespace FeishuHire.ModuleTests.Loading;

/// <summary>What Import-Module does, and does not do. Each in a process of its own, because an assembly once loaded stays.</summary>
public sealed class ImportTests
{
    private const string Loaded = "[AppDomain]::CurrentDomain.GetAssemblies() | ForEach-Object { $_.GetName().Name }";

    [Fact]
    public async Task Importing_loads_neither_Engine_nor_Sandbox_nor_a_package()
    {
        ShellResult shell = (await ShellProcess.RunAsync("-Command", $"Import-Module FeishuHire; {Loaded}")).Ok();

        string[] deps = [.. Directory.GetFiles(Path.Combine(Repo.Module, "core", "deps"), "*.dll").Select(f => Path.GetFileNameWithoutExtension(f))];
        string[] beforeImport = (await ShellProcess.RunAsync("-Command", Loaded)).Ok().Lines;
        Assert.Contains("FeishuHire", shell.Lines);
        Assert.Contains("FeishuHire.Model", shell.Lines);
        Assert.Empty(shell.Lines.Except(beforeImport).Intersect(deps));
    }

    [Fact]
    public async Task Importing_again_with_Force_keeps_the_cmdlets()
    {
        ShellResult shell = (await ShellProcess.RunAsync(
            "-Command",
            "function Count { (Get-Command -Module FeishuHire).Count }; "
            + "Import-Module FeishuHire; Count; Import-Module FeishuHire -Force; Count; Import-Module FeishuHire -Force; Count; "
            + "Remove-Module FeishuHire; Import-Module FeishuHire; Count")).Ok();

        Assert.Equal(Enumerable.Repeat(Count(Repo.Cmdlets), 4), shell.Lines);
    }

    [Fact]
    public async Task The_handler_registers_once_however_often_the_module_is_imported()
    {
        ShellResult shell = (await ShellProcess.RunAsync(
            "-Command",
            "1..3 | ForEach-Object { Import-Module FeishuHire -Force }; Remove-Module FeishuHire; Import-Module FeishuHire; "
            + "$f = [Runtime.Loader.AssemblyLoadContext].GetField('_resolving', 'NonPublic,Instance'); "
            + "@($f.GetValue([Runtime.Loader.AssemblyLoadContext]::Default).GetInvocationList() | Where-Object { $_.Target.Name -eq 'FeishuHire' }).Count")).Ok();

        Assert.Equal("1", Assert.Single(shell.Lines));
    }

    [Fact]
    public async Task Scripts_can_name_the_modules_types()
    {
        ShellResult shell = (await ShellProcess.RunAsync(
            "-Command",
            "Import-Module FeishuHire; [FeishuHire.BgCheckReportFile]::new('a.pdf', 'https://example.com/a.pdf').Name; "
            + "try { throw [InvalidOperationException]::new('x') } catch [FeishuHire.FeishuHireException] { 'wrong' } catch { 'caught' }")).Ok();

        Assert.Equal(["a.pdf", "caught"], shell.Lines);
    }

    [Fact]
    public async Task Texts_come_in_Chinese_where_the_user_reads_Chinese()
    {
        ShellResult shell = (await ShellProcess.RunAsync(
            "-Command",
            "Import-Module FeishuHire; [FeishuHire.BgCheckReportFile].Assembly.GetSatelliteAssembly('zh-CN'.Substring(0,2) + '-Hans').GetName().Name")).Ok();

        Assert.Equal("FeishuHire.Model.resources", Assert.Single(shell.Lines));
    }

    [Fact]
    public async Task A_missing_file_is_an_error_and_not_the_end_of_the_process()
    {
        string copy = Directory.CreateTempSubdirectory("FeishuHire").FullName;
        try
        {
            CopyModule(copy);
            File.Delete(Path.Combine(copy, "core", "deps", "FeishuHire.Engine.dll"));
            ShellResult shell = await ShellProcess.RunAsync(
                "-Command",
                $"Import-Module '{copy}/FeishuHire.psd1'; [Reflection.Assembly]::Load('FeishuHire.Engine')");

            Assert.Equal(1, shell.ExitCode);
            Assert.Contains("FeishuHire.Engine", shell.Error, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(copy, recursive: true);
        }
    }

    [Fact]
    public async Task The_Desktop_build_imports()
    {
        ShellResult shell = (await ShellProcess.RunAsync(
            "-Command",
            $"Import-Module '{Path.Combine(Repo.Module, "desktop", "FeishuHire.dll")}'; (Get-Command -Module FeishuHire).Count; "
            + "[Reflection.Assembly]::Load('FeishuHire.Engine').Location")).Ok();

        Assert.Equal([Count(Repo.Cmdlets), Path.Combine(Repo.Module, "desktop", "deps", "FeishuHire.Engine.dll")], shell.Lines);
    }

    private static string Count(IReadOnlyCollection<string> names) => names.Count.ToString(CultureInfo.InvariantCulture);

    private static void CopyModule(string to)
    {
        foreach (string file in Directory.GetFiles(Repo.Module, "*", SearchOption.AllDirectories))
        {
            string target = Path.Combine(to, Path.GetRelativePath(Repo.Module, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
