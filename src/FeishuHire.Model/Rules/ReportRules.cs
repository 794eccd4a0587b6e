using System.Collections.Generic;
using FeishuHire.Errors;
using FeishuHire.Text;
using FeishuHire.Values;

namespace FeishuHire.Rules;

/// <summary>The rules for a row's reports, and for the result that needs one.</summary>
internal static class ReportRules
{
    internal static void Check(BgCheckProgress row, ref List<BgCheckViolation>? found)
    {
        // Conflicting columns of a report are findings of the row, unreadable lists are findings of the list.
        bool unreadable = RowRules.WasUnreadable(row, ProgressField.ReportName, ref found);
        unreadable |= RowRules.WasUnreadable(row, ProgressField.ReportUrl, ref found);
        unreadable |= RowRules.WasUnreadable(row, ProgressField.ReportUrlType, ref found);
        unreadable |= RowRules.WasUnreadable(row, ProgressField.ReportFile, ref found);
        BgCheckReportFileList? reports = row.Reports;
        if (reports?.ReadViolations is { Count: > 0 } findings)
        {
            (found ??= []).AddRange(findings);
            return;
        }

        if (unreadable)
        {
            return;
        }

        if (reports is null || reports.Count == 0)
        {
            if (TextCell.IsEmpty(row.Result) || row.Kind == BgCheckDeliveryKind.Result)
            {
                return;
            }

            RowRules.Add(ref found, Texts.OfRules.Violation(ErrorId.ResultWithoutReport, "report_file_list", RuleKey.ResultWithoutReport));
            return;
        }

        for (int i = 0; i < reports.Count; i++)
        {
            Check(reports[i], i + 1, ref found);
        }
    }

    /// <summary>The broken rules of a report that stands alone.</summary>
    internal static IReadOnlyList<BgCheckViolation> Check(BgCheckReportFile report)
    {
        List<BgCheckViolation>? found = null;
        Check(report, 1, ref found);
        return found ?? [];
    }

    private static void Check(BgCheckReportFile report, int number, ref List<BgCheckViolation>? found)
    {
        RowRules.Add(ref found, TextCell.IsEmpty(report.Name) ? Missing("report_name", number) : TextCell.Check(report.Name, "report_name"));
        RowRules.Add(ref found, TextCell.IsEmpty(report.Url) ? Missing("report_url", number)
            : ReportLink.CheckIsOne(report.Url!, number) ?? TextCell.Check(report.Url, "report_url") ?? ReportLink.Check(report.Url!, number));
        if (!TextCell.IsEmpty(report.UrlType) && ChoiceCell.UrlTypeNumber(report.UrlType) is null)
        {
            RowRules.Add(ref found, ErrorValue.Check(report.UrlType!, "report_url_type") ?? Texts.OfRules.Violation(
                ErrorId.InvalidField,
                "report_url_type",
                RuleKey.UrlTypeUnknown,
                ("Number", number),
                ("Length", report.UrlType!.Length)));
        }
    }

    private static BgCheckViolation Missing(string field, int number) =>
        Texts.OfRules.Violation(ErrorId.MissingField, field, RuleKey.MissingInReport, ("Number", number));
}
