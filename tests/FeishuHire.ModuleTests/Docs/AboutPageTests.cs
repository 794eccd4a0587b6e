using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Reflection;
using System.Text.RegularExpressions;
using FeishuHire.ModuleTests.Harness;
using Xunit;

namespace FeishuHire.ModuleTests.Docs;

/// <summary>The about topics, one language against the other, and what they name against the module.</summary>
public sealed partial class AboutPageTests : IDisposable
{
    private const string English = "en-US";
    private const string Chinese = "zh-Hans";

    // Named as examples: the shell's own, and other modules'.
    private static readonly HashSet<string> OtherParameters =
        ["AsSecureString", "First", "InformationVariable", "ErrorVariable", "ErrorAction", "Verbose", "WhatIf", "Parallel"];

    private readonly ModuleSession _session = new();

    public static TheoryData<string> Topics =>
        [.. Directory.GetFiles(Path.Combine(Repo.Root, "docs", English), "about_*.md").Select(path => Path.GetFileNameWithoutExtension(path))];

    /// <summary>Topics that are about the module alone; that of scheduled tasks speaks of Windows' own cmdlets too.</summary>
    public static TheoryData<string> OwnTopics => [.. Topics.Select(row => row.Data).Where(topic => topic != "about_FeishuHire_ScheduledTasks")];

    public void Dispose() => _session.Dispose();

    [Theory]
    [MemberData(nameof(Topics))]
    public void Both_languages_are_built_alike(string topic)
    {
        Page english = Page.Read(English, topic);
        Page chinese = Page.Read(Chinese, topic);

        Assert.Equal(english.Shape, chinese.Shape);
        Assert.Equal(english.Fences, chinese.Fences);
        Assert.Equal(english.Links, chinese.Links);
    }

    [Theory]
    [MemberData(nameof(OwnTopics))]
    public void Both_languages_name_the_same_things(string topic) =>
        Assert.Equal(Page.Read(English, topic).Codes, Page.Read(Chinese, topic).Codes);

    [Theory]
    [MemberData(nameof(Topics))]
    public void The_scripts_fit_the_module(string topic) =>
        Assert.All(Page.Read(English, topic).Scripts, script => Assert.Empty(ScriptNames.Strange(script)));

    [Theory]
    [MemberData(nameof(Topics))]
    public void Links_and_topics_lead_somewhere(string topic)
    {
        foreach (string language in HelpPage.Languages)
        {
            Page page = Page.Read(language, topic);
            Assert.All(page.Links, link => Assert.True(File.Exists(Path.Combine(Path.GetDirectoryName(HelpPage.PathOf(language, topic))!, link)), $"{language}/{topic} links to {link}"));
            Assert.All(page.Mentioned, name => Assert.True(File.Exists(HelpPage.PathOf(language, name)), $"{language}/{topic} speaks of {name}"));
        }
    }

    [Theory]
    [MemberData(nameof(OwnTopics))]
    public void Cmdlets_and_parameters_exist(string topic)
    {
        HashSet<string> parameters = [.. _session.Run("(Get-Command -Module FeishuHire).ForEach({ $_.Parameters.Keys })").Clean().Texts.OfType<string>(), .. OtherParameters];
        foreach (string language in HelpPage.Languages)
        {
            string text = Page.Read(language, topic).Prose;

            Assert.Empty(CmdletName().Matches(text).Select(m => m.Value).Except(Repo.Cmdlets));
            Assert.Empty(ParameterName().Matches(text).Select(m => m.Groups["name"].Value).Except(parameters));
        }
    }

    [Theory]
    [MemberData(nameof(OwnTopics))]
    public void Names_in_code_are_the_modules_own(string topic)
    {
        HashSet<string> known = Names();
        IEnumerable<string> named = Page.Read(English, topic).Codes.Where(code => PascalName().IsMatch(code));

        Assert.Empty(named.Except(known));
    }

    /// <summary>Error ids, states, properties, values of parameters and kinds of faults.</summary>
    private HashSet<string> Names()
    {
        var model = (Assembly)_session.Run("[FeishuHire.BgCheckProgress].Assembly").Clean().Output.Single().BaseObject;
        IEnumerable<string> ids = model.GetType("FeishuHire.Errors.ErrorId", throwOnError: true)!
            .GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static).Select(field => field.Name);
        IEnumerable<string> members = model.GetExportedTypes().SelectMany(type => (string[])[type.Name, .. type.GetProperties().Select(p => p.Name), .. type.IsEnum ? type.GetEnumNames() : []]);
        string faults = HelpPage.Read(English, "Start-FeishuHireSandbox").Section("PARAMETERS");
        return [.. ids, .. members, "TargetObject", "FullyQualifiedErrorId", .. Regex.Matches(faults, @"\w+").Select(m => m.Value)];
    }

    [GeneratedRegex(@"\b[A-Z][a-z]+-(FeishuHire|BgCheck)\w*")]
    private static partial Regex CmdletName();

    [GeneratedRegex(@"(?<![\w-])-(?<name>[A-Z][A-Za-z]+)")]
    private static partial Regex ParameterName();

    [GeneratedRegex("^[A-Z][a-z]+([A-Z][a-z]+|[0-9]+)*$")]
    private static partial Regex PascalName();

    /// <summary>A page, taken apart.</summary>
    private sealed class Page
    {
        private readonly string[] _lines;

        private Page(string text)
        {
            _lines = text.Split('\n');
            Fences = [.. Regex.Matches(text, "^```(\\w*)\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline).Select(m => m.Value)];
            Prose = Regex.Replace(text, "^```.*?^```", "", RegexOptions.Multiline | RegexOptions.Singleline);
        }

        /// <summary>The text without its fenced blocks.</summary>
        public string Prose { get; }

        public IReadOnlyList<string> Fences { get; }

        public IEnumerable<string> Scripts =>
            Fences.Where(fence => fence.StartsWith("```powershell\n", StringComparison.Ordinal)).Select(fence => fence["```powershell\n".Length..^"```".Length]);

        /// <summary>Headings, list items, table rows and paragraphs, in order, without their words.</summary>
        public IReadOnlyList<string> Shape =>
            [.. Prose.Split('\n').Where(line => line.Trim().Length > 0).Select(line => Regex.Match(line, @"^(#+ |- |\d+\. |\|)?").Value)];

        public IReadOnlyList<string> Codes => [.. Regex.Matches(Prose, "`(?<code>[^`\n]+)`").Select(m => m.Groups["code"].Value).Distinct().Order(StringComparer.Ordinal)];

        public IReadOnlyList<string> Links => [.. Regex.Matches(Prose, @"\]\((?<link>[^)]+\.md)\)").Select(m => m.Groups["link"].Value)];

        /// <summary>Other topics.</summary>
        public IReadOnlyList<string> Mentioned => [.. Regex.Matches(string.Join('\n', _lines), @"about_FeishuHire(_[A-Z]\w+)?").Select(m => m.Value).Distinct()];

        public static Page Read(string language, string topic) =>
            new(File.ReadAllText(HelpPage.PathOf(language, topic)).Replace("\r\n", "\n", StringComparison.Ordinal));
    }
}
