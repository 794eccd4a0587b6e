using System;
using System.Collections.Generic;

namespace FeishuHire.Errors.Scrubbing;

/// <summary>The words that a server's message is made of whoever the candidate is: they stay.</summary>
internal static class ScrubWords
{
    /// <summary>Field names of the calls and of their answers.</summary>
    internal static readonly string[] Fields =
    [
        "background_check_id", "stage_id", "stage_en_name", "stage_name", "stage_time", "result", "operator_role",
        "report_file_list", "report_name", "report_url_type", "report_url", "tenant_key", "app_id", "app_secret",
        "app_ticket", "tenant_access_token", "app_access_token", "user_access_token", "access_token", "log_id", "logid",
        "hire:background_check_order", "field_violations", "permission_violations", "update_progress",
    ];

    private static readonly HashSet<string> KeptFields = new(StringComparer.OrdinalIgnoreCase)
    {
        "background_check_id", "stage_id", "stage_time", "operator_role", "report_url_type",
    };

    private static readonly HashSet<string> StockPhrases = new(StringComparer.OrdinalIgnoreCase)
    {
        "success", "ok", "illegal order status", "订单状态异常", "background check order not exist", "背调订单不存在",
        "system error", "系统异常", "request trigger frequency limit", "internal error", "invalid param",
    };

    private static readonly HashSet<string> English = new(
        ("a access action address all allowed already an and api apis app application are at available background bad be "
        + "body call check code com contact content data denied detail details does download duplicate empty error errors "
        + "exceed exceeded exist exists expected expired fail failed feishu field file for format found frequency from get "
        + "greater has have header hire html http https id if illegal in increase increasing info int integer internal "
        + "invalid is it items json key larger lark length less limit list log long logid max maximum message min missing "
        + "msg must name need no not null number of ok on open or order org over param parameter parameters params parse "
        + "pdf permission please preview progress query read reason reject rejected report request required result results "
        + "retry role scope see server service should stage status string strictly success support system tenant than that "
        + "the this time timestamp to token too troubleshooter try type unauthorized unexpected unix unknown unmarshal "
        + "update url use user valid validate validation value values vendor violation violations was while with wrong www "
        + "administrator operator").Split(' '),
        StringComparer.Ordinal);

    private static readonly string[] Chinese =
    [
        "背调", "背景调查", "订单", "阶段", "报告", "名称", "时间", "时间戳", "状态", "异常", "参数", "错误", "不存在", "存在",
        "系统", "字段", "必填", "缺少", "缺失", "为空", "不能", "不可", "不支持", "格式", "类型", "地址", "链接", "长度", "超过",
        "超出", "限制", "校验", "失败", "无效", "非法", "重复", "递增", "严格", "进度", "更新", "请求", "请", "检查", "接口",
        "结果", "租户", "应用", "权限", "凭证", "毫秒", "数字", "文本", "操作人", "角色", "供应商", "管理员", "下载", "预览",
    ];

    /// <summary>Whether a text is one that Feishu publishes: nobody's data, whatever it has in common with a row.</summary>
    internal static bool IsStockPhrase(string text) => StockPhrases.Contains(text);

    /// <summary>Whether a word, folded, belongs to the messages themselves.</summary>
    internal static bool IsCommon(string word) => English.Contains(word) || Array.IndexOf(Chinese, word) >= 0;

    /// <summary>The Chinese words, for those that no blank parts.</summary>
    internal static IReadOnlyList<string> ChineseWords => Chinese;

    /// <summary>Whether a field's value is an id, a time or one of an enumeration.</summary>
    internal static bool IsKeptField(string field) => KeptFields.Contains(field);

    /// <summary>The field at the end of a path, e.g. report_url of report_file_list[0].report_url; empty for none that is
    /// known: a name of the server's own choosing may be an echo as well.</summary>
    internal static string FieldOf(string? path)
    {
        if (string.IsNullOrEmpty(path))
        {
            return string.Empty;
        }

        string last = path!.Substring(path.LastIndexOfAny(['.', '/', ']']) + 1);
        return Array.Find(Fields, field => string.Equals(field, last, StringComparison.OrdinalIgnoreCase)) ?? string.Empty;
    }
}
