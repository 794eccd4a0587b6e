using System;

namespace FeishuHire.Values;

/// <summary>The English months, which spreadsheets write whatever their user speaks.</summary>
internal static class MonthName
{
    private static readonly string[] Names =
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

    /// <summary>The number of a month by its name or the first three letters of it; 0 for anything else.</summary>
    internal static int Find(string text) => 1 + Array.FindIndex(
        Names, name => string.Equals(name, text, StringComparison.OrdinalIgnoreCase) || string.Equals(name.Substring(0, 3), text, StringComparison.OrdinalIgnoreCase));
}
