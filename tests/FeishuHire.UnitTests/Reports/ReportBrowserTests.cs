using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using FeishuHire.Engine.Ledger;
using Xunit;

namespace FeishuHire.UnitTests.Reports;

/// <summary>The report in a real browser: it complains of nothing, asks for nothing, fits a telephone, and no label runs into
/// another.</summary>
public sealed class ReportBrowserTests : IDisposable
{
    // Texts of a chart that leave their picture, or meet another one.
    private const string BadLabels = """
        [...document.querySelectorAll('figure > svg')].flatMap(svg => {
          const frame = svg.getBoundingClientRect();
          const boxes = [...svg.querySelectorAll('text')].map(text => [text.textContent, text.getBoundingClientRect()]);
          const out = boxes.filter(([, b]) => b.left < frame.left - 1 || b.right > frame.right + 1 || b.top < frame.top - 2 || b.bottom > frame.bottom + 2).map(([t]) => 'out: ' + t);
          const met = boxes.flatMap(([t, a], i) => boxes.slice(i + 1).filter(([, b]) => a.left < b.right && b.left < a.right && a.top + 3 < b.bottom && b.top + 3 < a.bottom).map(([u]) => t + ' | ' + u));
          return out.concat(met);
        })
        """;

    private const string Wide = "[...document.querySelectorAll('*')].filter(e => e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).display !== 'inline' && !e.closest('svg') && !e.closest('thead')).map(e => e.tagName + '.' + e.className)";

    private readonly string _file = Path.Combine(Directory.CreateTempSubdirectory("feishu-report-").FullName, "report.html");

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_file)!, recursive: true);

    [Fact]
    public async Task A_browser_draws_it_without_a_word_at_every_width_and_in_both_themes()
    {
        Assert.SkipUnless(Browser.Find() is not null, "Chromium is not installed (Debian: chromium); the report was not looked at in a browser.");
        Dictionary<string, string> pages = new()
        {
            ["hostile"] = await InAsync("en-US", ReportLedger.Hostile(), 60),
            ["Chinese"] = await InAsync("zh-CN", ReportLedger.Hostile(), 60),
            ["empty"] = await InAsync("en-US", [], 0),
            ["large"] = await InAsync("en-US", ReportLedger.Stages(20_000, 9), 400),
        };
        await using Browser browser = await Browser.StartAsync();
        foreach ((string name, string page) in pages)
        {
            await File.WriteAllTextAsync(_file, page);
            foreach (int width in (int[])[400, 870, 1200])
            {
                foreach (bool dark in (bool[])[false, true])
                {
                    string where = $"{name} {width} {(dark ? "dark" : "light")}";
                    await browser.OpenAsync(_file, width, dark);
                    Assert.Equal((where, "[]"), (where, Text(await browser.AskAsync(Wide))));
                    Assert.Equal((where, "[]"), (where, Text(await browser.AskAsync(BadLabels))));
                    Assert.Equal((where, dark), (where, Text(await browser.AskAsync("getComputedStyle(document.body).backgroundColor")) == "rgb(15, 18, 23)"));
                    Assert.Equal("0", Text(await browser.AskAsync("document.querySelectorAll('script,img,link,iframe,object').length")));
                }
            }

            Assert.Equal(name == "Chinese" ? "zh-Hans" : "en", Text(await browser.AskAsync("document.documentElement.lang")));
        }

        Assert.Empty(browser.Complaints);
        Assert.All(browser.Requests, request => Assert.Equal(new Uri(_file).AbsoluteUri, request));
    }

    [Fact]
    public async Task The_watch_is_awake()
    {
        Assert.SkipUnless(Browser.Find() is not null, "Chromium is not installed (Debian: chromium); the report was not looked at in a browser.");
        await File.WriteAllTextAsync(_file, """
            <!DOCTYPE html><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"><script>1</script>
            <div style="width:600px">wide</div><figure><svg viewBox="0 0 99 20"><text x=0 y=12>one</text><text x=9 y=12>two</text></svg></figure>
            """);
        await using Browser browser = await Browser.StartAsync();
        await browser.OpenAsync(_file, 400, dark: false);
        Assert.NotEqual("[]", Text(await browser.AskAsync(Wide)));
        Assert.Contains("one | two", Text(await browser.AskAsync(BadLabels)), StringComparison.Ordinal);
        Assert.NotEmpty(browser.Complaints);
    }

    private static string Text(JsonNode? node) => node?.ToJsonString().Trim('"') ?? "undefined";

    private static async Task<string> InAsync(string culture, IEnumerable<LedgerEntry> entries, int runs)
    {
        CultureInfo before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            return await ReportLedger.PageAsync(entries, ReportLedger.Runs(runs));
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }
}
