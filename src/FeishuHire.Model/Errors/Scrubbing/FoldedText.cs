using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace FeishuHire.Errors.Scrubbing;

/// <summary>A text reduced to its letters and digits, lower case, escapes of URLs, JSON and HTML resolved, each with its
/// place in the original: two spellings of one value fold alike.</summary>
internal sealed class FoldedText
{
    private readonly List<int> _starts = [];
    private readonly List<int> _ends = [];
    private readonly List<bool> _breaks = [];

    private FoldedText()
    {
    }

    /// <summary>The letters and digits.</summary>
    internal string Letters { get; private set; } = string.Empty;

    /// <summary>Where a letter begins in the original.</summary>
    internal int Start(int index) => _starts[index];

    /// <summary>Where a letter has ended in the original.</summary>
    internal int End(int index) => _ends[index];

    /// <summary>Whether a word begins here: at a separator, or where Latin letters meet Chinese ones. True past the end.</summary>
    internal bool IsBreak(int index) => index >= Letters.Length || _breaks[index];

    /// <summary>The words, as first letter and past the last.</summary>
    internal List<(int Start, int End)> Words()
    {
        var words = new List<(int Start, int End)>();
        for (int start = 0; start < Letters.Length;)
        {
            int end = start + 1;
            while (!IsBreak(end))
            {
                end++;
            }

            words.Add((start, end));
            start = end;
        }

        return words;
    }

    /// <summary>A word's letters.</summary>
    internal string Slice((int Start, int End) word) => Letters.Substring(word.Start, word.End - word.Start);

    /// <summary>Folds a text.</summary>
    internal static FoldedText Of(string text)
    {
        var folded = new FoldedText();
        var letters = new StringBuilder(text.Length);
        bool pending = true;
        foreach (EscapeDecoder.Unit unit in EscapeDecoder.Decode(text))
        {
            if (Fold(unit.Char) is not char letter)
            {
                // A zero-width character parts nothing.
                pending |= !IsInvisible(unit.Char);
                continue;
            }

            bool scriptChanges = letters.Length > 0 && IsAscii(letters[letters.Length - 1]) != IsAscii(letter);
            letters.Append(letter);
            folded._starts.Add(unit.Start);
            folded._ends.Add(unit.End);
            folded._breaks.Add(pending || scriptChanges);
            pending = false;
        }

        folded.Letters = letters.ToString();
        return folded;
    }

    /// <summary>Whether a letter is Latin or a digit of ASCII.</summary>
    internal static bool IsAscii(char c) => c < 0x80;

    private static char? Fold(char c)
    {
        // Full-width forms of ASCII.
        if (c is >= '\uff01' and <= '\uff5e')
        {
            c = (char)(c - 0xfee0);
        }

        return char.IsLetterOrDigit(c) || char.IsSurrogate(c) ? char.ToLowerInvariant(c) : null;
    }

    private static bool IsInvisible(char c) =>
        char.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.NonSpacingMark;
}
