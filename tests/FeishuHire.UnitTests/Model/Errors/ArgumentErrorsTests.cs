using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Reflection;
using System.Resources;
using FeishuHire.Errors;
using FeishuHire.Text;
using Xunit;

namespace FeishuHire.UnitTests.Model.Errors;

/// <summary>The errors of parameters: both languages, every kind, and nothing of rows in them.</summary>
public sealed class ArgumentErrorsTests
{
    private static readonly CultureInfo English = CultureInfo.InvariantCulture;
    private static readonly CultureInfo Chinese = CultureInfo.GetCultureInfo("zh-Hans");

    public static TheoryData<string> Keys =>
        [.. typeof(ArgumentKey).GetFields(BindingFlags.Static | BindingFlags.NonPublic).Select(key => (string)key.GetRawConstantValue()!)];

    [Theory]
    [MemberData(nameof(Keys))]
    public void Every_kind_of_parameter_has_its_words_in_both_languages(string key)
    {
        Dictionary<string, string> english = All(English);
        Dictionary<string, string> chinese = All(Chinese);
        foreach (string text in new[] { key, key + "_Remedy" })
        {
            Assert.NotEqual(english[text], chinese[text]);
            Assert.Equal(TextTemplate.Names(english[text].Replace("@{", "@{{").Replace("' }", "' }}")).Order(), TextTemplate.Names(chinese[text].Replace("@{", "@{{").Replace("' }", "' }}")).Order());
        }

        Assert.DoesNotContain(All(English).Keys, text => !Keys.Any(known => text == known.Data || text == known.Data + "_Remedy"));
    }

    [Fact]
    public void A_parameter_is_named_its_value_shown_and_its_remedy_its_own()
    {
        var error = new FeishuHireException(ArgumentErrors.Bad("TimeZone", "Mars", ArgumentKey.TimeZone));
        Assert.Equal(ErrorId.InvalidField, error.ErrorId);
        Assert.StartsWith("A parameter cannot be used as it was given: -TimeZone: 'Mars' is not a time zone. Give a Windows name", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("report_url_type", error.Message);
    }

    [Fact]
    public void A_value_is_shown_on_one_line_and_not_for_pages()
    {
        BgCheckError error = ArgumentErrors.Bad("Delimiter", new string('x', 5000) + "\n{File}", ArgumentKey.Delimiter);
        Assert.InRange(ErrorText.FullMessage(error, English).Length, 100, 400);
        Assert.DoesNotContain("\n", ErrorText.Message(ArgumentErrors.Bad("Delimiter", "a\nb", ArgumentKey.Delimiter), English));
    }

    [Fact]
    public void The_error_of_a_file_says_which_parameter_named_it()
    {
        BgCheckError error = ArgumentErrors.Within(new BgCheckError(ErrorId.FileNotFound).With("File", "map.csv"), "OrderMap");
        Assert.StartsWith("-OrderMap: ", ErrorText.Message(error, English), StringComparison.Ordinal);
        Assert.StartsWith("-OrderMap：", ErrorText.Message(error, Chinese), StringComparison.Ordinal);
    }

    private static Dictionary<string, string> All(CultureInfo culture) =>
        new ResourceManager("FeishuHire.Text.ArgumentTexts", typeof(ArgumentErrors).Assembly)
            .GetResourceSet(culture, createIfNotExists: true, tryParents: false)!
            .Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!);
}
