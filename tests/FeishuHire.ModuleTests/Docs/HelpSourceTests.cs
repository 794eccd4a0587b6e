using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using FeishuHire.ModuleTests.Harness;
using Xunit;

namespace FeishuHire.ModuleTests.Docs;

/// <summary>docs/, held against the cmdlets of the built module, and one language against the other.</summary>
public sealed class HelpSourceTests : IDisposable
{
    private static readonly string[] Sections =
        ["SYNOPSIS", "SYNTAX", "DESCRIPTION", "EXAMPLES", "PARAMETERS", "INPUTS", "OUTPUTS", "NOTES", "RELATED LINKS"];

    private static readonly HashSet<string> Common = [.. Cmdlet.CommonParameters];

    private readonly ModuleSession _session = new();

    public static TheoryData<string> Cmdlets => [.. Repo.Cmdlets];

    public void Dispose() => _session.Dispose();

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Every_cmdlet_has_its_page_in_both_languages(string cmdlet)
    {
        foreach (string language in HelpPage.Languages)
        {
            Assert.True(File.Exists(HelpPage.PathOf(language, cmdlet)), $"docs/{language}/{cmdlet}.md is missing");
            HelpPage page = HelpPage.Read(language, cmdlet);

            Assert.Equal(Sections, page.Sections);
            Assert.All(new[] { "SYNOPSIS", "DESCRIPTION" }, section => Assert.NotEmpty(page.Section(section)));
            Assert.True(page.Examples.Count >= 2, $"{language}/{cmdlet} has {page.Examples.Count} examples");
            Assert.All(page.ParameterTexts, text => Assert.True(text.Length > 5, $"{language}/{cmdlet}: a parameter is not explained"));
        }
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void A_page_documents_the_parameters_that_there_are(string cmdlet)
    {
        var command = (CommandInfo)_session.Run($"Get-Command {cmdlet}").Clean().Output.Single().BaseObject;
        Dictionary<string, ParameterMetadata> own = command.Parameters.Where(p => !Common.Contains(p.Key)).ToDictionary();
        foreach (string language in HelpPage.Languages)
        {
            IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> documented = HelpPage.Read(language, cmdlet).Parameters;
            Assert.Equal(own.Keys.Order(), documented.Keys.Order());
            foreach ((string name, ParameterMetadata parameter) in own)
            {
                Assert.Equal((language, name, Described(parameter)), (language, name, Described(documented[name])));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Both_languages_say_the_same(string cmdlet)
    {
        HelpPage english = HelpPage.Read("en-US", cmdlet);
        HelpPage chinese = HelpPage.Read("zh-Hans", cmdlet);

        Assert.All(new[] { "", "powershell", "yaml" }, kind => Assert.Equal(english.CodeBlocks(kind), chinese.CodeBlocks(kind)));
        Assert.Equal(english.Parameters.Keys, chinese.Parameters.Keys);
        Assert.Equal(english.Section("RELATED LINKS"), chinese.Section("RELATED LINKS"));
        Assert.All(new[] { "SYNOPSIS", "DESCRIPTION" }, section => Assert.Contains(chinese.Section(section), c => c is >= '\u4e00' and <= '\u9fff'));
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void A_link_leads_to_a_page(string cmdlet)
    {
        foreach (string language in HelpPage.Languages)
        {
            string folder = Path.GetDirectoryName(HelpPage.PathOf(language, cmdlet))!;
            string[] links = [.. HelpPage.Read(language, cmdlet).Section("RELATED LINKS").Split('(', ')').Where(part => part.EndsWith(".md", StringComparison.Ordinal))];

            Assert.NotEmpty(links);
            Assert.All(links, link => Assert.True(File.Exists(Path.Combine(folder, link)), $"{language}/{cmdlet} links to {link}"));
        }
    }

    [Fact]
    public void There_is_no_page_without_a_cmdlet()
    {
        foreach (string language in HelpPage.Languages)
        {
            IEnumerable<string> pages = Directory.EnumerateFiles(Path.Combine(Repo.Root, "docs", language), "*-*.md")
                .Select(path => Path.GetFileNameWithoutExtension(path));
            Assert.Equal(Repo.Cmdlets.Order(), pages.Order());
        }
    }

    private static string Described(ParameterMetadata parameter)
    {
        ParameterAttribute first = parameter.Attributes.OfType<ParameterAttribute>().First();
        string values = string.Join(", ", parameter.Attributes.OfType<ValidateSetAttribute>().SelectMany(set => set.ValidValues));
        return Described(
            parameter.ParameterType.Name,
            string.Join(", ", parameter.Aliases),
            values,
            first.Position < 0 ? "Named" : first.Position.ToString(null, null),
            (first.ValueFromPipeline, first.ValueFromPipelineByPropertyName) switch
            {
                (true, true) => "True (ByValue, ByPropertyName)",
                (true, false) => "True (ByValue)",
                (false, true) => "True (ByPropertyName)",
                _ => "False",
            });
    }

    private static string Described(IReadOnlyDictionary<string, string> facts) => Described(
        facts["Type"], facts["Aliases"], facts.GetValueOrDefault("Accepted values", ""), facts["Position"], facts["Accept pipeline input"]);

    private static string Described(string type, string aliases, string values, string position, string pipeline) =>
        $"type {type}, aliases {aliases}, values {values}, position {position}, pipeline {pipeline}";
}
