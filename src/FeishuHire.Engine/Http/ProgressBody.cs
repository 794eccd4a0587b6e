using System;
using System.Globalization;
using System.IO;
using System.Text.Encodings.Web;
using System.Text.Json;
using FeishuHire.Values;

namespace FeishuHire.Engine.Http;

/// <summary>Turns a row into the bytes of its request: the API's names and JSON types, ids and stage_time as text, optional
/// fields only where the row has them.</summary>
/// <remarks>Written field by field: a serializer, source-generated or not, has the runtime compile some 400 methods more before
/// the first row leaves a cold process, for eight fields.</remarks>
internal static class ProgressBody
{
    // Chinese goes out as it is: escaped it would be twice as long and unreadable in a capture.
    private static readonly JsonWriterOptions Unescaped = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [ThreadStatic]
    private static Tuple<Utf8JsonWriter, MemoryStream>? t_pen;

    /// <summary>Writes the body.</summary>
    /// <param name="row">A row that has passed its rules.</param>
    /// <param name="sentTime">stage_time, Unix milliseconds.</param>
    internal static byte[] Write(BgCheckProgress row, long sentTime)
    {
        // One writer and its buffers per thread: for a row of a few hundred bytes they would be most of the work.
        (Utf8JsonWriter writer, MemoryStream body) = t_pen ??= NewPen();
        try
        {
            writer.WriteStartObject();
            writer.WriteString("background_check_id", row.BackgroundCheckId ?? string.Empty);
            writer.WriteString("stage_id", row.StageId ?? string.Empty);
            WriteOptional(writer, "stage_en_name", row.StageEnName);
            writer.WriteString("stage_name", row.StageName ?? string.Empty);

            // The page asks for a JSON string.
            writer.WriteString("stage_time", sentTime.ToString(CultureInfo.InvariantCulture));
            WriteOptional(writer, "result", row.Result);
            WriteOptional(writer, "operator_role", ChoiceCell.RoleNumber(row.OperatorRole));
            WriteReports(writer, row.ReportFile);
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
