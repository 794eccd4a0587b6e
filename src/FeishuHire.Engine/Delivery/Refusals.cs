using FeishuHire.Errors;

namespace FeishuHire.Engine.Delivery;

/// <summary>What a refusal means for an update of which an earlier try may have been written.</summary>
internal static class Refusals
{
    /// <summary>Whether the refusal would have met the earlier try as well, so that nothing can have been written: the content
    /// itself is refused, or the order does not exist. A plain 1002001 may be the answer to a repeated stage_id.</summary>
    internal static bool ProveNothingWritten(BgCheckError error) => error.Id switch
    {
        ErrorId.OrderNotFound => true,
        ErrorId.InvalidRequest => error.Code is 99992402 or 9499 or 4000 or 10001,
        _ => false,
    };

    /// <summary>An earlier run got no answer for the stage, and a refusal when it was sent again: asking once more would tell
    /// nothing new.</summary>
    internal static BgCheckError ReplayedBefore(in StageRecord record) => new BgCheckError(ErrorId.OutcomeUnknown)
    {
        Code = record.Has(StageFlags.HasCode) ? record.Code : null,
        Outcome = BgCheckDeliveryStatus.Uncertain,
        Retryable = false,
    }.With("Reason", "ReplayedBefore");

    /// <summary>An earlier call of a result or a cancellation has no known outcome: sent again it could come twice.</summary>
    internal static BgCheckError NeverRepeated() =>
        new BgCheckError(ErrorId.OutcomeUnknown) { Outcome = BgCheckDeliveryStatus.Uncertain, Retryable = true }.With("Reason", "NeverRepeated");

    /// <summary>The outcome stays unknown; the refusal's code and log id are kept.</summary>
    internal static BgCheckError AfterUncertainty(BgCheckError refusal) => new BgCheckError(ErrorId.OutcomeUnknown)
    {
        Code = refusal.Code,
        HttpStatus = refusal.HttpStatus,
        LogId = refusal.LogId,
        Msg = refusal.Msg,
        HelpUrl = refusal.HelpUrl,
        Outcome = BgCheckDeliveryStatus.Uncertain,
        Retryable = true,
    };
}
