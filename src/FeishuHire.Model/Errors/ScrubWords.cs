using System;
using System.Collections.Generic;

namespace FeishuHire.Errors;

/// <summary>The words that a server's message may be made of whoever the candidate is. A word that could be a name or the
/// verdict of a check (passed, failed, 异常) is none of them: it stands in a phrase that Feishu publishes, or it is not shown.</summary>
internal static class ScrubWords
{
    /// <summary>Whole sentences and clauses that Feishu publishes.</summary>
    private static readonly HashSet<string> Phrases = new(StringComparer.OrdinalIgnoreCase)
    {
        "illegal order status", "订单状态异常", "订单状态异常，请检查参数", "system error", "系统异常", "参数错误或系统异常",
        "field validation failed", "parameter validation failed", "internal error", "request failed",
    };

    /// <summary>Field names of the calls and of their answers.</summary>
    private static readonly HashSet<string> Names = new(
        ("background_check_id stage_id stage_en_name stage_name stage_time result result_time operator_role report_file_list report_name "
        + "report_url_type report_url tenant_key app_id app_secret app_ticket tenant_access_token app_access_token user_access_token "
        + "access_token log_id logid method_id background_check_order background_check_order_id_list background_check_orders "
        + "field_violations permission_violations update_progress update_result batch_query action_scope_required scope_required "
        + "eco_background_checks eco_background_check page_size page_token user_id_type update_start_time update_end_time "
        + "begin_start_time begin_end_time application_id order_status order_id process_info_list feedback_info_list").Split(' '),
        StringComparer.OrdinalIgnoreCase);

    private static readonly HashSet<string> English = new(
        ("a access action address administrator all allowed already and any api apis app application are array at available "
        + "background base be before body boolean but by call called calls cannot character characters check code configuration "
        + "configured content contains content correct data date decode denied digits does download duplicate duplicated each either empty "
        + "encoding equal error errors exceed exceeded exceeds exist exists expected expire expired feishu fetch field fields file "
        + "following for format found frequency from gateway get greater has have header hire html http https id ids if illegal in "
        + "increase increasing info int integer interface internal invalid is it items its json key larger last later least len "
        + "length less limit limited list log maximum message milliseconds minimum missing more most msg must name need needs no "
        + "non not null number object of one only op open openapi operator optional or order orders org other over page param "
        + "parameter parameters params parse parsing pdf permission permissions please preview process progress provide "
        + "query range read reason repeat repeated request requests require required requires resource retry role same scope scopes "
        + "seconds see server service should size smaller stage stages status strictly string support supported system tenant "
        + "than that the there these this time times timestamp to token too trigger troubleshooter try type unauthorized "
        + "unavailable unexpected unix unknown unmarshal unsupported update updated url use used user utf valid validate validation value "
        + "values vendor violation violations was while with without wrong www you your").Split(' '),
        StringComparer.OrdinalIgnoreCase);

    // Longest first, so that 时间戳 is not read as 时间 and a rest.
    private static readonly string[] Chinese = Longest(
        ("背景调查 背调 订单 阶段 报告 名称 时间戳 时间 状态 状态异常 系统异常 参数异常 参数错误 参数 错误 错误码 不存在 存在 系统 字段 必填 必须 必需 "
        + "缺少 缺失 为空 不能 不可 不允许 不支持 不合法 不正确 不匹配 格式 类型 地址 链接 长度 超过 超出 大于 小于 等于 限制 上限 下限 校验 校验失败 "
        + "请求失败 调用失败 更新失败 无效 非法 重复 递增 严格 进度 更新 请求 请 检查 接口 结果 租户 应用 权限 凭证 毫秒 秒 数字 文本 字符 字符串 整数 "
        + "操作人 角色 供应商 管理员 下载 预览 文件 列表 返回 信息 值 的 是 或 和 与 不 未 已 应 需 需要 为 个 一个 最大 最小 最多 至少 频率 调用 次数 "
        + "太多 过期 服务 服务器 内部 稍后 重试 联系 技术支持 飞书 招聘 候选人 用户 排查 建议 查看").Split(' '));

    /// <summary>Whether a text, or a clause of it, is one that Feishu publishes.</summary>
    internal static bool IsPhrase(string text) => Phrases.Contains(text);

    /// <summary>Whether a run of letters, digits and underscores is a word or a field name.</summary>
    internal static bool IsKnown(string run) => run is "max" or "min" || English.Contains(run) || Names.Contains(run); // Max is a name.

    /// <summary>The length of the known Chinese word at a place; 0 where there is none.</summary>
    internal static int ChineseAt(string text, int at)
    {
        foreach (string word in Chinese)
        {
            if (string.CompareOrdinal(text, at, word, 0, word.Length) == 0)
            {
                return word.Length;
            }
        }

        return 0;
    }

    private static string[] Longest(string[] words)
    {
        Array.Sort(words, static (a, b) => b.Length - a.Length);
        return words;
    }
}
