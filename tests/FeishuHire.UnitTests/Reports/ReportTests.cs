using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using FeishuHire.Engine.Ledger;
using FeishuHire.Engine.Reports;
using FeishuHire.Errors;
using FeishuHire.UnitTests.Ledger;
using Xunit;

namespace FeishuHire.UnitTests.Reports;

/// <summary>What a report says, and how it is written.</summary>
public sealed partial class ReportTests : IDisposable
{
    private readonly LedgerFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_empty_ledger_says_so()
    {
        string page = await ReportLedger.PageAsync([], []);
        Assert.Equal("This ledger is empty: nothing has been sent yet.", Headline(page));
        Assert.Contains("No run in this time.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<figure class=card><h2></h2>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_ledger_without_runs_is_reported_all_the_same()
    {
        string page = await ReportLedger.PageAsync(ReportLedger.Stages(50, 1000), []);
        Assert.StartsWith("All is well: nothing waits for anybody, and 50 updates were delivered", Headline(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_sentence_at_the_top_says_how_it_stands()
    {
        string open = await ReportLedger.PageAsync(ReportLedger.Stages(100, 10), ReportLedger.Runs(2));
        Assert.Equal("10 updates of 10 orders wait for somebody, the oldest for 27 days; of 2 nobody knows whether Feishu has them.", Headline(open));
        string failed = await ReportLedger.PageAsync(ReportLedger.Stages(10, 1000), [ReportLedger.Runs(4)[3]]);
        Assert.Equal("Nothing waits for anybody, but the last run ended early: CredentialRejected.", Headline(failed));
    }

    [Fact]
    public async Task What_waits_comes_with_cause_and_remedy_the_oldest_first()
    {
        string page = await ReportLedger.PageAsync(ReportLedger.Stages(1000, 4), ReportLedger.Runs(3));
        string[] since = [.. SinceCell().Matches(page).Select(match => match.Groups[1].Value)];
        Assert.Equal(ReportData.MostRows + 50, since.Length);
        Assert.Equal(since.Take(ReportData.MostRows).Order(StringComparer.Ordinal), since.Take(ReportData.MostRows));
        Assert.Contains("and 100 more", page, StringComparison.Ordinal);
        foreach (string id in (string[])[ErrorId.OrderNotFound, ErrorId.ResultWithoutReport, ErrorId.OrderHeld])
        {
            Assert.Contains(new Html().Say(ErrorText.Remedy(new BgCheckError(id), System.Globalization.CultureInfo.InvariantCulture)).ToString(), page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Hostile_ids_are_text()
    {
        string page = await ReportLedger.PageAsync(ReportLedger.Hostile(), ReportLedger.Runs(3));
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain('\u202E', page);
        Assert.DoesNotContain('\u0007', page);
        Assert.DoesNotContain("<ledger>", page, StringComparison.Ordinal);
        Assert.Contains("&lt;img src=https://evil.example/x onerror=alert(1)&gt;", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_refers_to_nothing_outside_itself() =>
        Assert.DoesNotMatch(Reference(), await ReportLedger.PageAsync(ReportLedger.Stages(100, 9), ReportLedger.Runs(9)));

    [Fact]
    public async Task Only_what_is_asked_for_is_shown_but_whatever_waits()
    {
        var request = new ReportRequest { Since = Entries.Noon - (2 * 24 * 3_600_000L), Realm = "A<B" };
        string page = await ReportLedger.PageAsync(ReportLedger.Stages(100, 10).Select(entry => entry with { Realm = "A<B" }), ReportLedger.Runs(2), request with { Realm = null });
        Assert.Contains("10 updates of 10 orders", Headline(page), StringComparison.Ordinal);
        Assert.DoesNotContain("<b>90</b>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hundred_thousand_stages_take_a_moment_and_a_small_page()
    {
        using SqliteLedger ledger = _folder.Open();
        await ledger.RecordAsync([.. ReportLedger.Stages(100_000, 20)]);
        long start = Stopwatch.GetTimestamp();
        string page = ReportLedger.Make(ledger, ReportLedger.Runs(500));
        TimeSpan took = Stopwatch.GetElapsedTime(start);
        Assert.InRange(page.Length, 20_000, 250_000);
        Assert.True(took < TimeSpan.FromSeconds(10), took.ToString());
        Assert.StartsWith("5,000 updates", Headline(page), StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_written_whole_or_not_at_all()
    {
        using SqliteLedger ledger = _folder.Open();
        string path = _folder.File("report.html");
        Write(ledger, path);
        Assert.EndsWith("</html>\n", File.ReadAllText(path), StringComparison.Ordinal);
        File.WriteAllText(path, "old");
        Write(ledger, path);
        Assert.EndsWith("</html>\n", File.ReadAllText(path), StringComparison.Ordinal);

        File.SetAttributes(path, FileAttributes.ReadOnly);
        Assert.Contains("read-only", Refused(ledger, path), StringComparison.Ordinal);
        Write(ledger, path, force: true);
        Directory.CreateDirectory(_folder.File("folder"));
        Assert.Contains("folder", Refused(ledger, _folder.File("folder")), StringComparison.Ordinal);
        Assert.Contains("no such folder", Refused(ledger, _folder.File("missing/report.html")), StringComparison.Ordinal);
        Assert.DoesNotContain(_folder.Files(), file => file.EndsWith(".new", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0, new long[] { 0, 1 })]
    [InlineData(3, new long[] { 0, 1, 2, 3 })]
    [InlineData(7, new long[] { 0, 2, 4, 6, 8 })]
    [InlineData(226, new long[] { 0, 100, 200, 300 })]
    [InlineData(1000, new long[] { 0, 500, 1000 })]
    [InlineData(123_456_789, new long[] { 0, 50_000_000, 100_000_000, 150_000_000 })]
    public void An_axis_has_round_numbers(long most, long[] ticks) => Assert.Equal(ticks, new Scale(most, 0, 100).Ticks());

    [GeneratedRegex("<h1>.*?<span>(.*?)</span>", RegexOptions.Singleline)]
    private static partial Regex HeadlineText();

    [GeneratedRegex("data-label=\"Since\"><span>(.{16})")]
    private static partial Regex SinceCell();

    [GeneratedRegex("(href|src|xmlns|action|background)\\s*=\\s*[\"']?\\w|url\\((?!#hatch)|@import", RegexOptions.IgnoreCase)]
    private static partial Regex Reference();

    private static string Headline(string page) => System.Net.WebUtility.HtmlDecode(HeadlineText().Match(page).Groups[1].Value);

    private static void Write(SqliteLedger ledger, string path, bool force = false) => ReportWriter.Write(ledger, ledger.ReadRuns, new ReportRequest(), path, force);

    private static string Refused(SqliteLedger ledger, string path)
    {
        FeishuHireException failure = Assert.Throws<FeishuHireException>(() => Write(ledger, path));
        Assert.Equal(ErrorId.InvalidField, failure.ErrorId);
        return failure.Message;
    }
}
