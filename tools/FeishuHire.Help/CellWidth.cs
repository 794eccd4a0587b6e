using System.Text;

namespace FeishuHire.Help;

/// <summary>How many cells of a terminal a text takes: Chinese characters take two.</summary>
internal static class CellWidth
{
    /// <summary>The cells of a text.</summary>
    public static int Of(string text)
    {
        int cells = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            cells += Of(rune);
        }

        return cells;
    }

    /// <summary>As much of a text as fits.</summary>
    public static string Cut(string text, int cells)
    {
        StringBuilder kept = new();
        foreach (Rune rune in text.EnumerateRunes())
        {
            cells -= Of(rune);
            if (cells < 0)
            {
                break;
            }

            kept.Append(rune);
        }

        return kept.ToString();
    }

    /// <summary>The cells of a character, after Unicode's East Asian Width (W and F).</summary>
    public static int Of(Rune rune) => rune.Value switch
    {
        >= 0x1100 and <= 0x115F or >= 0x2E80 and <= 0x303E or >= 0x3041 and <= 0x33FF or >= 0x3400 and <= 0x4DBF
            or >= 0x4E00 and <= 0x9FFF or >= 0xA000 and <= 0xA4CF or >= 0xAC00 and <= 0xD7A3 or >= 0xF900 and <= 0xFAFF
            or >= 0xFE30 and <= 0xFE6F or >= 0xFF00 and <= 0xFF60 or >= 0xFFE0 and <= 0xFFE6 or >= 0x1F300 and <= 0x1FAFF
            or >= 0x20000 and <= 0x3FFFD => 2,
        _ => 1,
    };
}
