using System;
using System.Collections.Generic;
using System.Text;
using FeishuHire.Values;

namespace FeishuHire.Columns;

/// <summary>Says which field a column's title stands for. One matcher serves files, pipeline objects and hashtables:
/// English API names, PowerShell names and Chinese titles, without regard to case, blanks, underscores, hyphens,
/// invisible characters, full-width letters, or the asterisk or note that marks a required column.</summary>
public static class ColumnMatcher
{
    private static readonly string[] Notes = ["必填", "必填项", "必须", "选填", "选填项", "非必填", "可选", "required", "optional"];

    /// <summary>The field of a title, or null.</summary>
    /// <param name="title">The title as it stands in the sheet or on the object.</param>
    /// <param name="kind">What the rows are: a sheet of final results has other columns than one of stages.</param>
    public static ProgressField? Match(string title, BgCheckDeliveryKind kind = BgCheckDeliveryKind.Progress) =>
        ColumnTitles.ByNormalized(kind).TryGetValue(Normalize(title), out ProgressField field) ? field : null;

    /// <summary>The API's name of a field, e.g. background_check_id.</summary>
    /// <param name="field">The field.</param>
    public static string ApiName(ProgressField field) => ColumnTitles.Of[field][0];

    /// <summary>A title without what does not count: two titles are the same column when this is equal.</summary>
    /// <param name="title">The title.</param>
    public static string Normalize(string title)
    {
        var kept = new StringBuilder(title.Length);
        foreach (char c in CellText.DropInvisible(title))
        {
            // Full-width forms are the ASCII characters, 0xFEE0 higher.
            char plain = c is >= '\uFF01' and <= '\uFF5E' ? (char)(c - 0xFEE0) : c;
            if (!IsIgnored(plain))
            {
                kept.Append(char.ToLowerInvariant(plain));
            }
        }

        return WithoutNote(kept.ToString());
    }

    /// <summary>The API's name of the field whose title the given one nearly is, e.g. <c>stage_name</c> for
    /// <c>stage nam</c>; null when none is near, or when the title is a known one.</summary>
    /// <param name="title">A title that did not match.</param>
    /// <param name="kind">What the rows are.</param>
    public static string? Nearest(string title, BgCheckDeliveryKind kind = BgCheckDeliveryKind.Progress)
    {
        IReadOnlyDictionary<string, ProgressField> titles = ColumnTitles.ByNormalized(kind);
        string given = Normalize(title);
        if (given.Length < 3 || titles.ContainsKey(given))
        {
            return null;
        }

        int best = int.MaxValue;
        ProgressField? nearest = null;
        foreach (KeyValuePair<string, ProgressField> known in titles)
        {
            int allowed = Allowed(Math.Min(given.Length, known.Key.Length));
            if (allowed == 0 || Math.Abs(known.Key.Length - given.Length) > allowed)
            {
                continue;
            }

            int distance = EditDistance.Between(given, known.Key);
            if (distance <= allowed && distance < best)
            {
                best = distance;
                nearest = known.Value;
            }
        }

        return nearest is ProgressField field ? ApiName(field) : null;
    }

    /// <summary>Templates say behind or before a title whether its column has to be filled: 背调单号（必填）.</summary>
    private static string WithoutNote(string title)
    {
        foreach (string note in Notes)
        {
            int rest = title.Length - note.Length - 2;
            if (rest > 0 && IsNote(title, rest, note))
            {
                return title.Substring(0, rest);
            }

            if (rest > 0 && IsNote(title, 0, note))
            {
                return title.Substring(title.Length - rest);
            }
        }

        return title;
    }

    private static bool IsNote(string title, int at, string note) =>
        title[at] is '(' or '[' or '【'
        && title[at + note.Length + 1] is ')' or ']' or '】'
        && string.CompareOrdinal(title, at + 1, note, 0, note.Length) == 0;

    /// <summary>Slips that a title of this length may have: short ones would otherwise resemble everything.</summary>
    private static int Allowed(int length) => length switch
    {
        < 3 => 0,
        < 8 => 1,
        < 14 => 2,
        _ => 3,
    };

    private static bool IsIgnored(char c) =>
        char.IsWhiteSpace(c)
        || c is '_' or '-' or '*'
        || c is >= '\u2010' and <= '\u2015'; // the typographer's hyphens and dashes
}
