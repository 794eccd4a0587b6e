using System.Collections.Generic;
using FeishuHire.Values;

namespace FeishuHire.Rules;

/// <summary>Joins rows that describe one stage and differ only in the report: exports write one row per report.</summary>
public static class ReportJoin
{
    /// <summary>Joins a row into an update, when both are the same stage with the same content beside the reports.</summary>
    /// <param name="into">The update, which takes the row's reports and remembers the row; its own report list is replaced,
    /// not changed.</param>
    /// <param name="row">The row; stays as it is.</param>
    public static JoinOutcome TryJoin(BgCheckProgress into, BgCheckProgress row)
    {
        if (!IsSameStage(into, row) || !IsSameContent(into, row))
        {
            return JoinOutcome.Different;
        }

        into.OwnRow ??= into.Copy();
        bool brought = TakeResult(into, row);
        brought |= TakeReports(into, row);
        brought |= TakeFindings(into, row);
        Remember(into, row);
        return brought ? JoinOutcome.Joined : JoinOutcome.Identical;
    }

    private static bool IsSameStage(BgCheckProgress a, BgCheckProgress b) =>
        Same(a.BackgroundCheckId, b.BackgroundCheckId) && Same(a.StageId, b.StageId) && Same(a.TenantKey, b.TenantKey);

    private static bool IsSameContent(BgCheckProgress into, BgCheckProgress row) =>
        Same(into.StageName, row.StageName)
        && Same(into.StageEnName, row.StageEnName)
        && into.StageTime == row.StageTime
        && (into.StageTime is not null || Same(into.StageTimeText, row.StageTimeText))
        && Same(into.OperatorRole, row.OperatorRole)
        && IsSameResult(into, row);

    /// <summary>A row that only adds a report may leave the result out; without a report an absent result is another one.</summary>
    private static bool IsSameResult(BgCheckProgress into, BgCheckProgress row) =>
        Same(into.Result, row.Result)
        || (string.IsNullOrEmpty(row.Result) && row.ReportFile.Count > 0)
        || (string.IsNullOrEmpty(into.Result) && into.ReportFile.Count > 0);

    private static bool TakeResult(BgCheckProgress into, BgCheckProgress row)
    {
        if (Same(into.Result, row.Result) || !string.IsNullOrEmpty(into.Result))
        {
            return false;
        }

        into.Result = row.Result;
        return true;
    }

    private static bool TakeReports(BgCheckProgress into, BgCheckProgress row)
    {
        BgCheckReportFileList? united = null;
        for (int i = 0; i < row.ReportFile.Count; i++)
        {
            BgCheckReportFile report = row.ReportFile[i];
            if (!Has(united ?? into.ReportFile, report))
            {
                united ??= into.ReportFile.Copy();
                united.Add(new(report.Name, report.Url, report.UrlType));
            }
        }

        if (united is null)
        {
            return false;
        }

        into.ReportFile = united;
        return true;
    }

    /// <summary>What was unreadable in the row is unreadable in the update: it must not be sent without it.</summary>
    private static bool TakeFindings(BgCheckProgress into, BgCheckProgress row)
    {
        bool any = false;
        foreach (BgCheckViolation finding in New(row.ReadViolations, into.ReadViolations))
        {
            into.AddReadViolation(finding);
            any = true;
        }

        List<BgCheckViolation> unread = New(row.ReportFile.ReadViolations, into.ReportFile.ReadViolations);
        if (unread.Count == 0)
        {
            return any;
        }

        BgCheckReportFileList list = into.ReportFile.Copy();
        (list.ReadViolations ??= []).AddRange(unread);
        list.Unread ??= row.ReportFile.Unread;
        into.ReportFile = list;
        return true;
    }

    private static List<BgCheckViolation> New(ICollection<BgCheckViolation>? found, ICollection<BgCheckViolation>? known)
    {
        var news = new List<BgCheckViolation>();
        if (found is { Count: > 0 })
        {
            foreach (BgCheckViolation finding in found)
            {
                if (known?.Contains(finding) != true)
                {
                    news.Add(finding);
                }
            }
        }

        return news;
    }

    private static void Remember(BgCheckProgress into, BgCheckProgress row)
    {
        IList<BgCheckProgress> joined = into.JoinedRows ??= [];
        joined.Add(row);
        if (row.JoinedRows is not null)
        {
            foreach (BgCheckProgress earlier in row.JoinedRows)
            {
                joined.Add(earlier);
            }
        }

        if (into.Source is BgCheckSource source && row.Source is BgCheckSource other && source.File == other.File && other.LastRow > source.LastRow)
        {
            into.Source = source with { LastRow = other.LastRow };
        }
    }

    private static bool Has(BgCheckReportFileList list, BgCheckReportFile report)
    {
        for (int i = 0; i < list.Count; i++)
        {
            if (ReportFileReader.Same(list[i], report))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Equal texts, absent and empty being the same.</summary>
    private static bool Same(string? a, string? b) => a == b || (string.IsNullOrEmpty(a) && string.IsNullOrEmpty(b));
}
