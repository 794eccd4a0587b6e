using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using FeishuHire.Engine.Ledger;
using FeishuHire.Text;

namespace FeishuHire.Engine.Reports;

/// <summary>The tables of a page: at the width of a telephone each row is a block of its own, with the titles beside the
/// cells.</summary>
internal sealed class ReportTables(Html html, ReportTimes times)
{
    private const int MostRuns = 50;

    internal void Write(ReportData data)
    {
        WriteWaiting(data.Waiting);
        WriteUncertain(data.Uncertain);
        WriteCauses(data.Causes);
        WriteRuns(data.Runs);
    }

    private void WriteWaiting(OldestEntries waiting) => Section("Open", waiting.Count, waiting.Kept, ["Since", "Order", "Stage", "StageTime", "Status", "Cause"], entry =>
    {
        Cell("Since", Since(entry));
        IdCell("Order", entry.OrderId);
        IdCell("Stage", Stage(entry));
        Cell("StageTime", times.Minute(entry.SourceTime));
        Cell("Status", Texts.OfReports.Say("Status" + entry.Status));
        IdCell("Cause", ReportCause.Of(entry));
    });

    private void WriteUncertain(OldestEntries uncertain) => Section("Unknown", uncertain.Count, uncertain.Kept, ["Since", "Order", "Stage", "StageTime", "Attempts", "Code", "LogId"], entry =>
    {
        Cell("Since", Since(entry));
        IdCell("Order", entry.OrderId);
        IdCell("Stage", Stage(entry));
        Cell("StageTime", times.Minute(entry.SourceTime));
        Cell("Attempts", Html.Number(entry.Attempts), "number");
        IdCell("Code", entry.Code?.ToString(CultureInfo.InvariantCulture));
        IdCell("LogId", entry.LogId);
    });

    private void WriteCauses(Dictionary<string, long> causes)
    {
        if (causes.Count == 0)
        {
            return;
        }

        KeyValuePair<string, long>[] sorted = [.. causes.OrderByDescending(cause => cause.Value).ThenBy(cause => cause.Key, StringComparer.Ordinal)];
        Section("Causes", sorted.Length, sorted, ["Cause", "Count", "Meaning", "Remedy"], cause =>
        {
            IdCell("Cause", cause.Key);
            Cell("Count", Html.Number(cause.Value), "number");
            Cell("Meaning", ReportCause.Meaning(cause.Key));
            Cell("Remedy", ReportCause.Remedy(cause.Key));
        });
    }

    private void WriteRuns(IReadOnlyList<RunRecord> runs) => Section("Runs", runs.Count, [.. runs.Take(MostRuns)], ["Started", "Took", "End", "Delivered", "Failed", "Held", "Uncertain", "CallsMade", "CallsThrottled"], run =>
    {
        Cell("Started", times.Minute(run.StartedAt));
        Cell("Took", run.EndedAt is long end ? ReportTimes.Length(end - run.StartedAt) : "–");
        Cell("End", EndOf(run));
        Cell("Delivered", Html.Number(run.Delivered), "number");
        Cell("Failed", Html.Number(run.Failed), "number");
        Cell("Held", Html.Number(run.Held), "number");
        Cell("Uncertain", Html.Number(run.Uncertain), "number");
        Cell("CallsMade", Html.Number(run.Calls), "number");
        Cell("CallsThrottled", Html.Number(run.Throttled), "number");
    });

    private void Section<T>(string key, long count, IReadOnlyList<T> rows, string[] columns, Action<T> write)
    {
        html.Raw("<section class=card>").Raw("<h2>").Say(Texts.OfReports.Say(key)).Raw(" <span class=count>").Say(count).Raw("</span></h2>");
        if (rows.Count == 0)
        {
            html.Element("p", Texts.OfReports.Say(key + "None"), " class=none").Raw("</section>");
            return;
        }

        html.Raw("<table class=").Raw(key).Raw("><thead><tr>");
        foreach (string column in columns)
        {
            html.Element("th", Texts.OfReports.Say(column), " scope=col");
        }

        html.Raw("</tr></thead><tbody>");
        foreach (T row in rows)
        {
            html.Raw("<tr>");
            write(row);
            html.Raw("</tr>");
        }

        html.Raw("</tbody></table>");
        if (count > rows.Count)
        {
            html.Element("p", Texts.OfReports.Say("More", ("Count", Html.Number(count - rows.Count))), " class=more");
        }

        html.Raw("</section>");
    }

    private void Cell(string column, string? text, string style = "")
    {
        Open(column, style);
        html.Raw("<span>").Say(text).Raw("</span></td>");
    }

    private void IdCell(string column, string? id)
    {
        Open(column, string.Empty);
        html.Raw("<span>").Id(id).Raw("</span></td>");
    }

    private void Open(string column, string style)
    {
        html.Raw("<td data-label=\"").Say(Texts.OfReports.Say(column)).Raw("\"").Raw(style.Length == 0 ? ">" : " class=" + style + ">");
    }

    private string Since(LedgerEntry entry) => times.Minute(entry.ChangedAt) + " (" + times.Age(entry.ChangedAt) + ")";

    private static string Stage(LedgerEntry entry) => entry.Kind == BgCheckDeliveryKind.Progress ? entry.StageId : Texts.OfReports.Say("Kind" + entry.Kind);

    private static string EndOf(RunRecord run) => run.ErrorId is string id ? Texts.OfReports.Say("EndedBy", ("Error", id))
        : run.End is string end ? Texts.OfReports.Lookup("End" + end, CultureInfo.CurrentUICulture) ?? end
        : Texts.OfReports.Say("EndNone");
}
