using System.Globalization;
using System.Text;
using FeishuHire.Columns;
using FeishuHire.Text;
using FeishuHire.Values;

namespace FeishuHire.Errors;

/// <summary>The words of the catalogue, in English and Simplified Chinese. Placeholders are named, e.g. <c>{Host}</c>, and
/// filled from <see cref="BgCheckError.Facts"/>; a part in square brackets is left out when its fact is missing. Data in
/// the texts stays invariant in every language.</summary>
/// <remarks>Beside the facts a text may use what the error itself knows: <c>{Findings}</c>, its violations;
/// <c>{CodeMeaning}</c>, the published meaning of its code; <c>{HelpUrl}</c>.</remarks>
public static class ErrorText
{
    /// <summary>What happened, with the row, field-by-field findings, code and log id; without the remedy.</summary>
    /// <param name="error">The failure.</param>
    /// <param name="culture">The user's language.</param>
    public static string Message(BgCheckError error, CultureInfo culture)
    {
        bool ofParameter = error.Facts.ContainsKey(ArgumentErrors.Parameter);
        string template = ofParameter && error.Id == ErrorId.InvalidField ? Find("InvalidParameter", culture) : FindFor(error, string.Empty, culture);
        var text = new StringBuilder();
        if (ofParameter && error.Id != ErrorId.InvalidField)
        {
            text.Append(Fill(Find("ParameterLead", culture), error, culture));
        }

        // An error of a file names its own place.
        if (!error.Facts.ContainsKey("File"))
        {
            text.Append(Fill(Find("RowLead", culture), error, culture));
        }

        string said = Fill(template, error, culture);
        text.Append(said);
        string findings = Uses(template, "Findings") ? string.Empty : Findings(error, said);
        if (findings.Length > 0)
        {
            text.Append(' ').Append(findings).Append(said.EndsWith("。", System.StringComparison.Ordinal) ? '。' : '.');
        }

        if (error.Outcome == BgCheckDeliveryStatus.Uncertain && ErrorCatalogue.Get(error.Id).Scope != ErrorScope.Row)
        {
            text.Append(Fill(Find("EarlierTry", culture), error, culture));
        }

        AppendServerFacts(text, error, culture);
        return text.ToString();
    }

    /// <summary>What to do about it.</summary>
    /// <param name="error">The failure.</param>
    /// <param name="culture">The user's language.</param>
    public static string Remedy(BgCheckError error, CultureInfo culture)
    {
        // What the rule says of this very value beats what can be said of every value.
        if (error.Violations.Count > 0 && OwnRemedies(error) is { Length: > 0 } own)
        {
            return own;
        }

        // Rows of the pipeline have no file whose parameters could help.
        bool ofRow = error.Id == ErrorId.ColumnsNotFound && error.Facts.ContainsKey("Row") && !error.Facts.ContainsKey("File");
        string template = FindFor(error, ofRow ? "_RowRemedy" : "_Remedy", culture);
        string text = Fill(template, error, culture);
        return string.IsNullOrEmpty(error.HelpUrl) || Uses(template, "HelpUrl") ? text : text + " " + error.HelpUrl;
    }

    /// <summary>Message and remedy: what Windows PowerShell 5.1 and a caught exception show.</summary>
    /// <param name="error">The failure.</param>
    /// <param name="culture">The user's language.</param>
    public static string FullMessage(BgCheckError error, CultureInfo culture) =>
        Message(error, culture) + " " + Remedy(error, culture);

    /// <summary>What Feishu publishes about a code, in a few words; null for a code that is not in its lists.</summary>
    /// <param name="code">The answer's code.</param>
    /// <param name="culture">The user's language.</param>
    public static string? CodeMeaning(int code, CultureInfo culture) =>
        Lookup("Code_" + code.ToString(CultureInfo.InvariantCulture), culture);

    private static string Find(string key, CultureInfo culture) => Texts.OfErrors.Find(key, culture);

    private static string? Lookup(string key, CultureInfo culture) => Texts.OfErrors.Lookup(key, culture);

    /// <summary>Some reasons have words of their own, e.g. SystemError_Token for one that met no row, and so have some faults
    /// of files.</summary>
    private static string FindFor(BgCheckError error, string suffix, CultureInfo culture) =>
        Own(error, "Reason", suffix, culture) ?? Own(error, "Fault", suffix, culture) ?? Own(error, "Kind", suffix, culture) ?? Find(error.Id + suffix, culture);

    private static string? Own(BgCheckError error, string fact, string suffix, CultureInfo culture) =>
        error.Facts.TryGetValue(fact, out string? word) ? Lookup(error.Id + "_" + word + suffix, culture) : null;

    private static string OwnRemedies(BgCheckError error)
    {
        var remedies = new StringBuilder();
        foreach (BgCheckViolation violation in error.Violations)
        {
            if (string.IsNullOrEmpty(violation.Remedy))
            {
                return string.Empty;
            }

            if (!remedies.ToString().Contains(violation.Remedy))
            {
                remedies.Append(remedies.Length == 0 ? string.Empty : " ").Append(violation.Remedy);
            }
        }

        return remedies.ToString();
    }

    private static void AppendServerFacts(StringBuilder text, BgCheckError error, CultureInfo culture)
    {
        string facts = TextTemplate.Fill(Find("ServerFacts", culture), name => name switch
        {
            "Code" => error.Code?.ToString(CultureInfo.InvariantCulture),
            "HttpStatus" => error.HttpStatus?.ToString(CultureInfo.InvariantCulture),
            "Msg" => error.Msg,
            "LogId" => error.LogId,
            _ => null,
        });
        if (facts.Length > 0)
        {
            // Each fact ends with its own comma: any of them may be missing.
            text.Append(" [").Append(facts.TrimEnd(' ', ',', '，')).Append(']');
        }
    }

    private static bool Uses(string template, string name) => template.Contains("{" + name + "}");

    // A finding may be a sentence of its own elsewhere; here it is a part of one. What the text names already, e.g. the
    // scope that is missing, is not named again.
    private static string Findings(BgCheckError error, string said = "")
    {
        var text = new StringBuilder();
        foreach (BgCheckViolation violation in error.Violations)
        {
            if (violation.Field is { Length: > 0 } field && said.Contains(field))
            {
                continue;
            }

            text.Append(text.Length > 0 ? "; " : string.Empty).Append(violation.ToString().TrimEnd('.', '。', ' ', ':'));
        }

        return text.ToString();
    }

    private static string Fill(string template, BgCheckError error, CultureInfo culture) =>
        TextTemplate.Fill(template, name => Fact(name, error, culture));

    private static string? Fact(string name, BgCheckError error, CultureInfo culture) => name switch
    {
        "Findings" => Findings(error),
        "Order" when Given(name, error) is { Length: > 0 } order && !IdText.IsIdLike(order) =>
            TextTemplate.Fill(Find(FactWords.Prefix + "NotAnId", culture), _ => order.Length.ToString(CultureInfo.InvariantCulture)),
        "CodeMeaning" => error.Code is int code ? CodeMeaning(code, culture) : null,
        "HelpUrl" => error.HelpUrl,
        "Expected" => ColumnTitles.InBothLanguages(Given(name, error)),
        "Where" or "OtherWhere" => FactWords.Place(Given(name, error), culture),
        "Reason" or "Detail" or "Change" => FactWords.Say(Given(name, error), culture),
        _ => Given(name, error),
    };

    // A dash stands for a fact that somebody looked for and did not find.
    private static string? Given(string name, BgCheckError error) =>
        error.Facts.TryGetValue(name, out string? value) && value is not "-" ? value : null;
}
