using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using FeishuHire.ModuleTests.Harness;
using FeishuHire.Help;
using Xunit;

namespace FeishuHire.ModuleTests.Docs;

/// <summary>The about topics as Get-Help finds them.</summary>
public sealed class AboutTopicTests
{
    private const int Columns = 92;

    public static TheoryData<string, string> Topics
    {
        get
        {
            TheoryData<string, string> all = [];
            foreach (string language in HelpPage.Languages)
            {
                foreach (string page in Directory.GetFiles(Path.Combine(Repo.Root, "docs", language), "about_*.md"))
                {
                    all.Add(language, Path.GetFileNameWithoutExtension(page));
                }
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Topics))]
    public void A_topic_is_found_and_whole(string language, string topic)
    {
        string page = Regex.Replace(File.ReadAllText(HelpPage.PathOf(language, topic)), "^```[a-z]+", "", RegexOptions.Multiline);
        using ModuleSession session = GetHelpTests.In(language);

        // The whole name with a wildcard gives the list's entry, with the synopsis; the name alone the text.
        string text = session.Run($"Get-Help {topic}").Clean().Output.Single().ToString();
        string synopsis = session.Run($"(Get-Help {topic}*).Synopsis").Clean().Output[0].ToString();

        // Tables set cells beside each other: the same letters in another order.
        Assert.Equal(Letters(page), Letters(text[(text.IndexOf('\n', StringComparison.Ordinal) + 1)..]));
        Assert.NotEmpty(synopsis);
        Assert.All(text.Split('\n').Select(line => line.TrimEnd()), line => Assert.True(CellWidth.Of(line) <= Columns || IsCode(line), line));
    }

    [Fact]
    public void Both_languages_have_the_same_topics() =>
        Assert.Single(HelpPage.Languages.Select(language => string.Join(", ", Topics.Where(t => t.Data.Item1 == language).Select(t => t.Data.Item2).Order())).Distinct());

    private static string Letters(string text) => string.Concat(GetHelpTests.Bare(text).Order());

    // Scripts are shown as they are, and a word is never broken.
    private static bool IsCode(string line) => line.StartsWith("        ", StringComparison.Ordinal) || !line.Trim().Contains(' ', StringComparison.Ordinal);
}
