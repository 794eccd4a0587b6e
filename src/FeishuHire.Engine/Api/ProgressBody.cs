using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text.Encodings.Web;
using System.Text.Json;
using FeishuHire.Values;

namespace FeishuHire.Engine.Api;

/// <summary>Turns a row into the bytes of its request.</summary>
internal static class ProgressBody
{
    // Chinese goes out as it is: escaped it would be twice as long and unreadable in a capture.
    private static readonly JsonWriterOptions Unescaped = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [ThreadStatic]
    private static Tuple<Utf8JsonWriter, MemoryStream>? t_pen;

    /// <summary>Writes the body: ids as text, optional fields only where the row has them.</summary>
    /// <param name="row">A row that has passed its rules.</param>
    /// <param name="sentTime">stage_time, Unix milliseconds.</param>
    internal static byte[] Write(BgCheckProgress row, long sentTime)
    {
        var request = new ProgressRequest
        {
            BackgroundCheckId = row.BackgroundCheckId ?? string.Empty,
            StageId = row.StageId ?? string.Empty,
            StageEnName = Optional(row.StageEnName),
            StageName = row.StageName ?? string.Empty,
            StageTime = sentTime.ToString(CultureInfo.InvariantCulture),
            Result = Optional(row.Result),
            OperatorRole = ChoiceCell.RoleNumber(row.OperatorRole),
            ReportFileList = Reports(row.ReportFile),
        };

        // One writer and its buffers per thread: for a row of a few hundred bytes they would be most of the work.
        (Utf8JsonWriter writer, MemoryStream body) = t_pen ??= NewPen();
        try
        {
            JsonSerializer.Serialize(writer, request, RequestJson.Default.ProgressRequest);
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

    private static List<ReportRequest>? Reports(BgCheckReportFileList reports)
    {
        if (reports.Count == 0)
        {
            return null;
        }

        var list = new List<ReportRequest>(reports.Count);
        foreach (BgCheckReportFile report in reports)
        {
            list.Add(new()
            {
                ReportName = report.Name ?? string.Empty,
                ReportUrl = report.Url ?? string.Empty,
                ReportUrlType = ChoiceCell.UrlTypeNumber(report.UrlType),
            });
        }

        return list;
    }

    private static string? Optional(string? value) => string.IsNullOrEmpty(value) ? null : value;
}
