using System;
using System.Collections.Generic;

namespace FeishuHire.Engine.Files.Import;

/// <summary>Knows a line of totals, which people put under a table and which is no update.</summary>
internal static class TotalLine
{
    private static readonly string[] Words = ["合计", "总计", "小计", "共计", "总数", "合計", "總計", "小計", "Total", "Grand Total", "Subtotal", "Sum"];

    /// <summary>Whether a row without stage and time says that it is one.</summary>
    internal static bool Is(BgCheckProgress row)
    {
        if (!string.IsNullOrEmpty(row.StageId) || row.StageTimeText is not null)
        {
            return false;
        }

        if (!string.IsNullOrEmpty(row.BackgroundCheckId))
        {
            return IsWord(row.BackgroundCheckId!);
        }

        foreach (KeyValuePair<string, string?> other in row.Properties)
        {
            if (other.Value is string text && IsWord(text))
            {
                return true;
            }
        }

        return row.StageName is string name && IsWord(name);
    }

    private static bool IsWord(string text)
    {
        string plain = text.Trim();
        foreach (string word in Words)
        {
            if (plain.StartsWith(word, StringComparison.OrdinalIgnoreCase) && (plain.Length == word.Length || plain[word.Length] is ':' or '：' or ' ' or '(' or '（' or (>= '0' and <= '9')))
            {
                return true;
            }
        }

        return false;
    }
}
