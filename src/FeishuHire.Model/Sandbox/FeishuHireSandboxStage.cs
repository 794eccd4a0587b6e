namespace FeishuHire;

/// <summary>One stage as the sandbox accepted it: every field of the call, and how the call came in.</summary>
public sealed class FeishuHireSandboxStage
{
    /// <summary>The order's id.</summary>
    public string BackgroundCheckId { get; init; } = string.Empty;

    /// <summary>stage_id.</summary>
    public string StageId { get; init; } = string.Empty;

    /// <summary>stage_name.</summary>
    public string StageName { get; init; } = string.Empty;

    /// <summary>stage_en_name; null where it was not sent.</summary>
    public string? StageEnName { get; init; }

    /// <summary>stage_time, shown in China Standard Time.</summary>
    public BgCheckTime StageTime { get; init; }

    /// <summary>result; null where it was not sent.</summary>
    public string? Result { get; init; }

    /// <summary>operator_role: <c>Vendor</c>, <c>Administrator</c>, or null where it was not sent.</summary>
    public string? OperatorRole { get; init; }

    /// <summary>report_file_list, in the order sent.</summary>
    public BgCheckReportFileList ReportFile { get; init; } = [];

    /// <summary>The tenant whose token the call carried.</summary>
    public string TenantKey { get; init; } = string.Empty;

    /// <summary>The app whose token the call carried.</summary>
    public string AppId { get; init; } = string.Empty;

    /// <summary>The place in the order of acceptance over all orders, from 1.</summary>
    public long Sequence { get; init; }

    /// <summary>When the call was judged, by the sandbox's clock.</summary>
    public BgCheckTime ReceivedAt { get; init; }

    /// <summary>X-Tt-Logid of the answer.</summary>
    public string LogId { get; init; } = string.Empty;

    /// <summary>The fault that spoilt the answer of this accepted call, or null.</summary>
    public string? Fault { get; init; }

    /// <summary>The User-Agent header of the call, or null.</summary>
    public string? UserAgent { get; init; }

    /// <summary>The call's body, as it came.</summary>
    public string Body { get; init; } = string.Empty;

    /// <summary>The order and stage.</summary>
    public override string ToString() => $"{BackgroundCheckId}/{StageId}";
}
