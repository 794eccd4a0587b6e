using System;

namespace FeishuHire.Values;

/// <summary>What programs write where a database, a script or a formula has no value: in a sheet it is an empty cell, and
/// nobody's result.</summary>
internal static class NothingWord
{
    // As programs write them: "Null" or "none" may be a word of somebody's text.
    private static readonly string[] Words =
        ["NULL", "null", "<NULL>", "<null>", "(NULL)", "(null)", "[NULL]", "\\N", "nan", "NaN", "NAN", "-nan", "None", "NoneType", "undefined", "#N/A", "<NA>", "<na>", "nil", "NaT", "DBNull"];

    /// <summary>Whether a cell says in a word that it is empty.</summary>
    internal static bool Is(string text)
    {
        string plain = CellText.Trim(text);
        return plain.Length is >= 2 and <= 9 && Array.IndexOf(Words, plain) >= 0;
    }
}
