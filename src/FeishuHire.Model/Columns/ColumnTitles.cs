using System;
using System.Collections.Generic;

namespace FeishuHire.Columns;

/// <summary>The titles each field is known by, the API's own name first. PowerShell names need no entry of their own:
/// they differ from the API's only in case and underscores. Left out on purpose: titles that a vendor's export uses for
/// something else, such as 订单ID (its own order number) or 操作人 (a person's name).</summary>
internal static class ColumnTitles
{
    internal static readonly IReadOnlyDictionary<ProgressField, string[]> Of = new Dictionary<ProgressField, string[]>
    {
        [ProgressField.BackgroundCheckId] =
        [
            "background_check_id", "background check order id", "背调ID", "背调单号", "背调单ID", "背调订单ID", "背调订单号",
            "背调订单编号", "背调编号", "飞书背调ID", "飞书背调订单ID",
        ],
        [ProgressField.StageId] = ["stage_id", "阶段ID", "背调阶段ID", "阶段编号", "阶段标识"],
        [ProgressField.StageName] = ["stage_name", "阶段名称", "背调阶段名称", "阶段中文名称", "背调阶段中文名称", "阶段名", "背调阶段"],
        [ProgressField.StageEnName] = ["stage_en_name", "stage_english_name", "阶段英文名称", "背调阶段英文名称", "阶段英文名"],
        [ProgressField.StageTime] =
        [
            "stage_time", "阶段时间", "背调阶段时间", "更新时间", "阶段更新时间", "进度更新时间", "阶段进度更新时间",
            "背调阶段更新时间", "背调进度更新时间",
        ],
        [ProgressField.Result] = ["result", "stage_result", "背调结果", "阶段结果", "背调阶段结果", "结果"],
        [ProgressField.OperatorRole] = ["operator_role", "操作人角色", "操作者角色", "操作角色"],
        [ProgressField.ReportName] = ["report_name", "报告名称", "阶段报告名称", "报告名", "报告文件名"],
        [ProgressField.ReportUrl] = ["report_url", "report_link", "报告地址", "报告链接", "阶段报告地址", "阶段报告链接", "报告URL"],
        [ProgressField.ReportUrlType] =
        [
            "report_url_type", "报告地址类型", "报告链接类型", "阶段报告地址类型", "阶段报告链接类型", "报告URL类型",
        ],
        [ProgressField.ReportFile] = ["report_file_list", "report_file", "report_files", "报告", "报告列表", "阶段报告", "阶段报告列表"],
        [ProgressField.TenantKey] = ["tenant_key", "tenant", "租户", "租户标识", "租户Key", "租户密钥"],
        [ProgressField.ResultTime] = ["result_time", "结果时间", "最终结果时间", "背调结果时间", "背调结果更新时间", "出具结果时间"],
    };

    /// <summary>What a sheet of final results calls the fields beside the titles above.</summary>
    private static readonly Dictionary<ProgressField, string[]> OfResult = new()
    {
        [ProgressField.Result] = ["final_result", "最终结果", "最终背调结果", "背调最终结果", "背调结论", "最终结论"],
        [ProgressField.ReportName] = ["最终报告名称", "最终报告名"],
        [ProgressField.ReportUrl] = ["最终报告地址", "最终报告链接", "最终报告URL"],
        [ProgressField.ReportUrlType] = ["最终报告地址类型", "最终报告链接类型"],
        [ProgressField.ReportFile] = ["最终报告", "最终报告列表"],
    };

    private static readonly Dictionary<string, ProgressField> Progress = Build(BgCheckDeliveryKind.Progress);
    private static readonly Dictionary<string, ProgressField> Result = Build(BgCheckDeliveryKind.Result);
    private static readonly Dictionary<string, ProgressField> Cancel = Build(BgCheckDeliveryKind.Cancel);

    /// <summary>Field by title in the form that <see cref="ColumnMatcher.Normalize"/> gives.</summary>
    /// <param name="kind">What the sheet's rows are.</param>
    internal static IReadOnlyDictionary<string, ProgressField> ByNormalized(BgCheckDeliveryKind kind) => kind switch
    {
        BgCheckDeliveryKind.Result => Result,
        BgCheckDeliveryKind.Cancel => Cancel,
        _ => Progress,
    };

    /// <summary>The fields that a row of a kind has.</summary>
    internal static bool Has(BgCheckDeliveryKind kind, ProgressField field) => kind switch
    {
        BgCheckDeliveryKind.Cancel => field is ProgressField.BackgroundCheckId or ProgressField.TenantKey,
        BgCheckDeliveryKind.Result => field is not (ProgressField.StageId or ProgressField.StageName or ProgressField.StageEnName or ProgressField.StageTime),
        _ => field != ProgressField.ResultTime,
    };

    /// <summary>The fields without which a row of a kind cannot be sent.</summary>
    internal static ProgressField[] Required(BgCheckDeliveryKind kind) => kind switch
    {
        BgCheckDeliveryKind.Cancel => [ProgressField.BackgroundCheckId],
        BgCheckDeliveryKind.Result => [ProgressField.BackgroundCheckId, ProgressField.Result, ProgressField.ResultTime],
        _ => [ProgressField.BackgroundCheckId, ProgressField.StageId, ProgressField.StageName, ProgressField.StageTime],
    };

    /// <summary>The field that the API calls so, or null.</summary>
    internal static ProgressField? OfApiName(string name)
    {
        foreach (KeyValuePair<ProgressField, string[]> field in Of)
        {
            if (field.Value[0] == name)
            {
                return field.Key;
            }
        }

        return null;
    }

    /// <summary>Names of the API, parted by commas, each with its Chinese title: <c>stage_id (阶段ID)</c>.</summary>
    internal static string? InBothLanguages(string? names)
    {
        string[]? parts = names?.Split([", "], StringSplitOptions.None);
        for (int i = 0; i < parts?.Length; i++)
        {
            if (OfApiName(parts[i]) is ProgressField field
                && Array.Find(Of[field], static title => title[0] > '\u2fff') is string chinese)
            {
                parts[i] += " (" + chinese + ")";
            }
        }

        return parts is null ? null : string.Join(", ", parts);
    }

    private static Dictionary<string, ProgressField> Build(BgCheckDeliveryKind kind)
    {
        var all = new Dictionary<string, ProgressField>(StringComparer.Ordinal);
        foreach (KeyValuePair<ProgressField, string[]> field in Of)
        {
            string[] more = kind == BgCheckDeliveryKind.Result && OfResult.TryGetValue(field.Key, out string[]? own) ? own : [];
            foreach (string title in Has(kind, field.Key) ? (string[])[.. field.Value, .. more] : [])
            {
                all.Add(ColumnMatcher.Normalize(title), field.Key);
            }
        }

        return all;
    }
}
