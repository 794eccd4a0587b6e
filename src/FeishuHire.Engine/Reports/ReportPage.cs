using System.Linq;
using FeishuHire.Engine.Ledger;
using FeishuHire.Text;

namespace FeishuHire.Engine.Reports;

/// <summary>The page: one file that asks for nothing outside itself and needs no script.</summary>
internal static class ReportPage
{
    // Nothing may be loaded and nothing run, whatever an id might hold.
    private const string Policy = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">";

    internal static string Write(ReportData data, ReportRequest request, ReportTimes times)
    {
        var html = new Html();
        (string mood, string sentence) = Headline(data, times);
        html.Raw("<!DOCTYPE html>\n<html lang=\"").Raw(Texts.Language).Raw("\"><head><meta charset=\"utf-8\">").Raw(Policy)
            .Raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><meta name=\"color-scheme\" content=\"light dark\"><meta name=\"robots\" content=\"noindex\">")
            .Element("title", Texts.OfReports.Say("Title"))
            .Raw("<style>").Raw(ReportStyle.Sheet).Raw("</style></head><body><main>\n")
            .Raw(Hatching)
            .Raw("<header class=\"").Raw(mood).Raw("\">").Element("p", Texts.OfReports.Say("Title"), " class=name")
            .Raw("<h1><svg class=sign viewBox=\"0 0 24 24\" aria-hidden=true><circle cx=12 cy=12 r=11 />").Raw(Sign(mood)).Raw("</svg><span>").Say(sentence).Raw("</span></h1>")
            .Element("p", About(data, request, times), " class=about").Raw("</header>\n");
        Tiles(html, data, times);
        ReportCharts.Write(html, data, times);
        new ReportTables(html, times).Write(data);
        html.Element("footer", Texts.OfReports.Say("Footer")).Raw("\n</main></body></html>\n");
        return html.ToString();
    }

    private const string Hatching =
        "<svg class=defs width=0 height=0 aria-hidden=true><defs><pattern id=hatch width=5 height=5 patternUnits=userSpaceOnUse patternTransform=\"rotate(45)\"><rect class=hatchback width=5 height=5 /><line class=hatchline x1=0 x2=0 y1=0 y2=5 /></pattern></defs></svg>";

    private static string Sign(string mood) => mood switch
    {
        "good" => "<path d=\"M7 12.5l3.5 3.5L17.5 8.5\" />",
        "bad" => "<path d=\"M12 6.5v7M12 17v.5\" />",
        _ => "<path d=\"M7.5 12h9\" />",
    };

    private static (string Mood, string Sentence) Headline(ReportData data, ReportTimes times)
    {
        if (data is { Entries: 0, Runs.Count: 0 })
        {
            return ("idle", Texts.OfReports.Say("HeadEmpty"));
        }

        if (data.Open > 0)
        {
            return ("bad", Texts.OfReports.Say(
                "HeadOpen",
                ("Stages", Html.Number(data.Open)),
                ("Orders", Html.Number(data.OrdersOpen)),
                ("Age", times.Age(data.OldestAt!.Value)),
                ("Uncertain", data.Uncertain.Count == 0 ? null : Html.Number(data.Uncertain.Count)),
                ("Error", data.LastRun?.ErrorId)));
        }

        return data.LastRun?.ErrorId is string error
            ? ("bad", Texts.OfReports.Say("HeadFailed", ("Error", error)))
            : ("good", Texts.OfReports.Say("HeadGood", ("Delivered", Html.Number(data.Delivered)), ("Day", times.Minute(data.Since).Split(' ')[0])));
    }

    private static string About(ReportData data, ReportRequest request, ReportTimes times) => Texts.OfReports.Say(
        "About",
        ("Realm", request.Realm),
        ("Ledger", request.LedgerName),
        ("Since", times.Minute(data.Since).Split(' ')[0]),
        ("Now", times.Minute(times.Now)),
        ("Zone", times.Zone));

    private static void Tiles(Html html, ReportData data, ReportTimes times)
    {
        RunRecord? last = data.LastRun;
        html.Raw("<section class=tiles>");
        Tile(html, Html.Number(data.Delivered), "TileDelivered");
        Tile(html, Html.Number(data.Waiting.Count), "TileOpen");
        Tile(html, Html.Number(data.Uncertain.Count), "TileUncertain");
        Tile(html, Html.Number(data.Orders), "TileOrders");
        Tile(html, last is null ? "–" : times.Age(last.StartedAt), "TileLastRun");
        Tile(html, Html.Number(data.Runs.Sum(run => run.Throttled)), "TileThrottled");
        html.Raw("</section>\n");
    }

    private static void Tile(Html html, string figure, string key) =>
        html.Raw("<div class=tile>").Element("b", figure).Element("span", Texts.OfReports.Say(key)).Raw("</div>");
}
