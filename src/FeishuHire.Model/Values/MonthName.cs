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

    /// <summary>Whether a text may hold a month at a place: its first three letters are there.</summary>
    internal static bool MayStartAt(string text, int at)
    {
        foreach (string name in Names)
        {
            if (string.Compare(text, at, name, 0, 3, StringComparison.OrdinalIgnoreCase) == 0)
            {
                return true;
            }
        }

        return false;
    }
}
