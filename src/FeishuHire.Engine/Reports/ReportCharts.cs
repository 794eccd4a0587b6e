using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using FeishuHire.Engine.Ledger;
using FeishuHire.Text;

namespace FeishuHire.Engine.Reports;

/// <summary>The charts of a page.</summary>
internal static class ReportCharts
{
    private const int MostRuns = 30;
    private const int MostCauses = 6;

    // By the numbers of ReportOutcome.
    private static readonly string[] Styles = ["delivered", "waiting", "refused", "uncertain"];

    internal static void Write(Html html, ReportData data, ReportTimes times)
    {
        html.Raw("<section class=charts>");
        Figure(html, "Days", data.Days.Count == 0 ? null : () => WriteDays(html, data, times));
        RunRecord[] runs = [.. data.Runs.Where(run => run.Calls > 0).Take(MostRuns).Reverse()];
        Figure(html, "Calls", runs.Length == 0 ? null : () => WriteCalls(html, runs, times));
        Figure(html, "Ages", data.Open == 0 ? null : () => WriteAges(html, data));
        Figure(html, "Why", data.Open == 0 ? null : () => WriteCauses(html, data));
        html.Raw("</section>");
    }

    private static void Figure(Html html, string key, Action? write)
    {
        html.Raw("<figure class=card>").Element("h2", Texts.OfReports.Say(key));
        if (write is null)
        {
            html.Element("p", Texts.OfReports.Say(key + "None"), " class=none");
        }
        else
        {
            write();
        }

        html.Raw("</figure>");
    }

    private static void WriteDays(Html html, ReportData data, ReportTimes times)
    {
        ChartSeries[] series =
        [
            new(Texts.OfReports.Say("Delivered"), Styles[0]),
            new(Texts.OfReports.Say("Waiting"), Styles[1]),
            new(Texts.OfReports.Say("Refused"), Styles[2]),
            new(Texts.OfReports.Say("Uncertain"), Styles[3]),
        ];
        Legend(html, series);
        ColumnChart.Write(html, "c1", Texts.OfReports.Say("Days"), Texts.OfReports.Say("DaysUnit"), series, Columns(data, times));
    }

    /// <summary>A column a day; where there are too many days, one for several.</summary>
    private static List<ChartColumn> Columns(ReportData data, ReportTimes times)
    {
        DateTime last = times.Day(times.Now);
        DateTime first = data.Days.Keys.First();
        int days = Math.Max(1, (int)(last - first).TotalDays + 1);
        int width = (days + ReportData.MostDays - 1) / ReportData.MostDays;
        int count = (days + width - 1) / width;
        first = last.AddDays(1 - (count * width));
        var columns = new List<ChartColumn>(count);
        for (int i = 0; i < count; i++)
        {
            DateTime from = first.AddDays(i * width);
            long[] parts = new long[Styles.Length];
            for (int day = 0; day < width; day++)
            {
                if (data.Days.TryGetValue(from.AddDays(day), out long[]? counts))
                {
                    for (int part = 0; part < parts.Length; part++)
                    {
                        parts[part] += counts[part];
                    }
                }
            }

            string name = from.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            columns.Add(new(from.ToString("MM-dd", CultureInfo.InvariantCulture), width == 1 ? name : name + " – " + from.AddDays(width - 1).ToString("MM-dd", CultureInfo.InvariantCulture), parts));
        }

        return columns;
    }

    private static void WriteCalls(Html html, RunRecord[] runs, ReportTimes times)
    {
        ChartSeries[] series = [new(Texts.OfReports.Say("CallsTaken"), "calls"), new(Texts.OfReports.Say("CallsThrottled"), "refused")];
        Legend(html, series);
        ColumnChart.Write(
            html,
            "c2",
            Texts.OfReports.Say("Calls"),
            Texts.OfReports.Say("CallsUnit"),
            series,
            [
                .. runs.Select(run => new ChartColumn(
                    times.Minute(run.StartedAt).Substring("yyyy-".Length),
                    times.Minute(run.StartedAt),
                    [Math.Max(0, run.Calls - run.Throttled), run.Throttled])),
            ]);
    }

    private static void WriteAges(Html html, ReportData data) => BarChart.Write(
        html,
        "c3",
        Texts.OfReports.Say("Ages"),
        Texts.OfReports.Say("DaysUnit"),
        "waiting",
        [.. data.Ages.Select((count, i) => (Texts.OfReports.Say("AgeClass" + i.ToString(CultureInfo.InvariantCulture)), count))]);

    private static void WriteCauses(Html html, ReportData data) => BarChart.Write(
        html,
        "c4",
        Texts.OfReports.Say("Why"),
        Texts.OfReports.Say("DaysUnit"),
        "waiting",
        [.. data.Causes.OrderByDescending(cause => cause.Value).ThenBy(cause => cause.Key, StringComparer.Ordinal).Take(MostCauses).Select(cause => (cause.Key, cause.Value))]);

    private static void Legend(Html html, ChartSeries[] series)
    {
        html.Raw("<ul class=legend>");
        foreach (ChartSeries one in series)
        {
            html.Raw("<li><svg class=key viewBox=\"0 0 12 12\" aria-hidden=true><rect class=\"").Raw(one.Style).Raw("\" x=0.5 y=0.5 width=11 height=11 /></svg>").Say(one.Name).Raw("</li>");
        }

        html.Raw("</ul>");
    }
}
