using System;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading.Tasks;
using FeishuHire.ModuleTests.Harness;
using Xunit;

namespace FeishuHire.ModuleTests.Loading;

/// <summary>Where the assemblies come from once they are needed, in the shell's process, whose framework is known.</summary>
public sealed class IsolationTests
{
    private const string Engine =
        "Import-Module FeishuHire; "
        + "$context = [Runtime.Loader.AssemblyLoadContext]::GetLoadContext([Reflection.Assembly]::Load('FeishuHire.Engine')); ";

    [Fact]
    public async Task Ours_are_private_and_the_frameworks_are_used_where_they_are_as_new()
    {
        string[] ours = ["FeishuHire.Engine", "FeishuHire.Sandbox", "System.Text.Json", "Microsoft.Extensions.Http", "Microsoft.Data.Sqlite"];
        string[] theirs = ["System.Diagnostics.DiagnosticSource", "System.Text.Encoding.CodePages", "System.Memory"];

        ShellResult shell = (await ShellProcess.RunAsync(
            "-Command",
            Engine
            + "'" + string.Join("','", ours.Concat(theirs)) + "' | ForEach-Object { $found = $context.LoadFromAssemblyName($_); "
            + "\"$_|$([Runtime.Loader.AssemblyLoadContext]::GetLoadContext($found).Name)|$($found.Location)\" }; "
            + "[object]::ReferenceEquals($context.LoadFromAssemblyName('FeishuHire.Model'), [FeishuHire.BgCheckProgress].Assembly)")).Ok();

        string framework = Path.GetFullPath(RuntimeEnvironment.GetRuntimeDirectory());
        Assert.Equal(
            [
                .. ours.Select(name => $"{name}|FeishuHire|{Path.Combine(Repo.Module, "core", "deps", name + ".dll")}"),
                .. theirs.Select(name => $"{name}|Default|{Path.Combine(framework, name + ".dll")}"),
                "True",
            ],
            shell.Lines);
    }

    [Fact]
    public async Task The_native_library_of_this_system_loads_from_the_module()
    {
        ShellResult shell = (await ShellProcess.RunAsync(
            "-Command",
            Engine
            + "$type = $context.LoadFromAssemblyName('Microsoft.Data.Sqlite').GetType('Microsoft.Data.Sqlite.SqliteConnection'); "
            + "$db = [Activator]::CreateInstance($type, 'Data Source=:memory:'); $db.Open(); $db.ServerVersion; $db.Dispose(); "
            + "[Diagnostics.Process]::GetCurrentProcess().Modules | ForEach-Object FileName | Where-Object { $_ -like '*e_sqlite3*' -and $_ -like '*native*' }")).Ok();

        Assert.Equal(2, shell.Lines.Length);
        Assert.StartsWith("3.", shell.Lines[0], StringComparison.Ordinal);
        Assert.StartsWith(Path.Combine(Repo.Module, "core", "deps", "runtimes"), shell.Lines[1], StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_name_that_nobody_ships_is_an_error_and_not_a_loop()
    {
        ShellResult shell = await ShellProcess.RunAsync("-Command", Engine + "$context.LoadFromAssemblyName('FeishuHire.Nobody')");

        Assert.Equal(1, shell.ExitCode);
        Assert.Contains("FeishuHire.Nobody", shell.Error, StringComparison.Ordinal);
    }
}
