using System;
using System.Globalization;
using System.IO;
using System.Text.Encodings.Web;
using System.Text.Json;
using FeishuHire.Values;

namespace FeishuHire.Engine.Http;

/// <summary>Writes the bodies of requests: the API's names and JSON types, ids and times as text, optional fields only where
/// there is something in them.</summary>
/// <remarks>Written field by field: a serializer, source-generated or not, has the runtime compile some 400 methods more before
/// the first row leaves a cold process, for eight fields.</remarks>
internal static class RequestBody
{
    // Chinese goes out as it is: escaped it would be twice as long and unreadable in a capture.
    private static readonly JsonWriterOptions Unescaped = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [ThreadStatic]
    private static Tuple<Utf8JsonWriter, MemoryStream>? t_pen;

    /// <summary>The body of update_progress.</summary>
    /// <param name="row">A row that has passed its rules.</param>
    /// <param name="sentTime">stage_time, Unix milliseconds.</param>
    internal static byte[] OfProgress(BgCheckProgress row, long sentTime) => Write((row, sentTime), static (writer, update) =>
    {
        BgCheckProgress row = update.row;
        writer.WriteString("background_check_id", row.BackgroundCheckId ?? string.Empty);
        writer.WriteString("stage_id", row.StageId ?? string.Empty);
        WriteOptional(writer, "stage_en_name", row.StageEnName);
        writer.WriteString("stage_name", row.StageName ?? string.Empty);
        WriteTime(writer, "stage_time", update.sentTime);
        WriteOptional(writer, "result", row.Result);
        WriteOptional(writer, "operator_role", ChoiceCell.RoleNumber(row.OperatorRole));
        WriteReports(writer, row.ReportFile);
    });

    /// <summary>The body of update_result.</summary>
    /// <param name="row">A row that has passed its rules.</param>
    /// <param name="resultTime">result_time, Unix milliseconds.</param>
    internal static byte[] OfResult(BgCheckProgress row, long resultTime) => Write((row, resultTime), static (writer, update) =>
    {
        writer.WriteString("background_check_id", update.row.BackgroundCheckId ?? string.Empty);
        writer.WriteString("result", update.row.Result ?? string.Empty);
        WriteTime(writer, "result_time", update.resultTime);
        WriteOptional(writer, "operator_role", ChoiceCell.RoleNumber(update.row.OperatorRole));
        WriteReports(writer, update.row.ReportFile);
    });

    /// <summary>The body of cancel.</summary>
    /// <param name="row">Names the order.</param>
    internal static byte[] OfCancel(BgCheckProgress row) =>
        Write(row, static (writer, row) => writer.WriteString("background_check_id", row.BackgroundCheckId ?? string.Empty));

    /// <summary>The body of batch_query.</summary>
    /// <param name="query">Which orders.</param>
    internal static byte[] OfQuery(OrderQuery query) => Write(query, static (writer, query) =>
    {
        if (query.OrderIds.Count > 0)
        {
            writer.WriteStartArray("background_check_order_id_list");
            foreach (string id in query.OrderIds)
            {
                writer.WriteStringValue(id);
            }

            writer.WriteEndArray();
            return;
        }

        WriteTime(writer, "update_start_time", query.UpdatedSince);
        WriteTime(writer, "update_end_time", query.UpdatedUntil);
        WriteTime(writer, "begin_start_time", query.CreatedSince);
        WriteTime(writer, "begin_end_time", query.CreatedUntil);
        WriteOptional(writer, "order_status", query.Status is BgCheckOrderStatus status ? ((int)status).ToString(CultureInfo.InvariantCulture) : null);
    });

    private static byte[] Write<T>(T what, Action<Utf8JsonWriter, T> write)
    {
        // One writer and its buffers per thread: for a row of a few hundred bytes they would be most of the work.
        (Utf8JsonWriter writer, MemoryStream body) = t_pen ??= NewPen();
        try
        {
            writer.WriteStartObject();
            write(writer, what);
            writer.WriteEndObject();
            writer.Flush();
            return body.ToArray();
        }
        finally
        {
            body.SetLength(0);
            writer.Reset();
        }
    }

    private static Tuple<Utf8JsonWriter, MemoryStream> NewPen()
    {
        var body = new MemoryStream(512);
        return Tuple.Create(new Utf8JsonWriter(body, Unescaped), body);
    }

    private static void WriteReports(Utf8JsonWriter writer, BgCheckReportFileList reports)
    {
        if (reports.Count == 0)
        {
            return;
        }

        writer.WriteStartArray("report_file_list");
        for (int i = 0; i < reports.Count; i++)
        {
            writer.WriteStartObject();
            writer.WriteString("report_name", reports[i].Name ?? string.Empty);
            writer.WriteString("report_url", reports[i].Url ?? string.Empty);
            WriteOptional(writer, "report_url_type", ChoiceCell.UrlTypeNumber(reports[i].UrlType));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    // The pages ask for a JSON string.
    private static void WriteTime(Utf8JsonWriter writer, string name, long? milliseconds) =>
        WriteOptional(writer, name, milliseconds?.ToString(CultureInfo.InvariantCulture));

    private static void WriteOptional(Utf8JsonWriter writer, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            writer.WriteString(name, value);
        }
    }

    private static void WriteOptional(Utf8JsonWriter writer, string name, int? value)
    {
        if (value is int number)
        {
            writer.WriteNumber(name, number);
        }
    }
}
