using System;

namespace FeishuHire.Engine.Files.Csv;

/// <summary>Finds what parts the cells of a text: comma, tab, semicolon or vertical bar. The one that parts known
/// titles wins; where there are none, the one that parts the lines most evenly.</summary>
internal static class DelimiterGuess
{
    private static readonly char[] Candidates = [',', '\t', ';', '|'];

    /// <summary>The delimiter of a text.</summary>
    /// <param name="sample">The text's beginning.</param>
    /// <param name="skip">Characters to leave out at the beginning: a line <c>sep=;</c>, which spreadsheets obey and do not show.</param>
    /// <param name="isTitle">Whether a text is a known title.</param>
    internal static char Find(ReadOnlySpan<char> sample, Func<string, bool> isTitle, out int skip)
    {
        if (IsSeparatorLine(sample, out char named, out skip))
        {
            return named;
        }

        if (ByTitles(sample, isTitle) is char known)
        {
            return known;
        }

        char best = ',';
        int bestScore = 0;
        foreach (char candidate in Candidates)
        {
            int score = Score(sample, candidate);
            if (score > bestScore)
            {
                (best, bestScore) = (candidate, score);
            }
        }

        return best;
    }

    /// <summary>The candidate that parts most known titles in one of the first lines, two at least.</summary>
    private static char? ByTitles(ReadOnlySpan<char> sample, Func<string, bool> isTitle)
    {
        char? best = null;
        int most = 1;
        for (int line = 0; line < TableLimits.TitleRows && sample.Length > 0; line++)
        {
            int end = sample.IndexOfAny('\r', '\n');
            string text = sample.Slice(0, end < 0 ? sample.Length : end).ToString();
            foreach (char candidate in Candidates)
            {
                int known = 0;
                foreach (string cell in text.Split(candidate))
                {
                    known += isTitle(cell.Trim().Trim('"')) ? 1 : 0;
                }

                if (known > most)
                {
                    (best, most) = (candidate, known);
                }
            }

            sample = end < 0 ? default : sample.Slice(end + 1);
        }

        return best;
    }

    /// <summary>How evenly a candidate parts the first lines: each line counts the cells it shares with the line before.
    /// Commas inside Chinese prose or links vary from line to line; delimiters do not.</summary>
    private static int Score(ReadOnlySpan<char> sample, char candidate)
    {
        int score = 0;
        int before = -1;
        int count = 0;
        int lines = 0;
        bool isQuoted = false;
        bool isCellStart = true;
        for (int i = 0; i < sample.Length && lines < TableLimits.TitleRows; i++)
        {
            char c = sample[i];
            if (isQuoted)
            {
                isQuoted = c != '"';
            }
            else if (c == '"' && (isCellStart || sample[i - 1] == '"'))
            {
                isQuoted = true;
            }
            else if (c == candidate)
            {
                count++;
            }
            else if (c is '\n' or '\r' && !(c == '\n' && i > 0 && sample[i - 1] == '\r'))
            {
                score += before < 0 ? count : count == before ? 4 * count : 0;
                before = count;
                count = 0;
                lines++;
            }

            isCellStart = c == candidate || c is '\n' or '\r';
        }

        return before < 0 ? count : score + (count == before ? count : 0);
    }

    private static bool IsSeparatorLine(ReadOnlySpan<char> sample, out char delimiter, out int length)
    {
        delimiter = ',';
        length = 0;
        int at = sample.Length > 0 && sample[0] == '"' ? 1 : 0;
        if (sample.Length < at + 6 || !sample.Slice(at, 4).Equals("sep=".AsSpan(), StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        char named = sample[at + 4];
        int next = at + 5 + at;
        if (named is '\r' or '\n' || next >= sample.Length || (at == 1 && sample[next - 1] != '"') || sample[next] is not ('\r' or '\n'))
        {
            return false;
        }

        delimiter = named;
        length = next + (sample[next] == '\r' && next + 1 < sample.Length && sample[next + 1] == '\n' ? 2 : 1);
        return true;
    }
}
