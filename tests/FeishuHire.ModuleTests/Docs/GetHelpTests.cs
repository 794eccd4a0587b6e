using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Text.RegularExpressions;
using FeishuHire.ModuleTests.Harness;
using Xunit;

namespace FeishuHire.ModuleTests.Docs;

/// <summary>What Get-Help says of the built module in each language, held against the pages and against the cmdlets.</summary>
public sealed class GetHelpTests
{
    private static readonly HashSet<string> Common = [.. Cmdlet.CommonParameters];

    public static TheoryData<string, string> Cmdlets
    {
        get
        {
            TheoryData<string, string> all = [];
            foreach (string language in HelpPage.Languages)
            {
                foreach (string cmdlet in Repo.Cmdlets)
                {
                    all.Add(language, cmdlet);
                }
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void It_says_what_the_page_says(string language, string cmdlet)
    {
        HelpPage page = HelpPage.Read(language, cmdlet);
        using ModuleSession session = In(language);
        session.Run($"$help = Get-Help {cmdlet} -Full").Clean();

        Assert.Equal(Bare(page.Section("SYNOPSIS")), Bare(Told(session, "$help.Synopsis")));
        Assert.Equal(Bare(page.Section("DESCRIPTION")), Bare(Told(session, "$help.description.Text")));
        Assert.Equal(Bare(page.Section("NOTES")), Bare(Told(session, "$help.alertSet.alert.Text")));
        Assert.Equal(page.Examples, session.Run("$help.examples.example.code").Clean().Output.Select(code => Lines(code)));
        Assert.Equal(
            page.Parameters.Keys.Zip(page.ParameterTexts, (name, text) => $"{name}: {Bare(text)}"),
            session.Run("foreach ($p in $help.parameters.parameter) { '{0}: {1}' -f $p.name, \"$($p.description.Text)\" }").Clean().Output
                .Select(told => told.ToString().Split(": ", 2)).Select(told => $"{told[0]}: {Bare(told[1])}"));
        Assert.Equal(Types(page.Section("INPUTS")), Types(session, "$help.inputTypes.inputType"));
        Assert.Equal(Types(page.Section("OUTPUTS")), Types(session, "$help.returnValues.returnValue"));
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void It_shows_the_syntax_that_there_is(string language, string cmdlet)
    {
        using ModuleSession session = In(language);

        string[] told = Sets(session, $$"""
            foreach ($set in (Get-Help {{cmdlet}} -Full).syntax.syntaxItem) {
                @(foreach ($p in $set.parameter) {
                    '{0} {1} {2} {3}' -f $p.name, $p.required, $p.position, [bool]("$($p.parameterValue)" + "$($p.parameterValueGroup.parameterValue)")
                }) -join ';'
            }
            """);
        string[] real = Sets(session, $$"""
            foreach ($set in (Get-Command {{cmdlet}}).ParameterSets) {
                @(foreach ($p in $set.Parameters) {
                    $position = if ($p.Position -ge 0) { $p.Position } else { 'named' }
                    '{0} {1} {2} {3}' -f $p.Name, "$($p.IsMandatory)".ToLowerInvariant(), $position, ($p.ParameterType.Name -ne 'SwitchParameter')
                }) -join ';'
            }
            """, parameter => !Common.Contains(parameter));

        Assert.Equal(real, told);
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Its_first_link_is_the_page_on_the_web(string language, string cmdlet)
    {
        using ModuleSession session = In(language);
        string project = session.Run($"(Test-ModuleManifest '{Repo.Manifest}').ProjectUri").Clean().Output.Single().ToString();

        string[] addresses = [.. session.Run($"(Get-Help {cmdlet} -Full).relatedLinks.navigationLink.uri").Clean().Output.Select(uri => uri.ToString())];
        string[] texts = [.. session.Run($"(Get-Help {cmdlet} -Full).relatedLinks.navigationLink.linkText").Clean().Output.Select(text => text.ToString())];

        Assert.Equal($"{project}/blob/HEAD/docs/{language}/{cmdlet}.md", addresses[0]);
        Assert.Equal($"{project}/blob/HEAD/docs/en-US/{cmdlet}.md", Told(session, $"(Get-Command {cmdlet}).HelpUri"));
        Assert.Equal(Regex.Matches(HelpPage.Read(language, cmdlet).Section("RELATED LINKS"), @"\[([^]]+)\]").Select(link => link.Groups[1].Value), texts.Skip(1));
    }

    // zh-Hans serves China and Singapore, where a folder zh-CN would serve China alone; zh everybody else.
    [Theory]
    [InlineData("zh-CN")]
    [InlineData("zh-SG")]
    [InlineData("zh-Hans")]
    [InlineData("zh-TW")]
    [InlineData("zh-HK")]
    [InlineData("zh-MO")]
    [InlineData("zh-Hant")]
    [InlineData("zh")]
    public void Chinese_is_found_wherever_it_is_read(string culture)
    {
        using ModuleSession session = In(culture);

        Assert.Contains(Told(session, "(Get-Help Update-BgCheckProgress).Synopsis"), c => c is >= '\u4e00' and <= '\u9fff');
    }

    // Other languages fall back to English.
    [Fact]
    public void English_is_for_everybody_else()
    {
        using ModuleSession session = In("de-DE");

        Assert.Equal(HelpPage.Read("en-US", "Update-BgCheckProgress").Section("SYNOPSIS"), Told(session, "(Get-Help Update-BgCheckProgress).Synopsis"));
    }

    /// <summary>A session that speaks a language, imported after it was set, as in a console of that language.</summary>
    internal static ModuleSession In(string language) => new ModuleSession().UseCulture(language == "zh-Hans" ? "zh-CN" : language);

    /// <summary>Letters and digits alone: what markup, line breaks and table rules are to a text does not count.</summary>
    internal static string Bare(string text) =>
        string.Concat(Regex.Replace(text, @"\]\([^)]*\.md\)", "]").Where(char.IsLetterOrDigit));

    private static string Told(ModuleSession session, string expression) =>
        session.Run($"\"$({expression})\"").Clean().Output.Single().ToString();

    private static string Lines(PSObject code) => code.ToString().ReplaceLineEndings("\n").Trim();

    private static string[] Sets(ModuleSession session, string script, Func<string, bool>? isMeant = null) =>
        [.. session.Run(script).Clean().Output
            .Select(set => string.Join("\n", set.ToString().Split(';').Where(p => isMeant is null || isMeant(p.Split(' ')[0])).Order(StringComparer.Ordinal)))
            .Order(StringComparer.Ordinal)];

    private static IEnumerable<string> Types(string section) =>
        Regex.Matches(section, @"^### (.+)$", RegexOptions.Multiline).Select(type => type.Groups[1].Value).Where(type => type != "None");

    private static IEnumerable<string> Types(ModuleSession session, string expression) =>
        session.Run($"foreach ($t in {expression}) {{ if ($t) {{ $t.type.name }} }}").Clean().Output.Select(type => type.ToString().Trim());
}
