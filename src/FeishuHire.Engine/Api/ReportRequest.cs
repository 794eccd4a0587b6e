using System.Text.Json.Serialization;

namespace FeishuHire.Engine.Api;

/// <summary>An item of report_file_list.</summary>
internal sealed record ReportRequest
{
    [JsonPropertyName("report_name")]
    public required string ReportName { get; init; }

    [JsonPropertyName("report_url")]
    public required string ReportUrl { get; init; }

    [JsonPropertyName("report_url_type")]
    public int? ReportUrlType { get; init; }
}
