using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using FeishuHire.Errors;
using Xunit;

namespace FeishuHire.UnitTests.Model.Errors;

/// <summary>about_FeishuHire_Errors, held against the catalogue and its texts, in both languages.</summary>
public sealed class ErrorDocumentationTests
{
    private static readonly Dictionary<string, (string[] Reach, string Yes, string No, string Cause, string Remedy)> Words = new()
    {
        ["en-US"] = (["row", "tenant", "run"], "yes", "no", "Cause: ", "Remedy: "),
        ["zh-Hans"] = (["行", "租户", "运行"], "是", "否", "原因：", "处理："),
    };

    public static TheoryData<string> Languages => ["en-US", "zh-Hans"];

    [Theory]
    [MemberData(nameof(Languages))]
    public void The_table_is_the_catalogue(string language)
    {
        var words = Words[language];
        string[] expected =
        [
            .. ErrorCatalogue.All.Select(entry => string.Create(
                CultureInfo.InvariantCulture,
                $"| {entry.Id} | {entry.Category} | {words.Reach[(int)entry.Scope]} | {(entry.Holds ? words.Yes : words.No)} | {Codes(entry.Id)} |")),
        ];

        // Two header lines come first.
        string[] table = [.. Lines(language).Where(line => line.StartsWith('|')).Skip(2)];

        Assert.Equal(expected, table);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_id_has_its_meaning_cause_and_remedy(string language)
    {
        var words = Words[language];
        string[] lines = Lines(language);
        CultureInfo culture = CultureInfo.GetCultureInfo(language);
        foreach (ErrorEntry entry in ErrorCatalogue.All)
        {
            int at = Array.IndexOf(lines, "### " + entry.Id);
            Assert.True(at >= 0, $"{language}: no section {entry.Id}");

            var error = new BgCheckError(entry.Id);
            string[] section = [.. lines.Skip(at + 1).TakeWhile(line => !line.StartsWith('#')).Where(line => line.Length > 0)];
            Assert.Equal(3, section.Length);
            Assert.Equal(ErrorText.Message(error, culture), section[0]);
            Assert.StartsWith(words.Cause, section[1]);
            Assert.True(section[1].Length > words.Cause.Length + 10, $"{language}: {entry.Id} has no cause");
            Assert.Equal(words.Remedy + ErrorText.Remedy(error, culture), section[2]);
        }
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void There_is_no_section_without_an_id(string language)
    {
        string[] sections = [.. Lines(language).Where(line => line.StartsWith("### ", StringComparison.Ordinal)).Select(line => line[4..])];

        // The first two of the sections explain reach and table.
        Assert.Equal(ErrorCatalogue.All.Select(entry => entry.Id), sections.Skip(2));
    }

    private static string Codes(string id) => string.Join(", ", CodeTable.All.Where(rule => rule.ErrorId == id).Select(rule => rule.Code));

    private static string[] Lines(string language) =>
        File.ReadAllLines(Path.Combine(RepositoryRoot.Path, "docs", language, "about_FeishuHire_Errors.md"));
}
