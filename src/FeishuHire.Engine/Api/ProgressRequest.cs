using System.Collections.Generic;
using System.Text.Json.Serialization;

namespace FeishuHire.Engine.Api;

/// <summary>The body of update_progress, in the API's names and JSON types. What is null is not sent.</summary>
internal sealed record ProgressRequest
{
    [JsonPropertyName("background_check_id")]
    public required string BackgroundCheckId { get; init; }

    [JsonPropertyName("stage_id")]
    public required string StageId { get; init; }

    [JsonPropertyName("stage_en_name")]
    public string? StageEnName { get; init; }

    [JsonPropertyName("stage_name")]
    public required string StageName { get; init; }

    /// <summary>Unix milliseconds, as text: the page asks for a JSON string.</summary>
    [JsonPropertyName("stage_time")]
    public required string StageTime { get; init; }

    [JsonPropertyName("result")]
    public string? Result { get; init; }

    [JsonPropertyName("operator_role")]
    public int? OperatorRole { get; init; }

    [JsonPropertyName("report_file_list")]
    public IReadOnlyList<ReportRequest>? ReportFileList { get; init; }
}
