using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using FeishuHire.ModuleTests.Harness;
using Xunit;

namespace FeishuHire.ModuleTests.Docs;

/// <summary>The right and the wrong sheet of about_FeishuHire_Files, put before Test-BgCheckProgress.</summary>
public sealed class FilesTopicTests : IDisposable
{
    private readonly ModuleSession _session = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("feishuhire-sheets-").FullName;

    public void Dispose()
    {
        _session.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void The_right_sheet_is_right()
    {
        Assert.Empty(_session.Run("Test-BgCheckProgress $sheet", ("sheet", Sheet(0))).Clean().Output);
        Assert.Equal(["S001-1 0", "S001-2 0", "S001-3 1", "S001-3 1"], _session.Run("Import-BgCheckProgress $sheet | ForEach-Object { \"$($_.StageId) $($_.ReportFile.Count)\" }", ("sheet", Sheet(0))).Clean().Texts);
    }

    [Theory]
    [InlineData("en-US")]
    [InlineData("zh-Hans")]
    public void The_wrong_sheet_has_the_faults_that_the_page_lists(string language)
    {
        string[] found =
        [
            .. _session.Run("Test-BgCheckProgress $sheet", ("sheet", Sheet(1))).Clean().Output
                .Select(problem => (Row: (long)problem.Properties["Row"].Value, Column: problem.Properties["Column"].Value, Id: problem.Properties["ErrorId"].Value))
                .OrderBy(problem => problem.Row)
                .Select(problem => $"| {problem.Row} | {problem.Column} | `{problem.Id}` |"),
        ];
        IEnumerable<string> listed = Regex.Matches(Page(language), @"^\| \d \| \S+ \| `\w+` \|", RegexOptions.Multiline).Select(m => m.Value);

        Assert.Equal(7, found.Length);
        Assert.Equal(found, listed);
    }

    private static string Page(string language) => File.ReadAllText(HelpPage.PathOf(language, "about_FeishuHire_Files"));

    private string Sheet(int number)
    {
        string path = Path.Combine(_folder, $"sheet{number}.csv");
        File.WriteAllText(path, Regex.Matches(Page("en-US"), "^```\n(?<sheet>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)[number].Groups["sheet"].Value);
        return path;
    }
}
