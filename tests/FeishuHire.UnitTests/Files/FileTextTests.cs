using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;
using FeishuHire.Errors;
using Xunit;

namespace FeishuHire.UnitTests.Files;

/// <summary>Every key has its words in both languages, with the same placeholders.</summary>
public sealed partial class FileTextTests
{
    public static TheoryData<string> Keys =>
        [.. typeof(FileFaultKey).GetFields(BindingFlags.Public | BindingFlags.Static).Select(constant => (string)constant.GetValue(null)!).Where(key => key != FileFaultKey.RemedySuffix)];

    [Theory]
    [MemberData(nameof(Keys))]
    public void EveryKeyHasItsWords(string key)
    {
        string english = Find(key, "en-US");
        string chinese = Find(key, "zh-CN");
        Assert.NotEqual(key, english);
        if (key != FileFaultKey.System)
        {
            Assert.NotEqual(english, chinese);
        }

        Assert.Equal(Names(english), Names(chinese));
    }

    [Fact]
    public void PlaceholdersAreFilled() =>
        Assert.Equal("the link answers 404", FileText.Find(FileFaultKey.LinkStatus, [new("Status", "404")], CultureInfo.InvariantCulture));

    private static string Find(string key, string culture) => FileText.Find(key, [], CultureInfo.GetCultureInfo(culture));

    private static IEnumerable<string> Names(string text) => Placeholder().Matches(text).Select(match => match.Value).Order();

    [GeneratedRegex(@"\{\w+\}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Placeholder();
}
