using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Markdig.Extensions.Tables;
using Markdig.Syntax;

namespace FeishuHire.Help;

/// <summary>Blocks of markdown as paragraphs of text.</summary>
internal static class BlockText
{
    /// <summary>Wide enough for paragraphs that Get-Help breaks itself; tables in them are laid out to a usual console.</summary>
    private const int TableWidth = 92;

    /// <summary>The paragraphs of blocks, for MAML, whose reader fills lines on its own.</summary>
    public static IReadOnlyList<string> Paragraphs(IEnumerable<Block> blocks) => [.. blocks.SelectMany(block => Paragraphs(block, ""))];

    /// <summary>The lines of a fenced block.</summary>
    public static string Code(LeafBlock block) => block.Lines.ToString().TrimEnd().ReplaceLineEndings("\n");

    /// <summary>"- " or "1. " for an item.</summary>
    public static string Bullet(ListBlock list, int index) => list.IsOrdered
        ? (int.Parse(list.OrderedStart ?? "1", CultureInfo.InvariantCulture) + index).ToString(CultureInfo.InvariantCulture) + ". "
        : "- ";

    private static IEnumerable<string> Paragraphs(Block block, string indent)
    {
        switch (block)
        {
            case CodeBlock code:
                yield return Indented(Code(code), indent + "    ");
                break;
            case Table table:
                yield return Indented(string.Join('\n', TableText.Lines(table, TableWidth)), indent);
                break;
            case ListBlock list:
                foreach (string item in list.Cast<ListItemBlock>().SelectMany((item, i) => Item(item, Bullet(list, i), indent)))
                {
                    yield return item;
                }

                break;
            case ContainerBlock container:
                foreach (string paragraph in container.SelectMany(child => Paragraphs(child, indent)))
                {
                    yield return paragraph;
                }

                break;
            case LeafBlock { Inline: not null } leaf:
                yield return indent + PlainText.Of(leaf);
                break;
        }
    }

    private static IEnumerable<string> Item(ListItemBlock item, string bullet, string indent)
    {
        bool isFirst = true;
        foreach (string paragraph in item.SelectMany(child => Paragraphs(child, indent + "  ")))
        {
            yield return isFirst ? indent + bullet + paragraph.TrimStart() : paragraph;
            isFirst = false;
        }
    }

    private static string Indented(string text, string indent) =>
        string.Join('\n', text.Split('\n').Select(line => (indent + line).TrimEnd()));
}
