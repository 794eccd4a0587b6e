using System.Collections.Generic;
using FeishuHire.Values;

namespace FeishuHire;

/// <summary>A background-check order as Feishu shows it. Whatever the answer left out is null or empty; the personal members
/// are so too unless they were asked for.</summary>
/// <remarks>Source: the page 查询背调信息列表. The lists print as JSON, so that Export-Csv shows what is in them.</remarks>
public sealed class BgCheckOrder
{
    /// <summary>The order's id: order_id, taken to be background_check_id.</summary>
    public string BackgroundCheckId { get; init; } = string.Empty;

    /// <summary>Where it stands; a status that this module does not know is its number.</summary>
    public BgCheckOrderStatus? Status { get; init; }

    /// <summary>The package that was ordered.</summary>
    public string? Package { get; init; }

    /// <summary>The provider's name.</summary>
    public string? Provider { get; init; }

    /// <summary>When it was made.</summary>
    public BgCheckTime? BeginTime { get; init; }

    /// <summary>When it ended.</summary>
    public BgCheckTime? EndTime { get; init; }

    /// <summary>When it last changed.</summary>
    public BgCheckTime? UpdateTime { get; init; }

    /// <summary>The stages it shows, newest first as Feishu lists them.</summary>
    public IReadOnlyList<BgCheckOrderStage> Stage { get; init => field = new ShownList<BgCheckOrderStage>(value, CellJson.Write); } =
        new ShownList<BgCheckOrderStage>([], CellJson.Write);

    /// <summary>The reports it shows, newest first as Feishu lists them.</summary>
    public IReadOnlyList<BgCheckOrderReport> Report { get; init => field = new ShownList<BgCheckOrderReport>(value, CellJson.Write); } =
        new ShownList<BgCheckOrderReport>([], CellJson.Write);

    /// <summary>The tenant it was read from, where the rows carry it.</summary>
    public string? TenantKey { get; init; }

    /// <summary>The conclusion and the people; null unless personal data was asked for.</summary>
    public BgCheckOrderPersonalData? PersonalData { get; init; }

    /// <summary>The order's id.</summary>
    public override string ToString() => BackgroundCheckId;
}
