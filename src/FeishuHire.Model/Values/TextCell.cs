using System;
using System.Collections;
using System.Globalization;
using System.Text;
using FeishuHire.Errors;
using FeishuHire.Text;

namespace FeishuHire.Values;

/// <summary>Cells of names, results and links: any object as text, the same in every culture; and the check that the text
/// was decoded rightly.</summary>
public static class TextCell
{
    /// <summary>The text of a cell without outer blanks; null for an empty one. Inner text stays as it is.</summary>
    /// <param name="value">A cell's value. An object of PowerShell's must come unwrapped.</param>
    public static string? Read(object? value)
    {
        string text = CellText.Trim(Text(value));
        return text.Length == 0 ? null : text;
    }

    /// <summary>The text of a cell in one line.</summary>
    /// <param name="value">A cell's value.</param>
    internal static string? ReadLine(object? value) => Read(value) is string text ? CellText.OneLine(text) : null;

    /// <summary>Whether a cell holds nothing: null, DBNull, blanks, or an empty collection.</summary>
    /// <param name="value">A cell's value.</param>
    public static bool IsEmpty(object? value) => value switch
    {
        null or DBNull => true,
        string text => IsBlank(text),
        ICollection items => items.Count == 0,
        _ => false,
    };

    /// <summary>Finds what a wrong character set leaves behind: U+FFFD and lone surrogates; control characters; and a
    /// spreadsheet's error in place of a value.</summary>
    /// <param name="text">The text, or null.</param>
    /// <param name="field">The API's name of the field.</param>
    /// <param name="multiline">Whether line breaks and tabs may stand in it.</param>
    /// <returns>An InvalidField finding that quotes lengths only, or null.</returns>
    public static BgCheckViolation? Check(string? text, string field, bool multiline = false)
    {
        if (text is null)
        {
            return null;
        }

        if (ErrorValue.Check(text, field) is BgCheckViolation error)
        {
            return error;
        }

        bool isAscii = true;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            isAscii &= c < '\u0080';
            if (c is >= ' ' and < '\u007F')
            {
                continue;
            }

            if (char.IsControl(c))
            {
                if (multiline && c is '\r' or '\n' or '\t')
                {
                    continue;
                }

                return Finding(c is '\r' or '\n' ? RuleKey.TextLineBreak : RuleKey.TextControl, text, field, i);
            }

            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (c == '\uFFFD' || char.IsSurrogate(c))
            {
                return Finding(RuleKey.TextGarbled, text, field, i);
            }
        }

        return !isAscii && Mojibake.Is(text) ? Finding(RuleKey.TextDoublyEncoded, text, field, 0) : null;
    }

    /// <summary>Any value as text, invariantly: no trailing .0, times as ISO 8601, a collection's items parted by blanks.</summary>
    internal static string Text(object? value) => value switch
    {
        null or DBNull => string.Empty,
        string text => text,
        double number => Number(number),
        float number => Number(number),
        decimal number => number.ToString("0.############################", CultureInfo.InvariantCulture),
        DateTime time => Time(time),
        DateTimeOffset time => time.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture),
        Uri uri => uri.OriginalString,
        BgCheckReportFileList reports => reports.ToString(),
        IDictionary => value.ToString() ?? string.Empty,
        IFormattable formattable => formattable.ToString(format: null, CultureInfo.InvariantCulture),
        IEnumerable items => Join(items),
        _ => value.ToString() ?? string.Empty,
    };

    private static bool IsBlank(string text)
    {
        foreach (char c in text)
        {
            if (!CellText.IsBlank(c))
            {
                return false;
            }
        }

        return true;
    }

    private static string Number(double number) => Math.Abs(number) < 1e15 && Math.Truncate(number) == number
        ? ((long)number).ToString(CultureInfo.InvariantCulture)
        : number.ToString("R", CultureInfo.InvariantCulture);

    private static string Time(DateTime time) => time.ToString(
        time.Kind switch
        {
            DateTimeKind.Utc => "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'",
            DateTimeKind.Local => "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz",
            _ => "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF",
        },
        CultureInfo.InvariantCulture);

    private static string Join(IEnumerable items)
    {
        var text = new StringBuilder();
        foreach (object? item in items)
        {
            if (text.Length > 0)
            {
                text.Append(' ');
            }

            text.Append(item is IEnumerable and not string ? item.ToString() : Text(item));
        }

        return text.ToString();
    }

    private static BgCheckViolation Finding(string key, string text, string field, int index) => Texts.OfRules.Violation(
        ErrorId.InvalidField, field, key, ("Length", text.Length), ("Position", index + 1));
}
