namespace FeishuHire.Values;

/// <summary>Marks that result files carry so that a spreadsheet neither computes with a cell nor rounds it, and that
/// Import takes off again: what is put on a text is exactly what is taken off.</summary>
internal static class CellGuard
{
    /// <summary>A text as a result file has it: with an apostrophe where a spreadsheet would take it for a formula, or where
    /// it looks like a text that has one already.</summary>
    /// <param name="text">The text.</param>
    internal static string PutOn(string text) => IsFormulaLike(text) ? "'" + text : text;

    /// <summary>The text without the apostrophe.</summary>
    /// <param name="text">A cell of a file.</param>
    internal static string TakeOff(string text) =>
        text.Length > 1 && text[0] == '\'' && IsFormulaLike(text) ? text.Substring(1) : text;

    /// <summary>An id or a time as a result file has it: with a tab behind it, which keeps it a text in a spreadsheet. The
    /// reading of ids and times trims it.</summary>
    /// <param name="text">The id or time.</param>
    internal static string PutOnId(string text) => text.Length == 0 ? text : text + "\t";

    private static bool IsFormulaLike(string text)
    {
        int i = 0;
        while (i < text.Length && text[i] == '\'')
        {
            i++;
        }

        return i < text.Length && text[i] is '=' or '+' or '-' or '@';
    }
}
