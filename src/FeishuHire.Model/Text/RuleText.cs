using System.Globalization;
using System.Resources;
using System.Text;

namespace FeishuHire.Text;

/// <summary>The words of the row rules, in English and Simplified Chinese. A key of <see cref="RuleKey"/> has two texts:
/// what is wrong, as a clause without a full stop that an error joins with others, and under <c>{key}_Remedy</c> what to do. Placeholders are named, e.g. <c>{Length}</c>; data in them
/// stays invariant in every language.</summary>
internal static class RuleText
{
    internal const string RemedySuffix = "_Remedy";

    private static readonly ResourceManager Texts = new("FeishuHire.Text.RuleTexts", typeof(RuleText).Assembly);

    /// <summary>A finding in the user's language.</summary>
    /// <param name="errorId">The rule's error id.</param>
    /// <param name="field">The API's name of the field.</param>
    /// <param name="key">One of <see cref="RuleKey"/>.</param>
    /// <param name="facts">Values of the placeholders: ids, times, lengths and titles of columns; never a personal value.</param>
    internal static BgCheckViolation Violation(string errorId, string? field, string key, params (string Name, string Value)[] facts)
    {
        CultureInfo culture = CultureInfo.CurrentUICulture;
        return new(errorId, field, Fill(Find(key, culture), facts), Fill(Find(key + RemedySuffix, culture), facts));
    }

    internal static string Find(string key, CultureInfo culture) => Texts.GetString(key, culture) ?? key;

    /// <summary>A whole number as it stands in a text.</summary>
    internal static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Fill(string text, (string Name, string Value)[] facts)
    {
        if (facts.Length == 0)
        {
            return text;
        }

        var filled = new StringBuilder(text);
        foreach ((string name, string value) in facts)
        {
            filled.Replace("{" + name + "}", value);
        }

        return filled.ToString();
    }
}
