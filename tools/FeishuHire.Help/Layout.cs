using System;
using System.Collections.Generic;
using System.Text;

namespace FeishuHire.Help;

/// <summary>Lines of a console: Chinese characters take two cells, and a line may break between any two of them, but not
/// before a closing mark nor after an opening one.</summary>
internal static class Layout
{
    private const string Closing = "，。、；：？！）」』】》”’…—%)]},.;:?!";
    private const string Opening = "（「『【《“‘([{";

    /// <summary>Whether a character takes two cells.</summary>
    public static bool IsWide(char character) => Rune.TryCreate(character, out Rune rune) && CellWidth.Of(rune) == 2;

    /// <summary>Fills lines with a text.</summary>
    /// <param name="text">Line feeds in it are kept.</param>
    /// <param name="width">Cells; a word that is longer stays whole.</param>
    public static IEnumerable<string> Wrap(string text, int width)
    {
        foreach (string part in text.Split('\n'))
        {
            StringBuilder line = new();
            int used = 0;
            foreach ((string atom, bool hasBlank) in Atoms(part))
            {
                int cells = CellWidth.Of(atom);
                int blank = hasBlank && line.Length > 0 ? 1 : 0;
                if (line.Length > 0 && used + blank + cells > width)
                {
                    yield return line.ToString();
                    line.Clear();
                    used = blank = 0;
                }

                line.Append(' ', blank).Append(atom);
                used += blank + cells;
            }

            yield return line.ToString();
        }
    }

    /// <summary>A text filled up with blanks.</summary>
    public static string Pad(string text, int width) => text + new string(' ', Math.Max(0, width - CellWidth.Of(text)));

    // The pieces that a line may not break within, and whether a blank stands before each.
    private static IEnumerable<(string Atom, bool HasBlank)> Atoms(string text)
    {
        StringBuilder atom = new();
        bool hasBlank = false;
        bool pendingBlank = false;
        Rune last = default;
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune))
            {
                pendingBlank = true;
                continue;
            }

            if (atom.Length > 0 && (pendingBlank || MayBreak(last, rune)))
            {
                yield return (atom.ToString(), hasBlank);
                atom.Clear();
                hasBlank = pendingBlank;
            }

            pendingBlank = false;
            atom.Append(rune.ToString());
            last = rune;
        }

        if (atom.Length > 0)
        {
            yield return (atom.ToString(), hasBlank);
        }
    }

    private static bool MayBreak(Rune before, Rune after) =>
        (CellWidth.Of(before) == 2 || CellWidth.Of(after) == 2)
        && !Closing.Contains(after.ToString(), StringComparison.Ordinal)
        && !Opening.Contains(before.ToString(), StringComparison.Ordinal);
}
