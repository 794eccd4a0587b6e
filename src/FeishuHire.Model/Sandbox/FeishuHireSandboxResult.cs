namespace FeishuHire;

/// <summary>One final result as the sandbox accepted it.</summary>
public sealed class FeishuHireSandboxResult
{
    /// <summary>The order's id.</summary>
    public string BackgroundCheckId { get; init; } = string.Empty;

    /// <summary>result.</summary>
    public string Result { get; init; } = string.Empty;

    /// <summary>result_time, shown in China Standard Time.</summary>
    public BgCheckTime ResultTime { get; init; }

    /// <summary>operator_role: <c>Vendor</c>, <c>Administrator</c>, or null where it was not sent.</summary>
    public string? OperatorRole { get; init; }

    /// <summary>report_file_list, in the order sent.</summary>
    public BgCheckReportFileList ReportFile { get; init; } = [];

    /// <summary>The tenant whose token the call carried.</summary>
    public string TenantKey { get; init; } = string.Empty;

    /// <summary>When the call was judged, by the sandbox's clock.</summary>
    public BgCheckTime ReceivedAt { get; init; }

    /// <summary>X-Tt-Logid of the answer.</summary>
    public string LogId { get; init; } = string.Empty;

    /// <summary>The fault that spoilt the answer of this accepted call, or null.</summary>
    public string? Fault { get; init; }

    /// <summary>The call's body, as it came.</summary>
    public string Body { get; init; } = string.Empty;

    /// <summary>The order and when its result was made.</summary>
    public override string ToString() => $"{BackgroundCheckId} {ResultTime}";
}
