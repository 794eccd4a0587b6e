using System;
using System.Collections.Generic;
using System.IO;
using System.Text.Json.Serialization;

namespace FeishuHire.BenchPeers;

/// <summary>A row as it goes on the wire.</summary>
internal sealed record StageRow(
    [property: JsonPropertyName("background_check_id")] string BackgroundCheckId,
    [property: JsonPropertyName("stage_id")] string StageId,
    [property: JsonPropertyName("stage_en_name")] string StageEnName,
    [property: JsonPropertyName("stage_name")] string StageName,
    [property: JsonPropertyName("stage_time")] string StageTime,
    [property: JsonPropertyName("result")] string? Result,
    [property: JsonPropertyName("report_file_list")] IReadOnlyList<ReportRow>? ReportFileList)
{
    /// <summary>Reads the driver's rows: a title line, no quotes, no commas inside.</summary>
    public static List<StageRow> ReadAll(string file)
    {
        List<StageRow> rows = [];
        using var reader = new StreamReader(file);
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
        {
            string[] cells = line.Split(',');
            bool reported = cells[5].Length > 0;
            rows.Add(new StageRow(
                cells[0], cells[1], cells[2], cells[3], cells[4],
                reported ? cells[5] : null,
                reported ? [new ReportRow(cells[6], cells[7], 1)] : null));
        }

        return rows;
    }
}

/// <summary>A report of a row.</summary>
internal sealed record ReportRow(
    [property: JsonPropertyName("report_name")] string ReportName,
    [property: JsonPropertyName("report_url")] string ReportUrl,
    [property: JsonPropertyName("report_url_type")] int ReportUrlType);

/// <summary>Every answer of the server.</summary>
internal sealed record ServerAnswer(
    [property: JsonPropertyName("code")] int Code,
    [property: JsonPropertyName("tenant_access_token")] string? Token);

/// <summary>What asks for a token.</summary>
internal sealed record TokenRow(
    [property: JsonPropertyName("app_id")] string AppId,
    [property: JsonPropertyName("app_secret")] string AppSecret);

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(StageRow))]
[JsonSerializable(typeof(ServerAnswer))]
[JsonSerializable(typeof(TokenRow))]
internal sealed partial class RowJson : JsonSerializerContext;
