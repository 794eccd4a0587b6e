using System;
using System.Globalization;
using FeishuHire.Values;

namespace FeishuHire.Engine.Results;

/// <summary>Cells of result files, marked so that a spreadsheet leaves them as they are; Import takes exactly these marks
/// off again, see <see cref="CellGuard"/>. Outer blanks are left out, since no reading keeps them.</summary>
internal static class ResultCell
{
    /// <summary>Digits that a spreadsheet shows in full; longer numbers it shows, and saves, as 1.23457E+11.</summary>
    private const int ShownDigits = 11;

    // Besides ASCII digits: what numbers, dates and times are written with, in English and Chinese.
    private const string NumberMarks = " .,:/+-%eE年月日时分秒";

    /// <summary>An id: always marked as text.</summary>
    internal static string Id(string? id)
    {
        if (TextCell.Read(id) is not { } text)
        {
            return string.Empty;
        }

        // Reading an id takes one more apostrophe off; an id that has one of its own is given it back here.
        string cell = CellGuard.PutOn(text);
        return CellGuard.PutOnId(IdCell.Read(CellGuard.TakeOff(cell)) == text ? cell : "'" + cell);
    }

    /// <summary>The time of a stage, or the text that could not be read as one.</summary>
    internal static string Time(BgCheckTime? time, string? text) =>
        time is BgCheckTime known ? CellGuard.PutOnId(known.ToString(null, CultureInfo.InvariantCulture)) : Marked(text, keepText: true);

    /// <summary>Any other text.</summary>
    internal static string Text(string? value) => Marked(value, keepText: false);

    internal static string Number(long? value) => value?.ToString(CultureInfo.InvariantCulture) ?? string.Empty;

    private static string Marked(string? value, bool keepText)
    {
        if (TextCell.Read(value) is not { } text)
        {
            return string.Empty;
        }

        // A zero byte would make the whole file look like something else than text; the rule that refuses the row stays.
        string cell = CellGuard.PutOn(text.Replace('\0', '\uFFFD'));
        return keepText || IsTakenForAnother(text) ? CellGuard.PutOnId(cell) : cell;
    }

    /// <summary>Whether a spreadsheet would make it a number, a date or a truth value of its own, and show and save it in
    /// another form: 007, 1E5, 3-1, 138001380001, TRUE. Plain short numbers stay as they are.</summary>
    private static bool IsTakenForAnother(string text)
    {
        if (text.Equals("true", StringComparison.OrdinalIgnoreCase) || text.Equals("false", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        bool plain = true;
        bool anyDigit = false;
        foreach (char c in text)
        {
            bool digit = c is >= '0' and <= '9';
            if (!digit && NumberMarks.IndexOf(c) < 0)
            {
                return false;
            }

            anyDigit |= digit;
            plain &= digit;
        }

        return anyDigit && !(plain && text.Length <= ShownDigits && (text.Length == 1 || text[0] != '0'));
    }
}
