using System.Collections.Generic;

namespace FeishuHire;

/// <summary>The final result of one background-check order: what a call of update_result carries. Every member can be set and
/// may hold an invalid value; the rules run when it is tested or sent.</summary>
/// <remarks>Field rules: the page 回传背调订单的最终结果.</remarks>
public sealed class BgCheckResult
{
    /// <summary>Makes an empty one.</summary>
    public BgCheckResult()
        : this(new BgCheckProgress { Kind = BgCheckDeliveryKind.Result })
    {
    }

    internal BgCheckResult(BgCheckProgress update) => Update = update;

    /// <summary>background_check_id: Feishu's order id, digits only. Text, because it does not fit a double.</summary>
    public string? BackgroundCheckId { get => Update.BackgroundCheckId; set => Update.BackgroundCheckId = value; }

    /// <summary>result: required, e.g. 无差异.</summary>
    public string? Result { get => Update.Result; set => Update.Result = value; }

    /// <summary>result_time: required; with the order it is the result's identity. Null when the cell could not be read.</summary>
    public BgCheckTime? ResultTime { get => Update.StageTime; set => Update.StageTime = value; }

    /// <summary>The time as it was given, e.g. the cell's text; read again at send when <see cref="ResultTime"/> is null.</summary>
    public string? ResultTimeText { get => Update.StageTimeText; set => Update.StageTimeText = value; }

    /// <summary>The zone by which <see cref="ResultTimeText"/> was read; null where it was not read by a zone.</summary>
    public string? TimeZone { get => Update.TimeZone; set => Update.TimeZone = value; }

    /// <summary>Why the line could not be read; null for a row that could.</summary>
    public string? Fault { get => Update.Fault; set => Update.Fault = value; }

    /// <summary>operator_role: <c>Vendor</c> (1), <c>Administrator</c> (2), or null, which is not sent.</summary>
    public string? OperatorRole { get => Update.OperatorRole; set => Update.OperatorRole = value; }

    /// <summary>report_file_list: the final reports, in order; may be empty.</summary>
    public BgCheckReportFileList ReportFile { get => Update.ReportFile; set => Update.ReportFile = value; }

    /// <summary>The tenant that owns the order, for store apps whose connection names none.</summary>
    public string? TenantKey { get => Update.TenantKey; set => Update.TenantKey = value; }

    /// <summary>Where the result came from.</summary>
    public BgCheckSource? Source { get => Update.Source; set => Update.Source = value; }

    /// <summary>The row's columns that are not part of the result, by title, kept for the result files.</summary>
    public IDictionary<string, string?> Properties { get => Update.Properties; set => Update.Properties = value; }

    /// <summary>What is delivered.</summary>
    internal BgCheckProgress Update { get; }

    /// <summary>The order; error views print it.</summary>
    public override string ToString() => Update.ToString();
}
