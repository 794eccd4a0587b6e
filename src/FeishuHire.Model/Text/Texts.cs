using System;
using System.Globalization;
using System.Resources;

namespace FeishuHire.Text;

/// <summary>The module's words, in English and Simplified Chinese: one topic, one pair of resources beside this file.
/// Every culture of Chinese reads Simplified Chinese, every other one English.</summary>
/// <remarks>A text is a template: <see cref="TextTemplate"/> says how. Data in it stays invariant in every language, and is
/// never a personal value. What to do about a text of the key K stands under K_Remedy.</remarks>
internal sealed class Texts
{
    /// <summary>Added to a text's key, the key of what to do about it.</summary>
    internal const string RemedySuffix = "_Remedy";

    /// <summary>The catalogue of errors: <see cref="Errors.ErrorText"/> fills them.</summary>
    internal static readonly Texts OfErrors = new("ErrorTexts");

    /// <summary>What can be wrong with a file, and what an import says: keys of <see cref="Errors.FileFaultKey"/>.</summary>
    internal static readonly Texts OfFiles = new("FileTexts");

    /// <summary>The row rules: keys of <see cref="RuleKey"/>. A clause without a full stop, which an error joins with others.</summary>
    internal static readonly Texts OfRules = new("RuleTexts");

    /// <summary>Parameters that a cmdlet reads itself: keys of <see cref="ArgumentKey"/>.</summary>
    internal static readonly Texts OfArguments = new("ArgumentTexts");

    /// <summary>What a run says on the verbose, warning, progress and information streams.</summary>
    internal static readonly Texts OfRuns = new("RunTexts");

    /// <summary>What the sandbox's own cmdlets say.</summary>
    internal static readonly Texts OfSandbox = new("SandboxTexts");

    /// <summary>What Test-FeishuHireConnection finds, and what to do about it.</summary>
    internal static readonly Texts OfChecks = new("CheckTexts");

    /// <summary>What a group is told, and what Send-BgCheckSummary says.</summary>
    internal static readonly Texts OfBot = new("BotTexts");

    /// <summary>What Export-BgCheckReport writes on its page.</summary>
    internal static readonly Texts OfReports = new("ReportTexts");

    private static readonly CultureInfo Chinese = CultureInfo.GetCultureInfo("zh-Hans");

    private readonly ResourceManager _texts;

    private Texts(string topic) => _texts = new ResourceManager("FeishuHire.Text." + topic, typeof(Texts).Assembly);

    /// <summary>The language that the user reads, as HTML names it.</summary>
    internal static string Language => IsChinese(CultureInfo.CurrentUICulture) ? "zh-Hans" : "en";

    /// <summary>A text as it stands, placeholders and all; the key where there is none.</summary>
    internal string Find(string key, CultureInfo culture) => Lookup(key, culture) ?? key;

    /// <summary>The same, or null where there is none.</summary>
    internal string? Lookup(string key, CultureInfo culture) => _texts.GetString(key, IsChinese(culture) ? Chinese : CultureInfo.InvariantCulture);

    /// <summary>A text in the user's language.</summary>
    /// <param name="key">The text's key.</param>
    /// <param name="facts">Values of its placeholders: ids, times, counts, paths, titles of columns.</param>
    internal string Say(string key, params (string Name, object? Value)[] facts) =>
        TextTemplate.Fill(Find(key, CultureInfo.CurrentUICulture), name => Text(Array.Find(facts, fact => fact.Name == name).Value));

    /// <summary>A text whose placeholders are numbered, {0} and so on.</summary>
    /// <param name="key">The text's key.</param>
    /// <param name="facts">Their values, in order.</param>
    internal string SayInOrder(string key, params object?[] facts) => TextTemplate.Fill(
        Find(key, CultureInfo.CurrentUICulture),
        name => int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number < facts.Length ? Text(facts[number]) : null);

    /// <summary>A finding: the text and what to do about it.</summary>
    /// <param name="errorId">The rule's error id.</param>
    /// <param name="field">The API's name of the field; null for the whole row.</param>
    /// <param name="key">The text's key.</param>
    /// <param name="facts">Values of the placeholders.</param>
    internal BgCheckViolation Violation(string errorId, string? field, string key, params (string Name, object? Value)[] facts) =>
        new(errorId, field, Say(key, facts), Say(key + RemedySuffix, facts));

    private static bool IsChinese(CultureInfo culture) =>
        culture.Name.StartsWith("zh", StringComparison.OrdinalIgnoreCase) && (culture.Name.Length == 2 || culture.Name[2] == '-');

    private static string? Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture);
}
