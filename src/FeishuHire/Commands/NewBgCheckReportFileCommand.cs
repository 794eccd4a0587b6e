using System.Collections.Generic;
using System.Management.Automation;
using FeishuHire.Completion;
using FeishuHire.Errors;
using FeishuHire.Rules;
using FeishuHire.Values;

namespace FeishuHire.Commands;

/// <summary>Makes a report for -ReportFile of Update-BgCheckProgress, from values or from rows with the API's or Chinese titles.</summary>
[Cmdlet(
    VerbsCommon.New,
    "BgCheckReportFile",
    HelpUri = HelpPages.Root + "New-BgCheckReportFile.md")]
[OutputType(typeof(BgCheckReportFile))]
public sealed class NewBgCheckReportFileCommand : FeishuHireCmdlet
{
    /// <summary>report_name, e.g. 阶段报告.pdf.</summary>
    [Parameter(
        Position = 0,
        ValueFromPipelineByPropertyName = true)]
    [Alias("report_name", "ReportName", "报告名称")]
    public string? Name { get; set; }

    /// <summary>report_url: an absolute http or https link.</summary>
    [Parameter(
        Position = 1,
        ValueFromPipelineByPropertyName = true)]
    [Alias("report_url", "ReportUrl", "报告地址", "报告链接")]
    public string? Url { get; set; }

    /// <summary>Download (1, 下载): the link leads to a PDF; Preview (2, 预览): to a page. Not sent unless given, which the API
    /// reads as Download.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ReportUrlTypeCompleter))]
    [Alias("report_url_type", "ReportUrlType", "报告地址类型", "报告链接类型")]
    public string? UrlType { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        BgCheckReportFile report = ReportFileReader.FromColumns(Name, Url, UrlType) ?? new BgCheckReportFile();
        IReadOnlyList<BgCheckViolation> findings = ReportRules.Check(report);
        if (findings.Count == 0)
        {
            WriteObject(report);
            return;
        }

        WriteFailure(new BgCheckError(findings[0].ErrorId) { Violations = findings }.With("Field", findings[0].Field), report);
    }
}
