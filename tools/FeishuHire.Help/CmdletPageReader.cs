using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace FeishuHire.Help;

/// <summary>Reads a cmdlet's page, which is in the form that platyPS made usual.</summary>
internal sealed class CmdletPageReader
{
    private readonly string _path;
    private readonly List<Block> _blocks;

    private CmdletPageReader(string path)
    {
        _path = path;
        _blocks = [.. Markdown.Read(path)];
    }

    /// <summary>Reads a page.</summary>
    /// <exception cref="PageException">A section is missing or not in its form.</exception>
    public static CmdletPage Read(string path) => new CmdletPageReader(path).Read();

    private CmdletPage Read()
    {
        string name = Path.GetFileNameWithoutExtension(_path);
        if (_blocks.FirstOrDefault() is not HeadingBlock { Level: 1 } title || PlainText.Of(title) != name)
        {
            throw new PageException(_path, 1, $"The page begins with '# {name}'");
        }

        return new CmdletPage
        {
            Name = name,
            OnlineVersion = Markdown.FrontMatter(_path, "online version"),
            Synopsis = BlockText.Paragraphs(Section("SYNOPSIS")),
            Description = BlockText.Paragraphs(Section("DESCRIPTION")),
            Syntax = Syntax(),
            Parameters = [.. Parts("PARAMETERS").Where(part => part.Title.StartsWith('-')).Select(Parameter)],
            Examples = [.. Parts("EXAMPLES").Select(Example)],
            Inputs = Types("INPUTS"),
            Outputs = Types("OUTPUTS"),
            Notes = BlockText.Paragraphs(Section("NOTES")),
            Links = [.. Section("RELATED LINKS").OfType<LeafBlock>().SelectMany(block => block.Inline?.Descendants<LinkInline>() ?? []).Select(Link)],
        };
    }

    private static LinkText Link(LinkInline link) => new(PlainText.Of(link), PlainText.IsAddress(link.Url) ? link.Url : null);

    private List<SyntaxLine> Syntax()
    {
        List<SyntaxLine> sets = [];
        string? set = null;
        foreach (Block block in Section("SYNTAX"))
        {
            if (block is HeadingBlock heading)
            {
                set = PlainText.Of(heading).Replace(" (Default)", "", StringComparison.Ordinal);
            }
            else if (block is CodeBlock code)
            {
                sets.Add(new SyntaxLine(set, SyntaxReader.Read(BlockText.Code(code))));
            }
        }

        return sets.Count > 0 ? sets : throw Fault(Heading("SYNTAX"), "SYNTAX has no block of code");
    }

    private ParameterText Parameter((HeadingBlock Heading, string Title, List<Block> Blocks) part)
    {
        List<FencedCodeBlock> blocks = [.. part.Blocks.OfType<FencedCodeBlock>().Where(block => block.Info == "yaml")];
        if (blocks.Count == 0)
        {
            throw Fault(part.Heading, $"{part.Title} has no block of yaml");
        }

        try
        {
            return new ParameterText(
                part.Title[1..],
                BlockText.Paragraphs(part.Blocks.Where(block => block is not FencedCodeBlock { Info: "yaml" })),
                [.. blocks.Select(block => ParameterFacts.Read(BlockText.Code(block).Split('\n')))]);
        }
        catch (FormatException e)
        {
            throw Fault(part.Heading, $"{part.Title}: {e.Message}");
        }
    }

    private ExampleText Example((HeadingBlock Heading, string Title, List<Block> Blocks) part)
    {
        CodeBlock code = part.Blocks.OfType<CodeBlock>().FirstOrDefault() ?? throw Fault(part.Heading, "An example has no code");
        return new ExampleText(part.Title, BlockText.Code(code), BlockText.Paragraphs(part.Blocks.Where(block => block != code)));
    }

    private List<TypeText> Types(string section) =>
        [.. Parts(section).Where(part => part.Title != "None").Select(part => new TypeText(part.Title, BlockText.Paragraphs(part.Blocks)))];

    private IEnumerable<(HeadingBlock Heading, string Title, List<Block> Blocks)> Parts(string section)
    {
        List<Block> blocks = Section(section);
        for (int i = 0; i < blocks.Count; i++)
        {
            if (blocks[i] is HeadingBlock { Level: 3 } heading)
            {
                yield return (heading, PlainText.Of(heading), [.. blocks.Skip(i + 1).TakeWhile(block => block is not HeadingBlock { Level: 3 })]);
            }
        }
    }

    private List<Block> Section(string name) =>
        [.. _blocks.Skip(_blocks.IndexOf(Heading(name)) + 1).TakeWhile(block => block is not HeadingBlock { Level: <= 2 })];

    private HeadingBlock Heading(string name) =>
        _blocks.OfType<HeadingBlock>().FirstOrDefault(heading => heading.Level == 2 && PlainText.Of(heading) == name)
        ?? throw new PageException(_path, 1, $"There is no section {name}");

    private PageException Fault(Block at, string message) => new(_path, at.Line + 1, message);
}
