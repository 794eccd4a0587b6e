using System;
using System.Collections.Generic;
using System.Globalization;

namespace FeishuHire.Errors.Scrubbing;

/// <summary>The places of a text that hold ids, codes and field names: they stay, even where a private value has them too.</summary>
internal sealed class KeptSpans
{
    private readonly List<(int Start, int End)> _spans = [];

    /// <summary>Finds them.</summary>
    /// <param name="text">The server's text.</param>
    /// <param name="row">The row that was sent, or null.</param>
    internal static KeptSpans Of(string text, BgCheckProgress? row)
    {
        var kept = new KeptSpans();
        foreach (string field in ScrubWords.Fields)
        {
            // A field's name in a sentence is a name; the one-word field "result" is left to the common words.
            if (field.IndexOf('_') >= 0)
            {
                kept.Add(text, field);
            }
        }

        foreach (CodeRule rule in CodeTable.All)
        {
            kept.Add(text, rule.Code.ToString(CultureInfo.InvariantCulture));
        }

        kept.Add(text, row?.BackgroundCheckId);
        kept.Add(text, row?.StageId);
        kept.Add(text, row?.TenantKey);
        kept.Add(text, row?.StageTime?.UnixMilliseconds.ToString(CultureInfo.InvariantCulture));
        return kept;
    }

    /// <summary>Whether a part of the text lies within one of them.</summary>
    internal bool Contains(int start, int end)
    {
        foreach ((int from, int to) in _spans)
        {
            if (from <= start && end <= to)
            {
                return true;
            }
        }

        return false;
    }

    private void Add(string text, string? word)
    {
        if (string.IsNullOrWhiteSpace(word))
        {
            return;
        }

        int at = text.IndexOf(word, StringComparison.OrdinalIgnoreCase);
        while (at >= 0)
        {
            int end = at + word!.Length;
            if (!(at > 0 && IsWordChar(text[at - 1]) && IsWordChar(word[0]))
                && !(end < text.Length && IsWordChar(text[end]) && IsWordChar(word[word.Length - 1])))
            {
                _spans.Add((at, end));
            }

            at = text.IndexOf(word, at + 1, StringComparison.OrdinalIgnoreCase);
        }
    }

    private static bool IsWordChar(char c) => c < 0x80 && char.IsLetterOrDigit(c);
}
