using System.Collections.Generic;

namespace FeishuHire.Engine.Http;

/// <summary>Which orders batch_query is asked for: by id, or by what is known of them. Times are Unix milliseconds.</summary>
public sealed record OrderQuery
{
    /// <summary>The most ids in one call. Source: the page 查询背调信息列表.</summary>
    public const int MostIds = 20;

    /// <summary>Orders a page; as many as ids, so that ids need one page. The page allows 100, and an answer with the reports
    /// of so many could be longer than any that is read.</summary>
    internal const int PageSize = 20;

    /// <summary>The orders; empty to go by the filters. With ids Feishu ignores every filter.</summary>
    public IReadOnlyList<string> OrderIds { get; init; } = [];

    /// <summary>begin_start_time: orders made at or after this time.</summary>
    public long? CreatedSince { get; init; }

    /// <summary>begin_end_time: orders made up to this time.</summary>
    public long? CreatedUntil { get; init; }

    /// <summary>update_start_time: orders changed at or after this time.</summary>
    public long? UpdatedSince { get; init; }

    /// <summary>update_end_time: orders changed up to this time.</summary>
    public long? UpdatedUntil { get; init; }

    /// <summary>order_status.</summary>
    public BgCheckOrderStatus? Status { get; init; }
}
