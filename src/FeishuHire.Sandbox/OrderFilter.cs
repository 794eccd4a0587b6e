using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text.Json;

namespace FeishuHire.Sandbox;

/// <summary>Which orders a batch_query asks for.</summary>
internal sealed class OrderFilter
{
    internal const string Ids = "background_check_order_id_list";

    private const int MostIds = 20;

    /// <summary>The orders by id; null where filters say which.</summary>
    internal IReadOnlyList<string>? OrderIds { get; private init; }

    private (long? Start, long? End) Updated { get; init; }

    private (long? Start, long? End) Begun { get; init; }

    private string? ApplicationId { get; init; }

    private string? Status { get; init; }

    internal static OrderFilter Read(FieldJudge judge, JsonElement root)
    {
        List<string>? ids = judge.Texts(root, Ids);
        return new OrderFilter
        {
            OrderIds = ids is { Count: > 0 } ? ids : null,
            Updated = (judge.Milliseconds(root, "update_start_time", required: false), judge.Milliseconds(root, "update_end_time", required: false)),
            Begun = (judge.Milliseconds(root, "begin_start_time", required: false), judge.Milliseconds(root, "begin_end_time", required: false)),
            ApplicationId = judge.Text(root, "application_id", required: false),
            Status = judge.Text(root, "order_status", required: false),
        };
    }

    /// <summary>What is wrong with it although its types are right.</summary>
    internal Refusal? Breach() => OrderIds is { Count: > MostIds } ? AssumedAnswers.QueryInvalid(Ids, "at most 20 ids")
        : OrderIds is null && Status is not null && Array.IndexOf(["2", "3", "4", "5", "6", "8", "9"], Status) < 0 ? AssumedAnswers.QueryInvalid("order_status", "unknown status")
        : null;

    /// <summary>Whether an order passes the filters; where ids are named, the filters are ignored.</summary>
    internal bool Fits(Order order) => OrderIds is not null
        || (Within(Updated, order.UpdateTime)
            && Within(Begun, order.BeginTime)
            && (ApplicationId is null || string.Equals(ApplicationId, Applicant.Of(order.Id).ApplicationId, StringComparison.Ordinal))
            && (Status is null || string.Equals(Status, ((int)order.Status).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)));

    private static bool Within((long? Start, long? End) range, long time) => AssumedAnswers.IsWithin(range.Start, range.End, time);
}
