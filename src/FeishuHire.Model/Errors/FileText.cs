using System.Collections.Generic;
using System.Globalization;
using System.Resources;

namespace FeishuHire.Errors;

/// <summary>The words for what is wrong with a file, in English and Simplified Chinese; placeholders are named.</summary>
public static class FileText
{
    private static readonly ResourceManager Texts = new("FeishuHire.Errors.FileTexts", typeof(FileText).Assembly);

    /// <summary>A text with its placeholders filled.</summary>
    /// <param name="key">One of <see cref="FileFaultKey"/>.</param>
    /// <param name="facts">Placeholders and their values.</param>
    /// <param name="culture">The user's language.</param>
    public static string Find(string key, IReadOnlyList<KeyValuePair<string, string>> facts, CultureInfo culture)
    {
        string text = Texts.GetString(key, culture) ?? key;
        foreach (KeyValuePair<string, string> fact in facts)
        {
            text = text.Replace("{" + fact.Key + "}", fact.Value);
        }

        return text;
    }
}
