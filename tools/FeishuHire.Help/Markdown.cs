using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Markdig;
using Markdig.Extensions.Yaml;
using Markdig.Syntax;

namespace FeishuHire.Help;

/// <summary>Reads the pages.</summary>
internal static class Markdown
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePipeTables().UseYamlFrontMatter().Build();

    /// <summary>The blocks of a page, without its front matter and comments.</summary>
    public static IEnumerable<Block> Read(string path) =>
        Markdig.Markdown.Parse(File.ReadAllText(path).ReplaceLineEndings("\n"), Pipeline)
            .Where(block => block is not (YamlFrontMatterBlock or HtmlBlock or LinkReferenceDefinitionGroup));

    /// <summary>A value of a page's front matter, or null where it has none or an empty one.</summary>
    public static string? FrontMatter(string path, string key)
    {
        string? line = File.ReadLines(path)
            .Skip(1)
            .TakeWhile(line => line.Trim() != "---")
            .FirstOrDefault(line => line.StartsWith(key + ":", StringComparison.Ordinal));
        string? value = line?[(key.Length + 1)..].Trim();
        return string.IsNullOrEmpty(value) ? null : value;
    }
}
