using System.Globalization;

namespace FeishuHire.Engine.Files.Xlsx;

/// <summary>Formats of zeros alone, such as 00000, which show a number with zeros in front: of an id they are part.</summary>
internal static class ZeroFormat
{
    // Beyond it a spreadsheet has lost digits.
    private const double MostSafe = 1e15;

    /// <summary>How many digits a format shows at least; 0 for a format of another kind.</summary>
    /// <param name="code">The format code.</param>
    internal static int Width(string code) => code.Length is >= 2 and <= 32 && code.Trim('0').Length == 0 ? code.Length : 0;

    /// <summary>A number as its cell shows it: a text where zeros stand in front, else the number.</summary>
    internal static object Show(double number, int width) =>
        width > 0 && number >= 0 && number < MostSafe && number == (long)number && ((long)number).ToString("D" + width.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) is { } shown && shown[0] == '0'
            ? shown
            : number;
}
