using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;

namespace FeishuHire.Sandbox;

/// <summary>Writes the answer of batch_query.</summary>
internal static class OrderAnswer
{
    /// <summary>The body of the answer.</summary>
    /// <param name="orders">The orders to show.</param>
    /// <param name="nextToken">The token of the next page, or null.</param>
    /// <param name="showStage">The time a stage is shown with, or null to hide it; null to show what was sent.</param>
    internal static string Write(IReadOnlyList<Order> orders, string? nextToken, Func<FeishuHireSandboxStage, long?>? showStage)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Refusal.Writing))
        {
            json.WriteStartObject();
            json.WriteNumber("code", 0);
            json.WriteString("msg", "success");
            json.WriteStartObject("data");
            json.WriteBoolean("has_more", nextToken is not null);
            json.WriteString("page_token", nextToken ?? string.Empty);
            json.WriteStartArray("items");
            foreach (Order order in orders)
            {
                Write(json, order, showStage ?? (static stage => AssumedAnswers.ShownTime(stage)));
            }

            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void Write(Utf8JsonWriter json, Order order, Func<FeishuHireSandboxStage, long?> showStage)
    {
        var applicant = Applicant.Of(order.Id);
        json.WriteStartObject();
        json.WriteString("order_id", AssumedAnswers.ShownId(order.Id));
        json.WriteString("application_id", applicant.ApplicationId);
        json.WriteNumber("order_status", (int)order.Status);
        json.WriteString("package", "标准背调");
        json.WriteString("begin_time", StageTimes.Text(order.BeginTime));
        if (order.EndTime is long end)
        {
            json.WriteString("end_time", StageTimes.Text(end));
        }

        json.WriteString("update_time", StageTimes.Text(order.UpdateTime));
        if (Conclusion(order) is string conclusion)
        {
            json.WriteString("conclusion", conclusion);
        }

        json.WriteStartObject("provider_info");
        json.WriteString("provider_id", "sandbox_provider");
        json.WriteStartObject("provider_name");
        json.WriteString("zh_cn", "沙箱背调");
        json.WriteString("en_us", "Sandbox Background Check");
        json.WriteEndObject();
        json.WriteEndObject();
        WriteStages(json, order, showStage);
        WriteReports(json, order);
        applicant.Write(json);
        json.WriteEndObject();
    }

    /// <summary>The stages, newest first.</summary>
    private static void WriteStages(Utf8JsonWriter json, Order order, Func<FeishuHireSandboxStage, long?> showStage)
    {
        json.WriteStartArray("process_info_list");
        foreach (FeishuHireSandboxStage stage in order.Stages.Reverse())
        {
            if (showStage(stage) is long time)
            {
                json.WriteStartObject();
                json.WriteString("process", stage.StageName);
                json.WriteString("en_process", stage.StageEnName ?? string.Empty);
                json.WriteString("update_time", StageTimes.Text(time));
                json.WriteEndObject();
            }
        }

        json.WriteEndArray();
    }

    /// <summary>The reports, newest first.</summary>
    private static void WriteReports(Utf8JsonWriter json, Order order)
    {
        json.WriteStartArray("feedback_info_list");
        foreach (FeishuHireSandboxResult result in order.Results.Reverse())
        {
            WriteReports(json, order, result.ReportFile, result.Result, final: true, result.ReceivedAt);
        }

        foreach (FeishuHireSandboxStage stage in order.Stages.Reverse())
        {
            WriteReports(json, order, stage.ReportFile, stage.Result, final: false, stage.ReceivedAt);
        }

        json.WriteEndArray();
    }

    private static void WriteReports(Utf8JsonWriter json, Order order, BgCheckReportFileList reports, string? result, bool final, BgCheckTime at)
    {
        foreach (BgCheckReportFile report in reports)
        {
            json.WriteStartObject();
            json.WriteString("id", order.Id + "-" + StageTimes.Text(at.UnixMilliseconds));
            bool isPreview = string.Equals(report.UrlType, "Preview", StringComparison.Ordinal);
            json.WriteString(isPreview ? "report_preview_url" : "attachment_url", report.Url);
            json.WriteString("result", result ?? string.Empty);
            json.WriteNumber("report_type", final ? 2 : 1);
            json.WriteString("create_time", StageTimes.Text(at.UnixMilliseconds));
            json.WriteString("report_name", report.Name);
            json.WriteEndObject();
        }
    }

    /// <summary>The result of the last report.</summary>
    private static string? Conclusion(Order order) =>
        order.Results.Count > 0 ? order.Results[order.Results.Count - 1].Result : order.Stages.LastOrDefault(stage => stage.Result is not null)?.Result;
}
