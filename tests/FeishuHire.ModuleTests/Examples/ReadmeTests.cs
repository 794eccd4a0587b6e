using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using FeishuHire.ModuleTests.Docs;
using FeishuHire.ModuleTests.Harness;
using Xunit;

namespace FeishuHire.ModuleTests.Examples;

/// <summary>What a reader copies from the READMEs and examples is there, and the same in both languages.</summary>
public sealed class ReadmeTests
{
    public static TheoryData<string> Readmes { get; } =
        ["README.md", "README.zh-CN.md", "docs/en-US/about_FeishuHire_ScheduledTasks.md", "docs/zh-Hans/about_FeishuHire_ScheduledTasks.md"];

    public static TheoryData<string> Scripts { get; } =
        [.. Directory.GetFiles(Path.Combine(Repo.Root, "examples"), "*.ps1").Append(Path.Combine(Repo.Root, "build.ps1")).Select(f => Path.GetRelativePath(Repo.Root, f))];

    [Theory]
    [MemberData(nameof(Readmes))]
    public void Every_command_in_a_readme_exists_with_its_parameters(string readme)
    {
        string[] blocks = Blocks(readme);

        Assert.NotEmpty(blocks);
        Assert.All(blocks, block => Assert.Empty(ScriptNames.Strange(block)));
    }

    [Theory]
    [MemberData(nameof(Scripts))]
    public void Every_command_in_a_script_exists_with_its_parameters(string script)
    {
        byte[] bytes = File.ReadAllBytes(Path.Combine(Repo.Root, script));

        Assert.Equal([0xEF, 0xBB, 0xBF], bytes.Take(3));
        Assert.Empty(ScriptNames.Strange(File.ReadAllText(Path.Combine(Repo.Root, script))));
    }

    [Theory]
    [InlineData("README.md", "README.zh-CN.md")]
    [InlineData("docs/en-US/about_FeishuHire_ScheduledTasks.md", "docs/zh-Hans/about_FeishuHire_ScheduledTasks.md")]
    public void Both_languages_show_the_same_commands(string english, string chinese)
    {
        static IEnumerable<string> Code(string readme) => Blocks(readme).Select(block => Regex.Replace(block, "#.*", ""));

        Assert.Equal(Code(english), Code(chinese));
    }

    [Fact]
    public void Both_readmes_are_built_alike()
    {
        static string Prose(string readme) => Regex.Replace(File.ReadAllText(Path.Combine(Repo.Root, readme)), "^ *```.*?^ *```", "", RegexOptions.Multiline | RegexOptions.Singleline);
        static IEnumerable<string> Found(string readme, string pattern) => Regex.Matches(Prose(readme), pattern, RegexOptions.Multiline).Select(m => m.Groups[1].Value);

        const string Shape = @"^ *(#+ |- |\d+\. |\|)";
        const string Code = "`([^`\n]+)`";
        Assert.Equal(Found("README.md", Shape), Found("README.zh-CN.md", Shape));
        Assert.Equal(Found("README.md", Code).Distinct().Order(), Found("README.zh-CN.md", Code).Distinct().Order());
        foreach (string readme in (string[])["README.md", "README.zh-CN.md"])
        {
            Assert.All(Found(readme, @"\]\(([^)#:]+)\)"), link => Assert.True(File.Exists(Path.Combine(Repo.Root, link)), link));
        }
    }

    private static string[] Blocks(string readme) =>
        [.. Regex.Matches(File.ReadAllText(Path.Combine(Repo.Root, readme)), @"^ *```powershell\n(?<code>.*?)^ *```", RegexOptions.Multiline | RegexOptions.Singleline)
            .Select(m => m.Groups["code"].Value)];
}
