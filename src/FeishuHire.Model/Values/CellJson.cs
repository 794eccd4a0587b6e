using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace FeishuHire.Values;

/// <summary>JSON text in a cell: the form in which reports (in the API's field names) and further columns survive a CSV file.</summary>
internal static class CellJson
{
    internal static string Write(BgCheckReportFile report)
    {
        var text = new StringBuilder();
        Write(text, report);
        return text.ToString();
    }

    /// <summary>The list as an array; text that could not be read stands in it as a string, so that it reads back as it was.</summary>
    internal static string Write(IReadOnlyCollection<BgCheckReportFile> reports, string? unread)
    {
        if (reports.Count == 0)
        {
            return unread ?? string.Empty;
        }

        var text = new StringBuilder("[");
        foreach (BgCheckReportFile report in reports)
        {
            if (text.Length > 1)
            {
                text.Append(',');
            }

            Write(text, report);
        }

        if (unread is not null)
        {
            text.Append(',');
            Quote(text, unread);
        }

        return text.Append(']').ToString();
    }

    /// <summary>The columns as an object; empty ones are null.</summary>
    internal static string Write(RowProperties columns)
    {
        var text = new StringBuilder("{");
        foreach (KeyValuePair<string, string?> column in columns)
        {
            Name(text, column.Key);
            if (column.Value is null)
            {
                text.Append("null");
            }
            else
            {
                Quote(text, column.Value);
            }
        }

        return text.Append('}').ToString();
    }

    /// <summary>The stages that an order shows, by the names of the object's members; empty text for none.</summary>
    internal static string Write(IReadOnlyList<BgCheckOrderStage> stages) => List(stages, static (text, stage) =>
    {
        Member(text, nameof(stage.StageName), stage.StageName);
        Member(text, nameof(stage.StageEnName), stage.StageEnName);
        Member(text, nameof(stage.Time), stage.Time?.ToString(null, CultureInfo.InvariantCulture));
    });

    /// <summary>The reports that an order shows, without what is personal, even where it was asked for.</summary>
    internal static string Write(IReadOnlyList<BgCheckOrderReport> reports) => List(reports, static (text, report) =>
    {
        Member(text, nameof(report.Name), report.Name);
        Member(text, nameof(report.Type), report.Type);
        Member(text, nameof(report.CreateTime), report.CreateTime?.ToString(null, CultureInfo.InvariantCulture));
    });

    private static string List<T>(IReadOnlyList<T> items, Action<StringBuilder, T> members)
    {
        if (items.Count == 0)
        {
            return string.Empty;
        }

        var text = new StringBuilder("[");
        foreach (T item in items)
        {
            text.Append(text.Length > 1 ? ",{" : "{");
            members(text, item);
            text.Append('}');
        }

        return text.Append(']').ToString();
    }

    private static void Write(StringBuilder text, BgCheckReportFile report)
    {
        text.Append('{');
        Member(text, "report_name", report.Name);
        Member(text, "report_url", report.Url);
        Member(text, "report_url_type", report.UrlType);
        text.Append('}');
    }

    private static void Member(StringBuilder text, string name, string? value)
    {
        if (value is not null)
        {
            Name(text, name);
            Quote(text, value);
        }
    }

    private static void Name(StringBuilder text, string name)
    {
        if (text[text.Length - 1] != '{')
        {
            text.Append(',');
        }

        Quote(text, name);
        text.Append(':');
    }

    private static void Quote(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (char c in value)
        {
            switch (c)
            {
                case '"':
                    text.Append("\\\"");
                    break;
                case '\\':
                    text.Append(@"\\");
                    break;
                case < ' ':
                    text.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
                    break;
                default:
                    text.Append(c);
                    break;
            }
        }

        text.Append('"');
    }
}
