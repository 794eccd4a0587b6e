using System;
using FeishuHire.Errors;
using FeishuHire.Text;

namespace FeishuHire.Values;

/// <summary>What a spreadsheet shows in place of a value: the error of a formula, or number signs where the column was too
/// narrow when the sheet was saved as text. Never to be sent, from whatever way the row came.</summary>
internal static class ErrorValue
{
    // Excel, WPS and Calc have the same ones in every language of China; Calc has Err:502 and its like besides.
    private static readonly string[] Names =
    [
        "#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#ERROR!", "#SPILL!", "#CALC!", "#GETTING_DATA",
        "#FIELD!", "#BLOCKED!", "#CONNECT!", "#UNKNOWN!", "#BUSY!", "#EXTERNAL!", "#PYTHON!", "#TIMEOUT!", Uncalculated,
    ];

    /// <summary>What stands for a formula whose value is not in the file.</summary>
    internal const string Uncalculated = "#UNCALCULATED!";

    /// <summary>Whether the text is the error of a formula.</summary>
    internal static bool IsError(string text) =>
        text.Length > 3 && text[0] is '#' or 'E' && (IsName(text) || IsCalcError(text));

    /// <summary>Finds an error in place of a value.</summary>
    /// <param name="text">The text as it was read, without outer blanks.</param>
    /// <param name="field">The API's name of the field.</param>
    /// <returns>An InvalidField finding, or null.</returns>
    internal static BgCheckViolation? Check(string text, string field)
    {
        if (text.Length < 2 || text[0] is not ('#' or 'E'))
        {
            return null;
        }

        return text == Uncalculated ? Texts.OfRules.Violation(ErrorId.InvalidField, field, RuleKey.FormulaWithoutValue)
            : IsError(text) ? Texts.OfRules.Violation(ErrorId.InvalidField, field, RuleKey.FormulaError, ("Error", text))
            : IsNumberSigns(text) ? Texts.OfRules.Violation(ErrorId.InvalidField, field, RuleKey.CellTooNarrow, ("Length", text.Length))
            : null;
    }

    private static bool IsName(string text)
    {
        foreach (string name in Names)
        {
            if (string.Equals(text, name, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsCalcError(string text) =>
        text.Length == 7 && text.StartsWith("Err:5", StringComparison.Ordinal) && text[5] is >= '0' and <= '9' && text[6] is >= '0' and <= '9';

    private static bool IsNumberSigns(string text)
    {
        foreach (char c in text)
        {
            if (c != '#')
            {
                return false;
            }
        }

        return true;
    }
}
