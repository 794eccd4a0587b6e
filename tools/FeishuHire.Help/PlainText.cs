using System;
using System.Text;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace FeishuHire.Help;

/// <summary>Markdown's text without its marks.</summary>
internal static class PlainText
{
    /// <summary>The text of a heading, a paragraph or a cell.</summary>
    public static string Of(LeafBlock block) => Of(block.Inline);

    /// <summary>The text of inlines.</summary>
    public static string Of(ContainerInline? inlines)
    {
        StringBuilder text = new();
        Append(text, inlines);
        return text.ToString().Trim();
    }

    private static void Append(StringBuilder text, ContainerInline? inlines)
    {
        for (Inline? inline = inlines?.FirstChild; inline is not null; inline = inline.NextSibling)
        {
            switch (inline)
            {
                case LiteralInline literal:
                    text.Append(literal.Content.AsSpan());
                    break;
                case CodeInline code:
                    text.Append(code.Content);
                    break;
                case LineBreakInline lineBreak:
                    Break(text, lineBreak);
                    break;
                case AutolinkInline autolink:
                    text.Append(autolink.Url);
                    break;
                case HtmlEntityInline entity:
                    text.Append(entity.Transcoded.AsSpan());
                    break;
                case HtmlInline html:
                    text.Append(html.Tag);
                    break;
                case LinkInline link:
                    Append(text, link);
                    if (IsAddress(link.Url) && Of((ContainerInline)link) != link.Url)
                    {
                        text.Append(" (").Append(link.Url).Append(')');
                    }

                    break;
                case ContainerInline container:
                    Append(text, container);
                    break;
                default:
                    throw new NotSupportedException(inline.GetType().Name);
            }
        }
    }

    /// <summary>Whether a link leads out of the docs.</summary>
    public static bool IsAddress(string? url) => url?.StartsWith("https://", StringComparison.Ordinal) == true;

    // A line of the source ends where it likes: a blank in English, nothing between Chinese characters.
    private static void Break(StringBuilder text, LineBreakInline lineBreak)
    {
        if (lineBreak.IsHard)
        {
            text.Append('\n');
            return;
        }

        bool afterWide = text.Length > 0 && Layout.IsWide(text[^1]);
        bool beforeWide = lineBreak.NextSibling is LiteralInline next && !next.Content.IsEmpty && Layout.IsWide(next.Content.CurrentChar);
        if (!afterWide || !beforeWide)
        {
            text.Append(' ');
        }
    }
}
