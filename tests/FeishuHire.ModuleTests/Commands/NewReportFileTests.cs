using System.Management.Automation;
using FeishuHire.ModuleTests.Harness;
using Xunit;

namespace FeishuHire.ModuleTests.Commands;

/// <summary>New-BgCheckReportFile in the real engine.</summary>
public sealed class NewReportFileTests
{
    [Theory]
    [InlineData("New-BgCheckReportFile 阶段报告.pdf https://a.example.com/r.pdf", "")]
    [InlineData("New-BgCheckReportFile -Name 阶段报告.pdf -Url https://a.example.com/r.pdf -UrlType Preview", "Preview")]
    [InlineData("New-BgCheckReportFile -Name 阶段报告.pdf -Url https://a.example.com/r.pdf -UrlType 2", "Preview")]
    [InlineData("New-BgCheckReportFile -report_name 阶段报告.pdf -report_url https://a.example.com/r.pdf -report_url_type 下载", "Download")]
    [InlineData("[pscustomobject]@{ report_name = '阶段报告.pdf'; report_url = 'https://a.example.com/r.pdf'; report_url_type = 1 } | New-BgCheckReportFile", "Download")]
    [InlineData("[pscustomobject]@{ 报告名称 = '阶段报告.pdf'; 报告链接 = 'https://a.example.com/r.pdf'; 别的 = 1 } | New-BgCheckReportFile", "")]
    [InlineData("[pscustomobject]@{ ReportName = '阶段报告.pdf'; ReportUrl = 'https://a.example.com/r.pdf'; ReportUrlType = '' } | New-BgCheckReportFile", "")]
    public void Values_and_rows_make_a_report(string script, string urlType)
    {
        using ModuleSession session = new();
        RunResult result = session.Run(script).Clean();
        Assert.Equal("FeishuHire.BgCheckReportFile", Assert.Single(result.Output).BaseObject.GetType().FullName);
        Assert.Equal(["阶段报告.pdf"], result.Values("Name"));
        Assert.Equal(["https://a.example.com/r.pdf"], result.Values("Url"));
        Assert.Equal(urlType, result.Values("UrlType")[0] ?? "");
    }

    [Theory]
    [InlineData("New-BgCheckReportFile", "MissingField")]
    [InlineData("New-BgCheckReportFile -Name a.pdf", "MissingField")]
    [InlineData("New-BgCheckReportFile -Name a.pdf -Url ''", "MissingField")]
    [InlineData("New-BgCheckReportFile -Name a.pdf -Url a/b.pdf", "ReportUrlInvalid")]
    [InlineData("New-BgCheckReportFile -Name a.pdf -Url ftp://personal.example.com/b.pdf", "ReportUrlInvalid")]
    [InlineData("New-BgCheckReportFile -Name a.pdf -Url https://a/b.pdf -UrlType 3", "InvalidField")]
    [InlineData("New-BgCheckReportFile -Name \"a$([char]0xFFFD).pdf\" -Url https://a/b.pdf", "InvalidField")]
    public void What_cannot_be_sent_is_an_error_of_its_own_and_the_next_goes_on(string script, string id)
    {
        using ModuleSession session = new();
        RunResult result = session.Run(script + "; New-BgCheckReportFile -Name b.pdf -Url https://a.example.com/b.pdf");
        ErrorRecord error = Assert.Single(result.Errors);
        Assert.Null(result.Terminating);
        Assert.Equal($"{id},FeishuHire.Commands.NewBgCheckReportFileCommand", error.FullyQualifiedErrorId);
        Assert.Equal(ErrorCategory.InvalidData, error.CategoryInfo.Category);
        Assert.Equal("FeishuHire.BgCheckReportFile", error.TargetObject.GetType().FullName);
        Assert.DoesNotContain("personal", error.ErrorDetails.Message);
        Assert.Equal(["b.pdf"], result.Values("Name"));
    }
}
