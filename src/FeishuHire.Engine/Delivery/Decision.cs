using FeishuHire.Errors;

namespace FeishuHire.Engine.Delivery;

/// <summary>What is to be done with a row.</summary>
internal readonly record struct Decision
{
    /// <summary>Its final state without a call; null where a call or an error follows.</summary>
    internal BgCheckDeliveryStatus? Settled { get; private init; }

    /// <summary>Why it is not sent; null where it is.</summary>
    internal BgCheckError? Error { get; private init; }

    /// <summary>stage_time on the wire.</summary>
    internal long SentTime { get; private init; }

    /// <summary>Whether an earlier run left it uncertain.</summary>
    internal bool IsReplay { get; private init; }

    /// <summary>Calls of earlier runs.</summary>
    internal int EarlierAttempts { get; private init; }

    internal bool IsCall => Settled is null && Error is null;

    internal static Decision Settle(BgCheckDeliveryStatus status) => new() { Settled = status };

    internal static Decision Fail(BgCheckError error) => new() { Error = error };

    internal static Decision Call(long sentTime, bool isReplay, int earlierAttempts) =>
        new() { SentTime = sentTime, IsReplay = isReplay, EarlierAttempts = earlierAttempts };
}
