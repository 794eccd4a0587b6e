namespace FeishuHire.Sandbox;

/// <summary>What no source documents: the one place to change it when one does. Each refusal carries
/// <see cref="Mark"/> in its body and the header <see cref="Header"/>.</summary>
internal static class AssumedAnswers
{
    internal const string Header = "X-Sandbox-Assumed";

    internal const string Mark = "No source says what Feishu answers here; this is an assumption of the sandbox.";

    /// <summary>stage_id must not repeat within one order; what a repeated one is answered is not documented.</summary>
    internal static Refusal StageIdRepeated(string stageId) => new(400, 1002001, "parameter error: stage_id repeats within the order")
    {
        Fields = [new FieldViolation("stage_id", stageId, "must not repeat within one order")],
        IsAssumed = true,
    };

    /// <summary>stage_time must strictly increase, here per order; what one that does not is answered is not documented.</summary>
    internal static Refusal StageTimeNotIncreasing(string stageTime) => new(400, 1002001, "parameter error: stage_time does not increase")
    {
        Fields = [new FieldViolation("stage_time", stageTime, "must strictly increase on every call for the order")],
        IsAssumed = true,
    };

    /// <summary>The page calls the Content-Type a fixed value; what another one is answered is not documented.</summary>
    internal static Refusal ContentTypeWrong(string? contentType) => new(400, 9499, "Bad Request: Content-Type must be " + Refusal.JsonType)
    {
        Fields = [new FieldViolation("Content-Type", contentType ?? string.Empty, "must be " + Refusal.JsonType)],
        IsAssumed = true,
    };

    /// <summary>A body larger than any call can be.</summary>
    internal static Refusal BodyTooLarge() => new(400, 9499, "Bad Request: body too large") { IsAssumed = true };

    /// <summary>An app_access_token that does not open anything, at the tenant step of a store app.</summary>
    internal static (int Code, string Msg) AppAccessTokenInvalid { get; } = (99991664, "app access token invalid");

    /// <summary>update_result and cancel are said to close an order; that an approved result closes it too is not.</summary>
    internal static bool IsClosed(BgCheckOrderStatus status) => status == BgCheckOrderStatus.Approved;

    /// <summary>cancel of an order that is completed, approved or terminated: the page names no code for it.</summary>
    internal static Refusal CancelOfClosed { get; } = Answers.OrderStatusIllegal with { IsAssumed = true };

    /// <summary>batch_query has 1002002 for bad parameters; which ones it is answered to is not said.</summary>
    internal static Refusal QueryInvalid(string field, string why) => new(400, 1002002, "parameter error: " + field + " " + why)
    {
        Fields = [new FieldViolation(field, string.Empty, why)],
        IsAssumed = true,
    };

    /// <summary>order_id of batch_query is taken to be background_check_id: both are called 背调 ID.</summary>
    internal static string ShownId(string backgroundCheckId) => backgroundCheckId;

    /// <summary>update_time of a shown stage is taken to be the stage_time that was sent.</summary>
    internal static long? ShownTime(FeishuHireSandboxStage stage) => stage.StageTime.UnixMilliseconds;

    /// <summary>Both ends of a range of times are taken to belong to it.</summary>
    internal static bool IsWithin(long? start, long? end, long time) => (start is null || time >= start) && (end is null || time <= end);
}
