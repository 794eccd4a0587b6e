using System.Globalization;
using System.Resources;
using System.Text;

namespace FeishuHire.Text;

/// <summary>The words of the sandbox's own cmdlets, in English and Simplified Chinese. Placeholders are named, e.g.
/// <c>{Port}</c>; data in them stays invariant in every language.</summary>
internal static class SandboxText
{
    private static readonly ResourceManager Texts = new("FeishuHire.Text.SandboxTexts", typeof(SandboxText).Assembly);

    /// <summary>A text in the user's language.</summary>
    /// <param name="key">The text's key.</param>
    /// <param name="facts">Values of its placeholders.</param>
    internal static string Of(string key, params (string Name, string Value)[] facts)
    {
        var text = new StringBuilder(Texts.GetString(key, CultureInfo.CurrentUICulture) ?? key);
        foreach ((string name, string value) in facts)
        {
            text.Replace("{" + name + "}", value);
        }

        return text.ToString();
    }
}
