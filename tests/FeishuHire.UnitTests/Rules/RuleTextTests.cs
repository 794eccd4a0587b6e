using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Reflection;
using System.Resources;
using System.Text.RegularExpressions;
using FeishuHire.Errors;
using FeishuHire.Text;
using FeishuHire.Values;
using Xunit;

namespace FeishuHire.UnitTests.Rules;

public sealed class RuleTextTests
{
    private static readonly CultureInfo Chinese = CultureInfo.GetCultureInfo("zh-Hans");

    [Fact]
    public void Every_key_has_its_text_and_remedy_in_both_languages_and_nothing_else_is_there()
    {
        string[] keys = [.. typeof(RuleKey)
            .GetFields(BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.Static)
            .SelectMany(field => new[] { (string)field.GetRawConstantValue()!, field.GetRawConstantValue() + RuleText.RemedySuffix })
            .Order(StringComparer.Ordinal)];
        Assert.NotEmpty(keys);
        Assert.Equal(keys, Texts(CultureInfo.InvariantCulture).Keys.Order(StringComparer.Ordinal));
        Assert.Equal(keys, Texts(Chinese).Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Both_languages_have_the_same_placeholders()
    {
        Dictionary<string, string> chinese = Texts(Chinese);
        foreach ((string key, string english) in Texts(CultureInfo.InvariantCulture))
        {
            Assert.Equal((key, Placeholders(english)), (key, Placeholders(chinese[key])));
            Assert.Matches("[\\u4e00-\\u9fff]", chinese[key]);
        }
    }

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("zh-SG")]
    [InlineData("zh-Hans")]
    public void A_Chinese_user_reads_Chinese(string culture)
    {
        CultureInfo before = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
            BgCheckViolation violation = TimeCell.Read("1793592265", TimeCellOptions.Default).Violation!;
            Assert.Equal(ErrorId.StageTimeUnreadable, violation.ErrorId);
            Assert.Contains("毫秒", violation.Message, StringComparison.Ordinal);
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    [Fact]
    public void Placeholders_are_filled()
    {
        BgCheckViolation violation = RuleText.Violation(ErrorId.InvalidField, "f", RuleKey.IdTooLong, ("Length", "300"), ("Limit", "256"));
        Assert.Contains("300", violation.Message, StringComparison.Ordinal);
        Assert.Contains("256", violation.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("{", violation.Message + violation.Remedy, StringComparison.Ordinal);
    }

    private static Dictionary<string, string> Texts(CultureInfo culture)
    {
        var manager = new ResourceManager("FeishuHire.Text.RuleTexts", typeof(RuleText).Assembly);
        ResourceSet set = manager.GetResourceSet(culture, createIfNotExists: true, tryParents: false)!;
        return set.Cast<DictionaryEntry>().ToDictionary(text => (string)text.Key, text => (string)text.Value!, StringComparer.Ordinal);
    }

    private static string Placeholders(string text) =>
        string.Join(',', Regex.Matches(text, "\\{([A-Za-z]+)\\}").Select(match => match.Groups[1].Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
}
