using System.Collections.Generic;
using System.Text.Json;

namespace FeishuHire.Sandbox;

/// <summary>The fields of an update_progress whose JSON types are as documented.</summary>
internal sealed record ProgressFields(string OrderId, string StageId, string StageName, long StageTime)
{
    internal string? StageEnName { get; init; }

    internal string? Result { get; init; }

    internal int? OperatorRole { get; init; }

    /// <summary>report_file_list; null where it was not sent.</summary>
    internal IReadOnlyList<BgCheckReportFile>? Reports { get; init; }

    /// <summary>The fields in the table's order; null where anything is wrong with one.</summary>
    internal static ProgressFields? Read(FieldJudge judge, JsonElement root)
    {
        string? orderId = judge.Text(root, "background_check_id", required: true);
        string? stageId = judge.Text(root, "stage_id", required: true);
        string? enName = judge.Text(root, "stage_en_name", required: false);
        string? name = judge.Text(root, "stage_name", required: true);
        long time = judge.Milliseconds(root, "stage_time", required: true) ?? 0;
        string? result = judge.Text(root, "result", required: false);
        int? role = judge.OneOrTwo(root, "operator_role");
        List<BgCheckReportFile>? reports = judge.Reports(root);
        return judge.Violations.Count > 0
            ? null
            : new ProgressFields(orderId!, stageId!, name!, time)
            {
                StageEnName = enName,
                Result = result,
                OperatorRole = role,
                Reports = reports,
            };
    }
}

/// <summary>The fields of an update_result whose JSON types are as documented.</summary>
internal sealed record ResultFields(string OrderId, string Result, long ResultTime)
{
    internal int? OperatorRole { get; init; }

    /// <summary>report_file_list; null where it was not sent.</summary>
    internal IReadOnlyList<BgCheckReportFile>? Reports { get; init; }

    /// <summary>The fields in the table's order; null where anything is wrong with one.</summary>
    internal static ResultFields? Read(FieldJudge judge, JsonElement root)
    {
        string? orderId = judge.Text(root, "background_check_id", required: true);
        string? result = judge.Text(root, "result", required: true);
        long time = judge.Milliseconds(root, "result_time", required: true) ?? 0;
        int? role = judge.OneOrTwo(root, "operator_role");
        List<BgCheckReportFile>? reports = judge.Reports(root);
        return judge.Violations.Count > 0 ? null : new ResultFields(orderId!, result!, time) { OperatorRole = role, Reports = reports };
    }
}
