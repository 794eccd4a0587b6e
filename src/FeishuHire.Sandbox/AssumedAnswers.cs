namespace FeishuHire.Sandbox;

/// <summary>The answers that no source documents: the one place to change them when one does. Each carries
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
}
