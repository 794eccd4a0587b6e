using System;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace FeishuHire.Engine.Files.Xlsx;

/// <summary>What the stored texts of a sheet mean.</summary>
internal static class SheetValue
{
    private static readonly string[] WallClock = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd"];

    [MethodImpl(HotPath.Method)]
    internal static SheetCellKind Kind(string type) => type switch
    {
        "s" => SheetCellKind.Shared,
        "str" or "inlineStr" => SheetCellKind.Text,
        "b" => SheetCellKind.Boolean,
        "e" => SheetCellKind.Error,
        "d" => SheetCellKind.IsoDate,
        "n" or "" => SheetCellKind.Number,
        _ => SheetCellKind.Error, // What the text of a type that nobody knows means, nobody knows.
    };

    internal static int Style(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int style) ? style : 0;

    /// <summary>The row of a row element; null without one.</summary>
    internal static long? RowNumber(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long row) ? row : null;

    /// <summary>The column of a reference such as AB12, the first is 0; null where it has none.</summary>
    [MethodImpl(HotPath.Method)]
    internal static int? Column(string reference)
    {
        int column = 0;
        int i = 0;
        while (i < reference.Length && i < 4 && (reference[i] | 0x20) is >= 'a' and <= 'z')
        {
            column = (column * 26) + (reference[i] | 0x20) - 'a' + 1;
            i++;
        }

        return column is > 0 and <= TableLimits.Columns ? column - 1 : null;
    }

    /// <summary>A number as a double, or as the date or the text that its format makes of it; a text that is
    /// no number as it stands.</summary>
    [MethodImpl(HotPath.Method)]
    internal static object Number(string text, bool isDate, string? pattern, bool is1904)
    {
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
            || double.IsNaN(number) || double.IsInfinity(number))
        {
            return text;
        }

        return isDate && SerialDate.ToDateTime(number, is1904) is DateTime time ? time : ShownNumber.Show(number, pattern);
    }

    internal static object Boolean(string text) => text.Trim().ToUpperInvariant() switch
    {
        "1" or "TRUE" => true,
        "0" or "FALSE" => false,
        _ => CellError.Of(text),
    };

    internal static object IsoDate(string text)
    {
        if (DateTime.TryParseExact(text, WallClock, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime time))
        {
            return time;
        }

        return DateTimeOffset.TryParseExact(text, "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset instant)
            ? instant
            : text;
    }
}
