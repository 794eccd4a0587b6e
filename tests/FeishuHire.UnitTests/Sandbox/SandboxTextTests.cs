using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Resources;
using System.Text.RegularExpressions;
using Xunit;

namespace FeishuHire.UnitTests.Sandbox;

/// <summary>Both languages say the same things with the same facts.</summary>
public sealed class SandboxTextTests
{
    [Fact]
    public void Both_languages_have_the_same_texts_with_the_same_placeholders()
    {
        Dictionary<string, string> english = All("");
        Dictionary<string, string> chinese = All("zh-Hans");
        Assert.NotEmpty(english);
        Assert.Equal(english.Keys.Order(), chinese.Keys.Order());
        Assert.All(english, text =>
        {
            Assert.Equal(Placeholders(text.Value), Placeholders(chinese[text.Key]));
            Assert.NotEqual(text.Value, chinese[text.Key]);
        });
    }

    private static Dictionary<string, string> All(string culture) =>
        new ResourceManager("FeishuHire.Text.SandboxTexts", typeof(FeishuHireSandbox).Assembly)
            .GetResourceSet(CultureInfo.GetCultureInfo(culture), createIfNotExists: true, tryParents: false)!
            .Cast<DictionaryEntry>()
            .ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!);

    private static string[] Placeholders(string text) => [.. Regex.Matches(text, @"\{\w+\}").Select(match => match.Value).Order()];
}
