using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text.Json;
using FeishuHire.Engine.Http;

namespace FeishuHire.Engine.Orders;

/// <summary>Reads one item of batch_query. What is missing or of another type is null or left out, never an exception; what is
/// personal is not even looked at unless it was asked for.</summary>
internal static class OrderItem
{
    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    // The last instant that a DateTimeOffset can show in China.
    private const long LatestTime = 253_402_271_999_000;

    /// <summary>The order; null where the item does not say which one it is.</summary>
    /// <param name="item">An object of data.items.</param>
    /// <param name="tenantKey">The tenant it was read from, or null.</param>
    /// <param name="personalData">Whether personal data was asked for.</param>
    internal static BgCheckOrder? Read(JsonElement item, string? tenantKey, bool personalData)
    {
        if (LenientJson.Text(item, "order_id")?.Trim() is not { Length: > 0 } id)
        {
            return null;
        }

        return new BgCheckOrder
        {
            BackgroundCheckId = id,
            Status = LenientJson.Number(item, "order_status") is long status and > 0 and <= int.MaxValue ? (BgCheckOrderStatus)(int)status : null,
            Package = Words(item, "package"),
            Provider = Provider(LenientJson.Member(item, "provider_info")),
            BeginTime = Time(item, "begin_time"),
            EndTime = Time(item, "end_time"),
            UpdateTime = Time(item, "update_time"),
            Stage = Stages(item),
            Report = Reports(item, personalData),
            TenantKey = tenantKey,
            PersonalData = personalData ? Personal(item) : null,
        };
    }

    private static List<BgCheckOrderStage> Stages(JsonElement item)
    {
        var stages = new List<BgCheckOrderStage>();
        foreach (JsonElement stage in LenientJson.Items(item, "process_info_list"))
        {
            stages.Add(new BgCheckOrderStage
            {
                StageName = Words(stage, "process"),
                StageEnName = Words(stage, "en_process"),
                Time = Time(stage, "update_time"),
            });
        }

        return stages;
    }

    private static List<BgCheckOrderReport> Reports(JsonElement item, bool personalData)
    {
        var reports = new List<BgCheckOrderReport>();
        foreach (JsonElement report in LenientJson.Items(item, "feedback_info_list"))
        {
            reports.Add(new BgCheckOrderReport
            {
                Name = Words(report, "report_name"),
                Type = LenientJson.Number(report, "report_type") switch
                {
                    1 => "Stage",
                    2 => "Final",
                    long other => other.ToString(CultureInfo.InvariantCulture),
                    null => null,
                },
                CreateTime = Time(report, "create_time"),
                Result = personalData ? Words(report, "result") : null,
                AttachmentUrl = personalData ? Words(report, "attachment_url") : null,
                PreviewUrl = personalData ? Words(report, "report_preview_url") : null,
            });
        }

        return reports;
    }

    private static BgCheckOrderPersonalData Personal(JsonElement item)
    {
        var fields = new List<KeyValuePair<string, string?>>();
        foreach (JsonElement field in LenientJson.Items(item, "custom_data_list"))
        {
            if (Words(field, "key") is string key)
            {
                fields.Add(new(key, Words(field, "value")));
            }
        }

        return new BgCheckOrderPersonalData
        {
            Conclusion = Words(item, "conclusion"),
            Candidate = Person(LenientJson.Member(item, "candidate_info")),
            Contact = Person(LenientJson.Member(item, "contactor_info")),
            CustomField = fields,
            Remark = Words(item, "remark"),
        };
    }

    private static BgCheckPerson? Person(JsonElement? person) => person is { ValueKind: JsonValueKind.Object }
        ? new() { Name = Words(person, "name"), Mobile = Words(person, "mobile"), Email = Words(person, "email") }
        : null;

    private static string? Provider(JsonElement? info) =>
        Words(LenientJson.Member(info, "provider_name"), "zh_cn")
        ?? Words(LenientJson.Member(info, "provider_name"), "en_us")
        ?? Words(info, "provider_name");

    private static string? Words(JsonElement? parent, string name) => LenientJson.Text(parent, name) is { Length: > 0 } text ? text : null;

    private static BgCheckTime? Time(JsonElement parent, string name) =>
        LenientJson.Number(parent, name) is long time and > 0 and <= LatestTime ? new BgCheckTime(time, China) : null;
}
