using System;
using System.Collections.Generic;
using System.Linq;
using FeishuHire.Errors;
using FeishuHire.Rules;
using Xunit;

namespace FeishuHire.UnitTests.Rules;

public sealed class RowRulesTests
{
    private const long Now = 1793592265000;
    private static readonly RowRuleContext Context = new(Now);

    [Fact]
    public void A_good_row_breaks_none_and_costs_no_memory()
    {
        BgCheckProgress row = Good();
        BgCheckProgress bare = Good();
        bare.ReportFile = null!;
        bare.Result = null;
        Assert.Empty(RowRules.Check(row, Context));
        Assert.Empty(RowRules.Check(bare, Context));

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
        {
            RowRules.CheckIds(row);
            RowRules.Check(row, Context);
            RowRules.Check(bare, Context);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void Everything_that_is_missing_is_named_in_the_order_of_the_fields()
    {
        IReadOnlyList<BgCheckViolation> found = RowRules.Check(new BgCheckProgress { ReportFile = [new()] }, Context);
        Assert.All(found, v => Assert.Equal(ErrorId.MissingField, v.ErrorId));
        Assert.Equal(["background_check_id", "stage_id", "stage_name", "stage_time", "report_name", "report_url"], found.Select(v => v.Field));
        Assert.Equal(["background_check_id", "stage_id"], RowRules.CheckIds(new()).Select(v => v.Field));
    }

    [Fact]
    public void Blanks_are_missing_too() =>
        Assert.Equal(ErrorId.MissingField, Only(row => row.StageName = " \u00A0").ErrorId);

    [Fact]
    public void Ids_are_judged() =>
        Assert.Equal(
            [(ErrorId.DamagedId, "background_check_id"), (ErrorId.DamagedId, "stage_id")],
            RowRules.CheckIds(new() { BackgroundCheckId = "6.93E+18", StageId = "6.93E+18" }).Select(v => (v.ErrorId, v.Field!)));

    [Theory]
    [InlineData("通\uFFFD")]
    [InlineData("\uD800")]
    [InlineData("通\uDC00过")]
    [InlineData("a\u0001")]
    [InlineData("a\u0085b")]
    public void Garbled_text_is_invalid_wherever_it_stands(string text)
    {
        Assert.Equal((ErrorId.InvalidField, "stage_name"), Pair(Only(row => row.StageName = text)));
        Assert.Equal((ErrorId.InvalidField, "stage_en_name"), Pair(Only(row => row.StageEnName = text)));
        Assert.Equal((ErrorId.InvalidField, "result"), Pair(Only(row => row.Result = text)));
        Assert.Equal((ErrorId.InvalidField, "report_name"), Pair(Only(row => row.ReportFile[0].Name = text)));
        Assert.Equal((ErrorId.InvalidField, "report_url"), Pair(Only(row => row.ReportFile[0].Url = "https://a/" + text)));
        Assert.Equal((ErrorId.InvalidField, "tenant_key"), Pair(Only(row => row.TenantKey = text)));
        BgCheckViolation violation = Only(row => row.StageName = text);
        Assert.DoesNotContain(text, violation.Message + violation.Remedy, StringComparison.Ordinal);
        Assert.Contains("-Encoding", violation.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("#N/A")]
    [InlineData("#n/a")]
    [InlineData("#REF!")]
    [InlineData("#VALUE!")]
    [InlineData("#DIV/0!")]
    [InlineData("#NAME?")]
    [InlineData("#NULL!")]
    [InlineData("#NUM!")]
    [InlineData("#SPILL!")]
    [InlineData("#CALC!")]
    [InlineData("Err:502")]
    [InlineData("########")]
    public void A_spreadsheets_error_is_invalid_wherever_it_stands(string text)
    {
        var row = new BgCheckProgress
        {
            BackgroundCheckId = text,
            StageId = text,
            StageName = text,
            StageEnName = text,
            StageTimeText = text,
            Result = text,
            OperatorRole = text,
            ReportFile = [new(text, text, text)],
            TenantKey = text,
        };
        IReadOnlyList<BgCheckViolation> found = RowRules.Check(row, Context);
        Assert.Equal(
            ["background_check_id", "stage_id", "stage_name", "stage_en_name", "stage_time", "result", "operator_role", "report_name", "report_url", "report_url_type", "tenant_key"],
            found.Select(v => v.Field));
        Assert.All(found, v => Assert.Equal(ErrorId.InvalidField, v.ErrorId));
        Assert.All(found, v => Assert.Contains(text.StartsWith("##", StringComparison.Ordinal) ? "Widen" : "formula", v.Remedy));
    }

    [Theory]
    [InlineData("#1")]
    [InlineData("#N/A 待补")]
    [InlineData("Err:502 on the report server")]
    [InlineData("N/A")]
    [InlineData("Education check")]
    public void Texts_that_only_begin_like_an_error_pass(string text) =>
        Assert.Empty(RowRules.Check(With(row => (row.StageId, row.StageName, row.Result) = (text, text, text)), Context));

    [Theory]
    [InlineData("https://a.example.com/x.pdf https://b.example.com/y.pdf", 29)]
    [InlineData("https://a.example.com/x.pdf\nhttps://b.example.com/y.pdf", 29)]
    [InlineData("https://a.example.com/x.pdf;https://b.example.com/y.pdf", 29)]
    [InlineData("https://a.example.com/x.pdf, HTTP://b.example.com/y.pdf", 30)]
    [InlineData("https://a.example.com/x.pdf、https://b.example.com/y.pdf", 29)]
    [InlineData("https://a.example.com/x.pdf？s=1；https://b.example.com/y.pdf", 33)]
    [InlineData("https://a.example.com/x.pdf|https://b.example.com/y.pdf", 29)]
    [InlineData("https://a.example.com/x.pdfhttps://b.example.com/y.pdf", 28)]
    public void Several_links_in_one_cell_are_none(string url, int position)
    {
        BgCheckViolation violation = Only(row => row.ReportFile[0].Url = url);
        Assert.Equal((ErrorId.ReportUrlInvalid, "report_url"), Pair(violation));
        Assert.Contains("position " + position, violation.Message, StringComparison.Ordinal);
        Assert.Contains("rows of their own", violation.Remedy, StringComparison.Ordinal);
        Assert.DoesNotContain("example.com", violation.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://a.example.com/?next=https://b.example.com/y.pdf")]
    [InlineData("https://a.example.com/cache/https://b.example.com/y.pdf")]
    [InlineData("https://a.example.com/?https://b.example.com/y.pdf")]
    [InlineData("https://a.example.com/x.pdf?u=http%3A%2F%2Fb")]
    public void A_link_within_a_link_passes(string url) => Assert.Empty(RowRules.Check(With(row => row.ReportFile[0].Url = url), Context));

    [Fact]
    public void A_result_may_have_lines_and_a_name_may_not()
    {
        Assert.Empty(RowRules.Check(With(row => row.Result = "a\r\nb\tc 𠮷"), Context));
        Assert.Equal(ErrorId.InvalidField, Only(row => row.StageName = "a\nb").ErrorId);
    }

    [Theory]
    [InlineData(5 * 60_000, false)]
    [InlineData((5 * 60_000) + 1, true)]
    public void A_stage_may_lie_five_minutes_ahead(long ahead, bool refused)
    {
        BgCheckProgress row = With(row => row.StageTime = new BgCheckTime(Now + ahead, TimeSpan.FromHours(8)));
        IReadOnlyList<BgCheckViolation> found = RowRules.Check(row, Context);
        Assert.Equal(refused ? [ErrorId.StageTimeInFuture] : [], found.Select(v => v.ErrorId));
        Assert.Empty(RowRules.Check(row, Context with { AllowFutureTime = true }));
        if (refused)
        {
            Assert.Contains("2026-11-02T12:09:25.001+08:00", found[0].Message, StringComparison.Ordinal);
            Assert.Contains("2026-11-02T12:04:25.000+08:00", found[0].Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_time_that_stands_as_text_only_is_judged_by_its_text()
    {
        Assert.Equal(ErrorId.StageTimeUnreadable, Only(Unread("yesterday")).ErrorId);
        Assert.Equal(ErrorId.MissingField, Only(Unread(" ")).ErrorId);

        static Action<BgCheckProgress> Unread(string text) => row =>
        {
            row.StageTime = null;
            row.StageTimeText = text;
        };
    }

    [Fact]
    public void A_result_needs_a_report()
    {
        BgCheckViolation violation = Only(row => row.ReportFile.Clear());
        Assert.Equal((ErrorId.ResultWithoutReport, "report_file_list"), Pair(violation));
        Assert.Empty(RowRules.Check(With(row => (row.ReportFile, row.Result) = ([], " ")), Context));
    }

    [Fact]
    public void Unknown_choices_are_invalid()
    {
        Assert.Equal((ErrorId.InvalidField, "operator_role"), Pair(Only(row => row.OperatorRole = "boss")));
        Assert.Equal((ErrorId.InvalidField, "report_url_type"), Pair(Only(row => row.ReportFile[0].UrlType = "3")));
        Assert.Empty(RowRules.Check(With(row => row.OperatorRole = "供应商"), Context));
    }

    [Theory]
    [InlineData("http://a/b")]
    [InlineData("HTTPS://reports.example.com:8443/x.pdf?sig=a%20b#p1")]
    [InlineData("https://reports.example.com/张三的报告.pdf")]
    [InlineData("https://报告.example.com/1.pdf")]
    [InlineData("https://192.168.0.1/1.pdf")]
    [InlineData("https://[::1]/1.pdf")]
    [InlineData("https://a/b@c")]
    [InlineData("https://example.com?mail=a@b.c")]
    public void Links_that_open_pass(string url) => Assert.Empty(RowRules.Check(With(row => row.ReportFile[0].Url = url), Context));

    [Theory]
    [InlineData("reports.example.com/a.pdf")]
    [InlineData("/a.pdf")]
    [InlineData("//a/b")]
    [InlineData("ftp://a/b")]
    [InlineData("file:///c:/a.pdf")]
    [InlineData(@"C:\reports\a.pdf")]
    [InlineData(@"\\server\share\a.pdf")]
    [InlineData("javascript:alert(1)")]
    [InlineData("https://")]
    [InlineData("https:///a")]
    [InlineData("https://.a/b")]
    [InlineData("https://a..b/c")]
    [InlineData("https://a:99999/c")]
    [InlineData("https://user:pw@a/b")]
    [InlineData("https://user@a")]
    [InlineData("https://a/b c")]
    [InlineData("https://a/b https://a/c")]
    [InlineData("https://a/b\u3000")]
    [InlineData("<https://a/b>")]
    [InlineData("https://a/\"b\"")]
    public void Links_that_do_not_open_are_refused_and_never_quoted(string url)
    {
        BgCheckViolation violation = Only(row => row.ReportFile[0].Url = url);
        Assert.Equal((ErrorId.ReportUrlInvalid, "report_url"), Pair(violation));
        Assert.DoesNotContain(url, violation.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_first_finding_names_the_error_and_all_are_in_it()
    {
        BgCheckProgress row = With(row => (row.StageName, row.BackgroundCheckId) = (null, "6.93E+18"));
        BgCheckError error = RowRules.ToError(RowRules.Check(row, Context));
        Assert.Equal(ErrorId.DamagedId, error.Id);
        Assert.Equal([ErrorId.DamagedId, ErrorId.MissingField], error.Violations.Select(v => v.ErrorId));
        Assert.Equal(BgCheckDeliveryStatus.NotSent, error.Outcome);
    }

    private static BgCheckProgress Good() => new()
    {
        BackgroundCheckId = "6931286400470354183",
        StageId = "S001-4",
        StageName = "工作履历核验",
        StageEnName = "employment verified",
        StageTime = new BgCheckTime(Now, TimeSpan.FromHours(8)),
        Result = "通过",
        OperatorRole = "Vendor",
        ReportFile = [new("阶段报告.pdf", "https://reports.example.com/4.pdf", "Download"), new("附件", "https://reports.example.com/view?id=4")],
    };

    private static BgCheckProgress With(Action<BgCheckProgress> change)
    {
        BgCheckProgress row = Good();
        change(row);
        return row;
    }

    private static BgCheckViolation Only(Action<BgCheckProgress> change) => Assert.Single(RowRules.Check(With(change), Context));

    private static (string, string?) Pair(BgCheckViolation violation) => (violation.ErrorId, violation.Field);
}
