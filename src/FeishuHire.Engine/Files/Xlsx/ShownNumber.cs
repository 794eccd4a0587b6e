using System;
using System.Globalization;
using System.Text.RegularExpressions;

namespace FeishuHire.Engine.Files.Xlsx;

/// <summary>Formats by which a cell shows another number than it stores: with zeros in front (00000), which are part of an id, or
/// as a percentage, whose 95% is stored as 0.95. All others show the number that is stored, dressed up.</summary>
internal static class ShownNumber
{
    // Beyond it a spreadsheet has lost digits.
    private const double MostSafe = 1e15;

    // A colour, or a blank as wide as a character.
    private static readonly Regex Unseen = new(@"\[[A-Za-z]+ ?\d*\]|_.", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    /// <summary>The pattern by which to write a number; null for a format of another kind.</summary>
    /// <param name="format">The number of the format.</param>
    /// <param name="code">Its code; null for a built-in one.</param>
    internal static string? Pattern(int format, string? code)
    {
        if (code is null)
        {
            // ECMA-376 part 1, 18.8.30.
            return format switch { 9 => "0%", 10 => "0.00%", _ => null };
        }

        if (code.Length > 64)
        {
            return null;
        }

        string plain = Unseen.Replace(code, string.Empty);
        bool isPercentage = plain.IndexOf('%') >= 0 && plain.Trim('0', '#', '.', ',', '%', ';', '-', '\\').Length == 0;
        return isPercentage || (plain.Length > 1 && plain.Trim('0').Length == 0) ? plain : null;
    }

    /// <summary>A number as its cell shows it: a text for a percentage and where zeros stand in front, else the number.</summary>
    internal static object Show(double number, string? pattern)
    {
        if (pattern is null || Math.Abs(number) >= MostSafe)
        {
            return number;
        }

        // As a decimal, since a spreadsheet rounds what it shows of 15 digits, and not the binary fraction behind them.
        bool isPercentage = pattern.IndexOf('%') >= 0;
        string shown = isPercentage || (number >= 0 && number == Math.Floor(number)) ? ((decimal)number).ToString(pattern, CultureInfo.InvariantCulture) : string.Empty;
        return isPercentage || (shown.Length > 0 && shown[0] == '0') ? shown : number;
    }
}
