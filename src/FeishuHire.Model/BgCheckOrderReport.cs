namespace FeishuHire;

/// <summary>A report that Feishu shows of an order.</summary>
public sealed class BgCheckOrderReport
{
    /// <summary>report_name.</summary>
    public string? Name { get; init; }

    /// <summary><c>Stage</c> for the report of a stage, <c>Final</c> for that of the result, else the number Feishu gave; null
    /// where it gave none.</summary>
    public string? Type { get; init; }

    /// <summary>create_time.</summary>
    public BgCheckTime? CreateTime { get; init; }

    /// <summary>result; null unless personal data was asked for.</summary>
    public string? Result { get; init; }

    /// <summary>attachment_url, good for an hour; null unless personal data was asked for.</summary>
    public string? AttachmentUrl { get; init; }

    /// <summary>report_preview_url; null unless personal data was asked for.</summary>
    public string? PreviewUrl { get; init; }

    /// <summary>The report's name.</summary>
    public override string ToString() => Name ?? string.Empty;
}
