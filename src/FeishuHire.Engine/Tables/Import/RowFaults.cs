using System;
using System.Globalization;
using FeishuHire.Columns;
using FeishuHire.Errors;

namespace FeishuHire.Engine.Tables.Import;

/// <summary>What is wrong with cells in a way that only the file tells.</summary>
internal static class RowFaults
{
    private static readonly string[] ErrorTexts = ["#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#ERROR!", "#SPILL!", "#CALC!", "#GETTING_DATA"];

    /// <summary>A finding in the user's language.</summary>
    /// <param name="errorId">The rule's error id.</param>
    /// <param name="field">The field, or null for the whole row.</param>
    /// <param name="fault">What is wrong.</param>
    internal static BgCheckViolation Violation(string errorId, ProgressField? field, FileFault fault)
    {
        CultureInfo culture = CultureInfo.CurrentUICulture;
        return new BgCheckViolation(
            errorId,
            field is ProgressField known ? ColumnMatcher.ApiName(known) : null,
            FileText.Find(fault.Key, fault.Facts, culture),
            FileText.Find(fault.Key + FileFaultKey.RemedySuffix, fault.Facts, culture));
    }

    /// <summary>A cell that shows a spreadsheet's error, as one or, after the way through CSV, as its text; and an id that a
    /// spreadsheet took for a date. Null for a good one.</summary>
    internal static BgCheckViolation? OfCell(ProgressField field, object? cell) => cell switch
    {
        CellError error => Violation(ErrorId.InvalidField, field, new FileFault(FileFaultKey.FormulaError, "Error", error.Name)),
        string text when text.Length > 3 && text[0] == '#' && Array.IndexOf(ErrorTexts, text.Trim()) >= 0 =>
            Violation(ErrorId.InvalidField, field, new FileFault(FileFaultKey.FormulaError, "Error", text.Trim())),
        DateTime when field is ProgressField.BackgroundCheckId or ProgressField.StageId =>
            Violation(ErrorId.DamagedId, field, new FileFault(FileFaultKey.IdIsDate)),
        _ => null,
    };
}
