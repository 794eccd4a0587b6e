using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Reflection;
using FeishuHire.Errors;
using FeishuHire.Text;
using Xunit;
using static FeishuHire.UnitTests.Model.Text.TextResources;

namespace FeishuHire.UnitTests.Model.Text;

/// <summary>Both languages say the same things with the same facts, and say nothing that nobody asks for.</summary>
public sealed class TextsTests
{
    /// <summary>Every pair of resources of the assembly.</summary>
    public static TheoryData<string> Topics =>
    [
        .. typeof(Texts).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith("FeishuHire.Text.", StringComparison.Ordinal))
            .Select(name => name.Split('.')[^2])
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Topics whose keys are constants.</summary>
    public static TheoryData<string, Type> Keyed => new()
    {
        { "FileTexts", typeof(FileFaultKey) },
        { "RuleTexts", typeof(RuleKey) },
        { "ArgumentTexts", typeof(ArgumentKey) },
    };

    [Fact]
    public void Every_topic_is_one_of_the_class() =>
        Assert.Equal(
            Topics.Count,
            typeof(Texts).GetFields(BindingFlags.NonPublic | BindingFlags.Static).Count(field => field.FieldType == typeof(Texts)));

    [Theory]
    [MemberData(nameof(Topics))]
    public void Both_languages_have_the_same_keys_with_the_same_placeholders(string topic)
    {
        Dictionary<string, string> english = All(topic, English);
        Dictionary<string, string> chinese = All(topic, Chinese);

        Assert.NotEmpty(english);
        Assert.Equal(english.Keys.Order(), chinese.Keys.Order());
        Assert.All(english, text => Assert.Equal(TextTemplate.Names(text.Value).Order(), TextTemplate.Names(chinese[text.Key]).Order()));
    }

    [Theory]
    [MemberData(nameof(Topics))]
    public void A_Chinese_text_is_Chinese_unless_it_is_a_fact_alone(string topic) =>
        Assert.All(All(topic, Chinese).Values, text => Assert.True(text.Any(IsHan) || TextTemplate.Fill(text, _ => string.Empty).All(c => !char.IsLetter(c)), text));

    [Theory]
    [MemberData(nameof(Keyed))]
    public void Every_key_has_its_text_and_no_text_is_without_a_key(string topic, Type keys)
    {
        string[] names =
        [
            .. keys.GetFields(BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.Static).Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!),
        ];
        Dictionary<string, string> texts = All(topic, English);

        Assert.DoesNotContain(names, name => !texts.ContainsKey(name));
        Assert.DoesNotContain(texts.Keys, key => !names.Contains(key.EndsWith(Texts.RemedySuffix, StringComparison.Ordinal) ? key[..^Texts.RemedySuffix.Length] : key));
    }

    [Theory]
    [MemberData(nameof(Keyed))]
    public void A_rule_and_a_parameter_say_what_to_do(string topic, Type keys)
    {
        Dictionary<string, string> texts = All(topic, English);
        Assert.True(keys == typeof(FileFaultKey) || texts.Keys.Where(key => !key.EndsWith(Texts.RemedySuffix, StringComparison.Ordinal)).All(key => texts.ContainsKey(key + Texts.RemedySuffix)));
    }

    [Theory]
    [InlineData("RunTexts")]
    [InlineData("SandboxTexts")]
    [InlineData("CheckTexts")]
    [InlineData("BotTexts")]
    [InlineData("ReportTexts")]
    public void A_text_by_name_is_asked_for_somewhere(string topic)
    {
        string source = string.Concat(Sources.Values);

        Assert.All(All(topic, English).Keys, key => Assert.True(IsAskedFor(key, source), key));
    }

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("zh-SG")]
    [InlineData("zh-Hans")]
    [InlineData("zh")]
    [InlineData("zh-TW")]
    [InlineData("zh-HK")]
    [InlineData("zh-Hant-MO")]
    public void Every_Chinese_culture_reads_Chinese(string culture) =>
        Assert.Contains(Texts.OfErrors.Find(ErrorId.OrderNotFound, CultureInfo.GetCultureInfo(culture)), IsHan);

    [Theory]
    [InlineData("de-DE")]
    [InlineData("en-GB")]
    [InlineData("ja-JP")]
    [InlineData("zu-ZA")]
    [InlineData("")]
    public void Every_other_culture_reads_English(string culture) =>
        Assert.DoesNotContain(Texts.OfErrors.Find(ErrorId.OrderNotFound, CultureInfo.GetCultureInfo(culture)), IsHan);

    [Fact]
    public void Facts_are_filled_in_whatever_they_are_and_stay_as_they_are()
    {
        BgCheckViolation violation = Texts.OfRules.Violation(ErrorId.InvalidField, "f", RuleKey.IdTooLong, ("Length", 300), ("Limit", "{Length}"));

        Assert.Contains("300 characters, more than {Length}", violation.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("{", violation.Remedy!, StringComparison.Ordinal);
    }

    [Fact]
    public void Numbered_facts_are_filled_in_order() =>
        Assert.Equal("waiting for the rate window: 7", Texts.OfRuns.SayInOrder("ProgressWindow", 7));

    // A remedy is asked for by the name of what it is for, a member of a family by the family's: "Status" + status.
    private static bool IsAskedFor(string key, string source)
    {
        string name = key.EndsWith(Texts.RemedySuffix, StringComparison.Ordinal) ? key[..^Texts.RemedySuffix.Length] : key;
        return source.Contains("\"" + name + "\"", StringComparison.Ordinal)
            || (name.EndsWith("None", StringComparison.Ordinal) && source.Contains("\"" + name[..^4] + "\"", StringComparison.Ordinal))
            || Enumerable.Range(1, name.Length - 1).Any(length => source.Contains("\"" + name[..length] + "\" + ", StringComparison.Ordinal));
    }
}
