using System;
using System.Collections.Generic;

namespace FeishuHire.Engine.Checks;

/// <summary>Cells that say in words that there is nothing: they are sent as they stand, and somebody may not have meant that.</summary>
internal static class NothingDoubts
{
    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        "-", "--", "—", "——", "－", "/", "／", "无", "無", "没有", "暂无", "空", "N/A", "n.a.",
    };

    /// <summary>The fields of a row that hold such a word.</summary>
    internal static IEnumerable<string> Of(BgCheckProgress row)
    {
        if (Is(row.StageName))
        {
            yield return "stage_name";
        }

        if (Is(row.StageEnName))
        {
            yield return "stage_en_name";
        }

        if (Is(row.Result))
        {
            yield return "result";
        }

        foreach (BgCheckReportFile report in row.ReportFile)
        {
            if (Is(report.Name))
            {
                yield return "report_name";
            }
        }
    }

    private static bool Is(string? text) => text is { Length: < 8 } && Words.Contains(text.Trim());
}
