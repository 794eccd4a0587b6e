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
        Assert.Equal(41 + 1, shell.Lines.Count(line => line.Contains(" Deliv", StringComparison.Ordinal)));
        Assert.Equal(12, shell.Lines.Count(line => line.Contains(" Arranged ", StringComparison.Ordinal) && line.StartsWith("69312864", StringComparison.Ordinal)));
        Assert.Contains("41 stages were delivered before; 0 calls were made.", shell.Output, StringComparison.Ordinal);
        Assert.Contains("41 stages are shown, and not sent again; 0 calls were made.", shell.Output, StringComparison.Ordinal);
        Assert.Contains("Completed", shell.Output, StringComparison.Ordinal);
        Assert.Contains("OrderNotFound", shell.Output, StringComparison.Ordinal);
        Assert.Contains("ResultWithoutReport", shell.Output, StringComparison.Ordinal);
        Assert.Contains("DamagedId", shell.Output, StringComparison.Ordinal);
        Assert.Contains("1002862", shell.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_life_of_an_order_goes_as_its_steps_say()
    {
        ShellResult shell = (await ShellProcess.RunAsync(Repo.Example("order-life.ps1"))).Ok();

        string[] steps = Regex.Split(string.Join('\n', shell.Lines), @"^\d\. .*\n", RegexOptions.Multiline)[1..];
        Assert.Equal(8, steps.Length);
        string[][] said = [.. steps.Select(step => step.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Order(StringComparer.Ordinal).ToArray())];

        const string Done = "6931286400470354183", Stuck = "6931286400470354184", Ended = "6931286400470354185";
        Assert.Equal([$"{Done} Arranged", $"{Stuck} Arranged", $"{Ended} Arranged"], said[0]);

        // Whichever stage was first lost its answer.
        Assert.Equal(5, said[1].Length);
        Assert.Single(said[1], line => line.EndsWith("Delivered, shown by Feishu: True", StringComparison.Ordinal));
        Assert.Contains($"{Stuck}/S2 ResultWithoutReport", said[1]);
        Assert.Equal([$"{Done} Result Delivered, shown by Feishu: True", $"{Stuck} OrderHeld"], said[2]);
        Assert.Equal([$"{Stuck} Result Delivered"], said[3]);
        Assert.Equal([$"{Done} ApprovalRejected", $"{Done} Result Delivered"], said[4]);
        Assert.Equal([$"{Ended} Cancel Delivered", $"{Ended} S9 Delivered", $"{Ended} Terminated"], said[5]);
        Assert.Equal(4, said[6].Length);
        Assert.All(said[6], line => Assert.EndsWith("Delivered, shown by Feishu: True", line));
        Assert.Equal([$"{Done} ApprovalRejected: 2 stages, 2 results", $"{Stuck} ApprovalRejected: 1 stages, 1 results", $"{Ended} Terminated: 2 stages, 0 results"], said[7]);
    }
}
