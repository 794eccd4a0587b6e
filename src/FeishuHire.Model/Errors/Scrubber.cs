using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using FeishuHire.Values;

namespace FeishuHire.Errors;

/// <summary>What a server says, as it may reach a message, a transcript or an event log: a server may echo what it was sent,
/// whole, in part, encoded in whatever way. So only what is known to be nobody's data is shown: the words of such messages,
/// field names, codes, the ids of the row itself and Feishu's own pages. All else becomes <see cref="Mask"/>.</summary>
public static class Scrubber
{
    /// <summary>The longest text that comes out, in characters.</summary>
    public const int MaxLength = 300;

    /// <summary>What stands for everything that is not shown.</summary>
    public const string Mask = "[…]";

    // Far more than what is shown.
    private const int ReadLength = 4000;

    // More numbers than these are a phone number or a name in numbers, not a limit that was exceeded.
    private const int MostNumbers = 2;

    // They say nothing by themselves. A backslash, a per cent sign, an ampersand begin escapes, and + is a result.
    private const string Marks = "\"'“”‘’「」『』【】《》()（）[]{}<>,.:;=/-?!|，、。：；？！…";

    // What parts one quoted value from the next.
    private const string Borders = "\"'“”‘’「」『』【】《》()（）[]{}<>,:;=，：；。";

    private static readonly Regex Links = Make(@"[A-Za-z][A-Za-z0-9+.\-]*://[!-~]*");
    private static readonly Regex OwnLinks = Make(
        @"^https://[a-z]+\.(?:feishu\.cn|larksuite\.com)(?<path>(?:/[A-Za-z0-9_\-]+)*/?)"
        + @"(?:\?(?:(?:q=[a-z_:,]+|(?:op_from|from|token_type|lang)=[a-z_\-]+|(?:log_id|code|method_id)=[A-Za-z0-9]+)(?:&|$))*)?$");

    private static readonly Regex Runs = Make("[A-Za-z0-9_]+");
    private static readonly Regex Scopes = Make("(?<![A-Za-z0-9_])hire:[a-z_]+(?::[a-z_]+)?(?![A-Za-z0-9_:])");
    private static readonly Regex Han = Make(@"[\u4e00-\u9fff]+");

    private enum Kind : byte
    {
        Hidden,
        Neutral,
        Shown,
    }

    /// <summary>Cleans a text of the server.</summary>
    /// <param name="text">msg, a description, a field's name or a link; may be null.</param>
    /// <param name="row">The row that was sent; null for a call without one.</param>
    /// <param name="secrets">What else was sent and must not come back out: app secret, ticket, tokens.</param>
    public static string Scrub(string? text, BgCheckProgress? row, params string?[] secrets)
    {
        string seen = OneLine(text);
        if (ScrubWords.IsPhrase(seen))
        {
            return seen;
        }

        var kinds = new Kind[seen.Length];
        for (int i = 0; i < kinds.Length; i++)
        {
            kinds[i] = seen[i] == ' ' || Marks.IndexOf(seen[i]) >= 0 || IsEscapedQuote(seen, i) ? Kind.Neutral : Kind.Hidden;
        }

        string[] values = [.. PrivateValues(row)];
        ShowWords(seen, kinds, row, values);
        ShowClauses(seen, kinds, values);
        foreach (Match link in Links.Matches(seen))
        {
            Set(kinds, link.Index, link.Length, IsOwn(link.Value, values) ? Kind.Shown : Kind.Hidden);
        }

        foreach (string? secret in secrets)
        {
            Hide(seen, kinds, secret);
        }

        return Render(seen, kinds);
    }

    private static void ShowWords(string text, Kind[] kinds, BgCheckProgress? row, string[] values)
    {
        string?[] ids = [row?.BackgroundCheckId, row?.StageId, row?.TenantKey, row?.StageTime?.UnixMilliseconds.ToString(CultureInfo.InvariantCulture)];
        var numbers = new List<Match>();
        foreach (Match run in Runs.Matches(text))
        {
            if (ScrubWords.IsKnown(run.Value) || IsCode(run.Value))
            {
                Set(kinds, run.Index, run.Length, Kind.Shown);
            }
            else if (run.Length <= 4 && run.Value.All(static c => c <= '9') && !values.Any(value => value.Contains(run.Value)))
            {
                numbers.Add(run);
            }
        }

        if (numbers.Count <= MostNumbers)
        {
            numbers.ForEach(number => Set(kinds, number.Index, number.Length, Kind.Shown));
        }

        foreach (string? id in ids)
        {
            ShowId(text, kinds, id);
        }

        foreach (Match scope in Scopes.Matches(text))
        {
            Set(kinds, scope.Index, scope.Length, Kind.Shown);
        }

        foreach (Match run in Han.Matches(text))
        {
            ShowChinese(text, kinds, run, values);
        }
    }

    // A word of one character beside what is not known may be a part of a name; two words that stand together in a value of
    // the row are a piece of it.
    private static void ShowChinese(string text, Kind[] kinds, Match run, string[] values)
    {
        int end = run.Index + run.Length;
        int previous = run.Index;
        for (int at = run.Index; at < end;)
        {
            int length = ScrubWords.ChineseAt(text, at);
            bool alone = length == 1 && ((at > run.Index && kinds[at - 1] == Kind.Hidden) || (at + 1 < end && ScrubWords.ChineseAt(text, at + 1) == 0));
            bool echoed = at > run.Index && values.Any(value => value.Contains(text.Substring(at - 1, 2)));
            if (echoed)
            {
                Set(kinds, previous, at - previous, Kind.Hidden);
            }

            if (length > 0 && !alone && !echoed)
            {
                Set(kinds, at, length, Kind.Shown);
            }

            previous = at;
            at += Math.Max(length, 1);
        }
    }

    // The ids of the row itself, where they stand by themselves.
    private static void ShowId(string text, Kind[] kinds, string? id)
    {
        if (string.IsNullOrEmpty(id) || !IdText.IsIdLike(id!))
        {
            return;
        }

        for (int at = text.IndexOf(id, StringComparison.Ordinal); at >= 0; at = text.IndexOf(id, at + 1, StringComparison.Ordinal))
        {
            if ((at == 0 || !IsWord(text[at - 1])) && (at + id!.Length == text.Length || !IsWord(text[at + id.Length])))
            {
                Set(kinds, at, id.Length, Kind.Shown);
            }
        }
    }

    // A clause is shown where Feishu publishes it, and hidden where it is a value of the row: quoted, or behind a colon.
    private static void ShowClauses(string text, Kind[] kinds, string[] values)
    {
        for (int from = 0; from < text.Length;)
        {
            int to = from;
            while (to < text.Length && Borders.IndexOf(text[to]) < 0)
            {
                to++;
            }

            string clause = text.Substring(from, to - from).Trim();
            if (clause.Length > 0 && (ScrubWords.IsPhrase(clause) || values.Contains(clause, StringComparer.OrdinalIgnoreCase)))
            {
                Set(kinds, text.IndexOf(clause, from, StringComparison.Ordinal), clause.Length, ScrubWords.IsPhrase(clause) ? Kind.Shown : Kind.Hidden);
            }

            from = to + 1;
        }
    }

    // A page of Feishu's, without a word of the row's in its path.
    private static bool IsOwn(string link, string[] values)
    {
        Match own = OwnLinks.Match(link.TrimEnd('.', ',', ';', ')', ']'));
        return own.Success && !values.Any(value => Runs.Matches(value).Cast<Match>().Any(word => word.Length > 2
            && !ScrubWords.IsKnown(word.Value) && own.Groups["path"].Value.IndexOf(word.Value, StringComparison.OrdinalIgnoreCase) >= 0));
    }

    private static void Hide(string text, Kind[] kinds, string? secret)
    {
        if (string.IsNullOrEmpty(secret))
        {
            return;
        }

        for (int at = text.IndexOf(secret, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(secret, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            Set(kinds, at, secret!.Length, Kind.Hidden);
        }
    }

    // Neighbours that are hidden are one mask, with the marks between them.
    private static string Render(string text, Kind[] kinds)
    {
        var shown = new StringBuilder();
        int marks = 0;
        bool masked = false;
        for (int i = 0; i < text.Length && shown.Length <= MaxLength; i++)
        {
            if (kinds[i] == Kind.Neutral)
            {
                marks++;
                continue;
            }

            bool hidden = kinds[i] == Kind.Hidden;
            if (!hidden || !masked)
            {
                shown.Append(text, i - marks, marks).Append(hidden ? Mask : text[i].ToString());
            }

            masked = hidden;
            marks = 0;
        }

        shown.Append(text, text.Length - marks, marks);
        return shown.Length <= MaxLength ? shown.ToString().Trim() : shown.ToString(0, MaxLength - 1).TrimEnd() + "…";
    }

    // Format characters reverse or hide what follows them, control characters move the cursor.
    private static string OneLine(string? text)
    {
        var line = new StringBuilder();
        for (int i = 0; i < Math.Min(text?.Length ?? 0, ReadLength); i++)
        {
            char c = text![i];
            if (char.IsWhiteSpace(c) || char.IsControl(c))
            {
                line.Append(line.Length > 0 && line[line.Length - 1] != ' ' ? " " : string.Empty);
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(c) is not (UnicodeCategory.Format or UnicodeCategory.Surrogate))
            {
                line.Append(c);
            }
            else if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                // Never shown, but a place where something stood.
                line.Append('\ufffd');
                i++;
            }
        }

        return line.ToString().Trim();
    }

    private static IEnumerable<string> PrivateValues(BgCheckProgress? row)
    {
        if (row is null)
        {
            return [];
        }

        IEnumerable<string?> values = [row.StageName, row.StageEnName, row.Result, .. (row.Reports ?? []).Select(report => report.Name)];
        return values.Where(value => !string.IsNullOrWhiteSpace(value)).Select(value => value!.Trim());
    }

    private static bool IsCode(string run) => int.TryParse(run, NumberStyles.None, CultureInfo.InvariantCulture, out int code) && CodeTable.IsPublished(code);

    private static bool IsWord(char c) => char.IsLetterOrDigit(c) || c == '_';

    private static bool IsEscapedQuote(string text, int at) => text[at] == '\\' && at + 1 < text.Length && text[at + 1] == '"';

    private static void Set(Kind[] kinds, int from, int length, Kind kind)
    {
        for (int i = from; i < from + length; i++)
        {
            kinds[i] = kind;
        }
    }

    private static Regex Make(string pattern) => new(pattern, RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, TimeSpan.FromSeconds(1));
}
