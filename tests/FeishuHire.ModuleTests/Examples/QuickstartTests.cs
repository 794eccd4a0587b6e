using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using FeishuHire.ModuleTests.Harness;
using Xunit;

namespace FeishuHire.ModuleTests.Examples;

/// <summary>What the README promises of its first command.</summary>
public sealed class QuickstartTests
{
    // The one place of the version is what `dotnet tool restore` reads; commands that people copy name it too.
    [Theory]
    [InlineData("README.md")]
    [InlineData("README.zh-CN.md")]
    [InlineData("examples/quickstart.ps1")]
    [InlineData(".ci/run")]
    [InlineData(".vscode/launch.json")]
    public void Every_command_names_the_pinned_PowerShell(string file)
    {
        string pinned = Regex.Match(File.ReadAllText(Path.Combine(Repo.Root, ".config", "dotnet-tools.json")), "\"version\": \"(?<v>[0-9.]+)\"").Groups["v"].Value;

        MatchCollection named = Regex.Matches(File.ReadAllText(Path.Combine(Repo.Root, file)), "PowerShell[@/](?<v>[0-9.]+[0-9])", RegexOptions.IgnoreCase);

        Assert.NotEmpty(named);
        Assert.All(named, match => Assert.Equal(pinned, match.Groups["v"].Value));
    }

    [Fact]
    public async Task The_quickstart_delivers_its_file_and_shows_what_a_refusal_looks_like()
    {
        ShellResult shell = (await ShellProcess.RunAsync(Repo.Example("quickstart.ps1"))).Ok();

        // Without a terminal a console has 80 columns, in which the last of a table are cut.
        Assert.Equal(41, shell.Lines.Count(line => line.Contains(" Deliv", StringComparison.Ordinal)));
        Assert.Equal(12, shell.Lines.Count(line => line.Contains(" Arranged ", StringComparison.Ordinal) && line.StartsWith("69312864", StringComparison.Ordinal)));
        Assert.Contains("41 stages were delivered before; 0 calls were made.", shell.Output, StringComparison.Ordinal);
        Assert.Contains("OrderNotFound", shell.Output, StringComparison.Ordinal);
        Assert.Contains("ResultWithoutReport", shell.Output, StringComparison.Ordinal);
        Assert.Contains("DamagedId", shell.Output, StringComparison.Ordinal);
        Assert.Contains("1002862", shell.Error, StringComparison.Ordinal);
    }
}
