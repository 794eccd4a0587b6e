using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using FeishuHire.ModuleTests.Harness;
using Xunit;

namespace FeishuHire.ModuleTests.Examples;

/// <summary>The session that the READMEs show is a real one, and the figures beside it are those of bench/RESULTS.md.</summary>
public sealed class ReadmeSessionTests : IDisposable
{
    private const string Prompt = "PS> ";

    private readonly string _folder = Directory.CreateTempSubdirectory("feishuhire-readme-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("README.md", "en-US")]
    [InlineData("README.zh-CN.md", "zh-CN")]
    public async Task The_session_says_what_the_readme_shows(string readme, string culture)
    {
        string session = Block(readme, "text");
        string[] commands = [.. session.Split('\n').Where(line => line.StartsWith(Prompt, StringComparison.Ordinal)).Select(line => line[Prompt.Length..])];
        File.WriteAllText(Path.Combine(_folder, "updates.csv"), Block(readme, "csv"));
        File.WriteAllText(Path.Combine(_folder, "session.ps1"), $$"""
            [Console]::OutputEncoding = [Text.UTF8Encoding]::new($false)
            [Threading.Thread]::CurrentThread.CurrentUICulture = '{{culture}}'
            $ProgressPreference = 'SilentlyContinue'
            Import-Module '{{Repo.Manifest}}'
            $null = $ExecutionContext.SessionState.Path.SetLocation('{{_folder}}')
            foreach ($command in @'
            {{string.Join('\n', commands)}}
            '@.Split("`n")) { . ([scriptblock]::Create($command)) | Out-String -Stream -Width 108 }
            """);

        ShellResult shell = (await ShellProcess.RunAsync(Path.Combine(_folder, "session.ps1"))).Ok();
        string output = Bare(shell.Output);
        string error = Bare(shell.Error);

        Assert.Equal(4, commands.Length);
        foreach (string paragraph in Regex.Split(Regex.Replace(session, "^PS> .*$", "", RegexOptions.Multiline), "\n\\s*\n").Where(p => p.Trim().Length > 0))
        {
            string expected = Bare(paragraph);
            Assert.True(output.Contains(expected, StringComparison.Ordinal) || error.Contains(expected, StringComparison.Ordinal), $"{paragraph}\n--- is not in ---\n{shell.Output}\n{shell.Error}");
        }
    }

    [Fact]
    public void The_figures_are_those_that_were_measured()
    {
        Assert.Equal("2000; 0", Measured("2000 rows at 20 ms: delivered; answers 429"));
        Assert.InRange(int.Parse(Measured("2000 rows at 20 ms through the official Node SDK: delivered"), CultureInfo.InvariantCulture), 175, 225);
        Assert.InRange(Number("- 20 ms: (?<n>[0-9.]+) s"), 79, 81);
        Assert.Equal("0", Measured("1000 rows, 5 stages an order, shuffled, 32 at once: refused for order"));
        Assert.InRange(Number(@"through the official Node SDK: refused for order \|  \| (?<n>\d+)"), 501, 1000);
        Assert.Matches("^0; 0\\.", Measured("second run of the same 5000 rows: calls; time"));
        Assert.Equal("1 more; 0", Measured("… after a revocation mid-run; rows lost"));
    }

    private static string Measured(string row)
    {
        string line = Results().Split('\n').Single(l => l.StartsWith("| " + row + " |", StringComparison.Ordinal));
        return line.Split('|')[3].Trim();
    }

    private static double Number(string pattern) =>
        double.Parse(Regex.Match(Results(), pattern).Groups["n"].Value, CultureInfo.InvariantCulture);

    private static string Results() => File.ReadAllText(Path.Combine(Repo.Root, "bench", "RESULTS.md"));

    private static string Block(string readme, string kind) =>
        Regex.Match(File.ReadAllText(Path.Combine(Repo.Root, readme)), $"^```{kind}\n(?<text>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline).Groups["text"].Value;

    // Where lines break is up to the window.
    private static string Bare(string text) => Regex.Replace(text, @"\s+", "");
}
