using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using FeishuHire.ModuleTests.Harness;

namespace FeishuHire.ModuleTests.Docs;

/// <summary>A cmdlet's help as its source has it: markdown in platyPS form.</summary>
internal sealed partial class HelpPage
{
    private readonly string _text;

    private HelpPage(string text) => _text = text;

    /// <summary>The languages of the help.</summary>
    public static readonly string[] Languages = ["en-US", "zh-Hans"];

    /// <summary>Every level-2 heading, in order.</summary>
    public IReadOnlyList<string> Sections => [.. SectionHeading().Matches(_text).Select(match => match.Groups["name"].Value)];

    /// <summary>The documented parameters, by name, each with its yaml facts.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Parameters =>
        Parameter().Matches(_text).ToDictionary(
            match => match.Groups["name"].Value,
            match => (IReadOnlyDictionary<string, string>)Facts(match.Groups["yaml"].Value));

    /// <summary>What is said about each parameter.</summary>
    public IReadOnlyList<string> ParameterTexts => [.. Parameter().Matches(_text).Select(match => match.Groups["text"].Value.Trim())];

    /// <summary>The scripts of the examples.</summary>
    public IReadOnlyList<string> Examples => [.. CodeBlocks("powershell")];

    /// <summary>Every fenced block of a kind.</summary>
    /// <param name="kind">powershell, yaml, or empty for the syntax.</param>
    public IEnumerable<string> CodeBlocks(string kind) =>
        Fence().Matches(_text).Where(match => match.Groups["kind"].Value == kind).Select(match => match.Groups["code"].Value);

    /// <summary>A section's text.</summary>
    /// <param name="name">Its heading.</param>
    public string Section(string name)
    {
        int start = _text.IndexOf("\n## " + name + "\n", StringComparison.Ordinal);
        if (start < 0)
        {
            throw new InvalidOperationException("No section " + name);
        }

        start += name.Length + 5;
        int end = _text.IndexOf("\n## ", start, StringComparison.Ordinal);
        return (end < 0 ? _text[start..] : _text[start..end]).Trim();
    }

    /// <summary>Where the page lies.</summary>
    public static string PathOf(string language, string cmdlet) => Path.Combine(Repo.Root, "docs", language, cmdlet + ".md");

    /// <summary>Reads a page.</summary>
    public static HelpPage Read(string language, string cmdlet) =>
        new(File.ReadAllText(PathOf(language, cmdlet)).Replace("\r\n", "\n", StringComparison.Ordinal));

    private static Dictionary<string, string> Facts(string yaml) =>
        yaml.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(':', 2))
            .ToDictionary(pair => pair[0], pair => pair[1].Trim());

    [GeneratedRegex(@"^## (?<name>[^\n]+)$", RegexOptions.Multiline)]
    private static partial Regex SectionHeading();

    [GeneratedRegex(@"^### -(?<name>\w+)\n(?<text>.*?)```yaml\n(?<yaml>.*?)```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Parameter();

    [GeneratedRegex(@"^```(?<kind>\w*)\n(?<code>.*?)\n```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();
}
