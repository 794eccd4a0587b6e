using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using FeishuHire.Errors.Scrubbing;

namespace FeishuHire.Errors;

/// <summary>Takes a row's names, results and links out of a server's words before they reach a message, a transcript or an
/// event log. A server may echo what it was sent: whole, in part, encoded, in another case.</summary>
/// <remarks>In doubt a word goes: the code, the field and the log id say what is needed. Ids, codes, field names and the
/// usual vocabulary of such messages stay.</remarks>
public static class Scrubber
{
    /// <summary>The longest text that comes out, in characters.</summary>
    public const int MaxLength = 300;

    // Far more than what is shown, so that an echo that begins in sight is seen whole.
    private const int ReadLength = 4000;

    // A token has digits among its letters; "a-link-of-words" has none.
    private static readonly Regex Tokens = new(
        @"(?<![A-Za-z0-9])(?:[atu]-(?=[A-Z_.\-]*[0-9])[A-Z0-9_.\-]{10,}|Bearer\s+[^\s""']{4,})",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
        TimeSpan.FromSeconds(1));

    /// <summary>Cleans a text of the server: echoes become marks such as <c>[stage_name, 4 characters]</c>, control
    /// characters and line breaks become blanks, the rest is cut at <see cref="MaxLength"/>.</summary>
    /// <param name="text">msg, or a description; may be null.</param>
    /// <param name="row">The row that was sent; null for a call without one.</param>
    /// <param name="secrets">What else was sent and must not come back out: app secret, ticket, tokens.</param>
    public static string Scrub(string? text, BgCheckProgress? row, params string?[] secrets)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return string.Empty;
        }

        string seen = text!.Length > ReadLength ? text.Substring(0, ReadLength) : text;
        var echoes = new List<Echo>();
        foreach (Match match in Tokens.Matches(seen))
        {
            echoes.Add(new(match.Index, match.Index + match.Length, "[token]"));
        }

        if (!ScrubWords.IsStockPhrase(seen.Trim()))
        {
            echoes.AddRange(EchoFinder.Find(seen, PrivateValue.Of(row, secrets), KeptSpans.Of(seen, row)));
        }

        return Render(seen, echoes);
    }

    /// <summary>Cleans a value that the server quotes for one field (field_violations.value): ids, times and enumerated
    /// values are kept, any other field's value becomes its mark.</summary>
    /// <param name="field">The field's name as the server gave it, also as a path such as report_file_list[0].report_url.</param>
    /// <param name="value">The value as the server gave it.</param>
    /// <param name="row">The row that was sent.</param>
    public static string ScrubValue(string? field, string? value, BgCheckProgress? row)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            return string.Empty;
        }

        string name = ScrubWords.FieldOf(field);
        return ScrubWords.IsKeptField(name) ? Scrub(value, row) : Mark(name.Length > 0 ? name : "value", value!);
    }

    /// <summary>What stands for a value: its field and its length.</summary>
    internal static string Mark(string field, string value) =>
        string.Format(CultureInfo.InvariantCulture, "[{0}, {1} characters]", field, value.Length);

    private static string Render(string text, List<Echo> echoes)
    {
        echoes.Sort(static (a, b) => a.Start != b.Start ? a.Start.CompareTo(b.Start) : b.End.CompareTo(a.End));
        var clean = new StringBuilder();
        int at = 0;
        foreach (Echo echo in echoes)
        {
            if (echo.Start < at)
            {
                at = Math.Max(at, echo.End);
                continue;
            }

            if (!AppendClean(clean, text, at, echo.Start) || clean.Length + echo.Mark.Length > MaxLength)
            {
                return Cut(clean);
            }

            clean.Append(echo.Mark);
            at = echo.End;
        }

        return AppendClean(clean, text, at, text.Length) ? clean.ToString().Trim() : Cut(clean);
    }

    // False when there is no room for all of it.
    private static bool AppendClean(StringBuilder clean, string text, int from, int to)
    {
        for (int i = from; i < to; i++)
        {
            char c = text[i];
            if (char.IsWhiteSpace(c) || char.IsControl(c))
            {
                if (clean.Length > 0 && clean[clean.Length - 1] != ' ')
                {
                    clean.Append(' ');
                }
            }
            else if (char.IsSurrogatePair(text, i) && i + 1 < to)
            {
                clean.Append(c).Append(text[++i]);
            }
            else if (!char.IsSurrogate(c) && CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.Format)
            {
                // Format characters can reverse or hide what follows them.
                clean.Append(c);
            }

            if (clean.Length > MaxLength)
            {
                return false;
            }
        }

        return true;
    }

    private static string Cut(StringBuilder clean)
    {
        int length = Math.Min(clean.Length, MaxLength - 1);
        if (length > 0 && char.IsHighSurrogate(clean[length - 1]))
        {
            length--;
        }

        return clean.ToString(0, length).TrimEnd() + "…";
    }
}
