using System.Globalization;
using System.Resources;
using System.Text;

namespace FeishuHire.Errors;

/// <summary>The words of the catalogue, in English and Simplified Chinese. Placeholders are named, e.g. <c>{Field}</c>, and
/// filled from <see cref="BgCheckError.Facts"/>; data in them stays invariant in every language.</summary>
public static class ErrorText
{
    private static readonly ResourceManager Texts = new("FeishuHire.Errors.ErrorTexts", typeof(ErrorText).Assembly);

    /// <summary>What happened, with field-by-field findings, code and log id; without the remedy.</summary>
    /// <param name="error">The failure.</param>
    /// <param name="culture">The user's language.</param>
    public static string Message(BgCheckError error, CultureInfo culture)
    {
        var text = new StringBuilder(Fill(Find(error.Id, culture), error));
        AppendViolations(text, error);
        AppendServerFacts(text, error);
        return text.ToString();
    }

    /// <summary>What to do about it.</summary>
    /// <param name="error">The failure.</param>
    /// <param name="culture">The user's language.</param>
    public static string Remedy(BgCheckError error, CultureInfo culture)
    {
        string text = Fill(Find(error.Id + "_Remedy", culture), error);
        return error.HelpUrl is null ? text : text + " " + error.HelpUrl;
    }

    /// <summary>Message and remedy: what Windows PowerShell 5.1 and a caught exception show.</summary>
    /// <param name="error">The failure.</param>
    /// <param name="culture">The user's language.</param>
    public static string FullMessage(BgCheckError error, CultureInfo culture) =>
        Message(error, culture) + " " + Remedy(error, culture);

    /// <summary>A text of the catalogue as it stands, placeholders and all.</summary>
    /// <param name="key">An error id, or an error id followed by _Remedy.</param>
    /// <param name="culture">The language.</param>
    public static string Find(string key, CultureInfo culture) => Texts.GetString(key, culture) ?? key;

    private static void AppendViolations(StringBuilder text, BgCheckError error)
    {
        for (int i = 0; i < error.Violations.Count; i++)
        {
            text.Append(i == 0 ? " " : "; ").Append(error.Violations[i]);
        }
    }

    private static void AppendServerFacts(StringBuilder text, BgCheckError error)
    {
        if (error.Code is null && error.HttpStatus is null && error.LogId is null)
        {
            return;
        }

        text.Append(" [");
        string gap = string.Empty;
        Add(error.Code is int code ? "code " + code.ToString(CultureInfo.InvariantCulture) : null);
        Add(error.HttpStatus is int status ? "HTTP " + status.ToString(CultureInfo.InvariantCulture) : null);
        Add(string.IsNullOrEmpty(error.Msg) ? null : error.Msg);
        Add(error.LogId is string logId ? "log id " + logId : null);
        text.Append(']');

        void Add(string? part)
        {
            if (part is not null)
            {
                text.Append(gap).Append(part);
                gap = ", ";
            }
        }
    }

    private static string Fill(string text, BgCheckError error)
    {
        int open = text.IndexOf('{');
        if (open < 0)
        {
            return text;
        }

        var filled = new StringBuilder(text.Length + 32);
        int from = 0;
        while (open >= 0)
        {
            int close = text.IndexOf('}', open);
            if (close < 0)
            {
                break;
            }

            filled.Append(text, from, open - from);
            string name = text.Substring(open + 1, close - open - 1);
            filled.Append(error.Facts.TryGetValue(name, out string? value) ? value : "?");
            from = close + 1;
            open = text.IndexOf('{', from);
        }

        return filled.Append(text, from, text.Length - from).ToString();
    }
}
