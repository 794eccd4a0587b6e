using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Markdig.Extensions.Tables;
using Markdig.Syntax;

namespace FeishuHire.Help;

/// <summary>An about topic as text. Its first five lines are fixed: Get-Help takes the fifth for the synopsis.</summary>
internal sealed class TopicText(HelpWords words)
{
    private const int Width = 92;
    private const int Indent = 4;

    /// <summary>Lays a topic out for a console of 92 columns and more.</summary>
    /// <param name="path">docs/&lt;culture&gt;/about_*.md.</param>
    public string Write(string path)
    {
        StringBuilder text = new();
        List<Block> blocks = [.. Markdown.Read(path)];
        string name = Path.GetFileNameWithoutExtension(path);
        if (blocks.Count < 3 || blocks[0] is not HeadingBlock { Level: 1 } title || PlainText.Of(title) != name
            || blocks[1] is not HeadingBlock { Level: 2 } || blocks[2] is not ParagraphBlock)
        {
            throw new PageException(path, 1, $"A topic begins with '# {name}', a heading of level 2 and its short description");
        }

        text.Append(words.Topic).Append('\n').Append(' ', Indent).Append(name).Append('\n');
        bool isBelowHeading = false;
        foreach (Block block in blocks.Skip(1))
        {
            text.Append(isBelowHeading ? "" : "\n");
            Append(text, block, Indent);
            isBelowHeading = block is HeadingBlock;
        }

        return text.ToString().TrimEnd() + "\n";
    }

    private static void Append(StringBuilder text, Block block, int indent)
    {
        switch (block)
        {
            case HeadingBlock heading:
                Line(text, PlainText.Of(heading), heading.Level <= 2 ? 0 : 2);
                break;
            case CodeBlock code:
                foreach (string line in BlockText.Code(code).Split('\n'))
                {
                    Line(text, line, indent + 4);
                }

                break;
            case Table table:
                foreach (string line in TableText.Lines(table, Width - indent))
                {
                    Line(text, line, indent);
                }

                break;
            case ListBlock list:
                Append(text, list, indent);
                break;
            case ContainerBlock container:
                Append(text, [.. container], indent);
                break;
            case LeafBlock { Inline: not null } leaf:
                foreach (string line in Layout.Wrap(PlainText.Of(leaf), Width - indent))
                {
                    Line(text, line, indent);
                }

                break;
        }
    }

    private static void Append(StringBuilder text, ListBlock list, int indent)
    {
        int index = 0;
        foreach (ListItemBlock item in list.Cast<ListItemBlock>())
        {
            if (index > 0 && list.IsLoose)
            {
                text.Append('\n');
            }

            string bullet = BlockText.Bullet(list, index++);
            int start = text.Length;
            Append(text, [.. item], indent + bullet.Length);

            // The bullet stands in the indent of the item's first line.
            text.Remove(start + indent, bullet.Length).Insert(start + indent, bullet);
        }
    }

    private static void Append(StringBuilder text, List<Block> blocks, int indent)
    {
        for (int i = 0; i < blocks.Count; i++)
        {
            if (i > 0 && blocks[i] is not ListBlock)
            {
                text.Append('\n');
            }

            Append(text, blocks[i], indent);
        }
    }

    private static void Line(StringBuilder text, string line, int indent) =>
        text.Append(line.Length > 0 ? new string(' ', indent) : "").Append(line).Append('\n');
}
