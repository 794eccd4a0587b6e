using FeishuHire.Columns;
using FeishuHire.Text;

namespace FeishuHire.Engine.Files.Import;

/// <summary>What is wrong with rows in a way that only the file tells.</summary>
internal static class RowFaults
{
    /// <summary>A finding in the user's language.</summary>
    /// <param name="errorId">The rule's error id.</param>
    /// <param name="field">The field, or null for the whole row.</param>
    /// <param name="fault">What is wrong.</param>
    internal static BgCheckViolation Violation(string errorId, ProgressField? field, FileFault fault) =>
        Texts.OfFiles.Violation(errorId, field is ProgressField known ? ColumnMatcher.ApiName(known) : null, fault.Key, fault.Facts);
}
