using FeishuHire.Errors;

namespace FeishuHire.Engine.Delivery;

/// <summary>One update from its first try to its end: what it is sent as, and what has been tried. The loop's, but while a
/// call of it is under way the sender's.</summary>
internal sealed class StageInFlight(Lane lane, WaitingRow waiting, long sentTime, bool isReplay, int earlierAttempts)
{
    internal Lane Lane { get; } = lane;

    internal WaitingRow Waiting { get; } = waiting;

    internal BgCheckProgress Row => Waiting.Row;

    /// <summary>stage_time on the wire; the same in every try, because with stage_id it is the idempotency key.</summary>
    internal long SentTime { get; } = sentTime;

    /// <summary>Whether an earlier run left it uncertain.</summary>
    internal bool IsReplay { get; } = isReplay;

    /// <summary>Whether this run has made a call of it.</summary>
    internal bool WasSent => Calls > 0;

    /// <summary>Calls of this run.</summary>
    internal int Calls { get; set; }

    /// <summary>Calls made for it, over all runs.</summary>
    internal int Attempts => earlierAttempts + Calls;

    /// <summary>Tries in this run that count against MaxRetry.</summary>
    internal int Tries { get; set; }

    /// <summary>Whether any try of this run may have been written by the server.</summary>
    internal bool SawUncertain { get; set; }

    /// <summary>Whether it was sent again after a refused token.</summary>
    internal bool TokenReplayed { get; set; }

    /// <summary>Whether its order has to be read back before it is sent again or told.</summary>
    internal bool NeedsLookup { get; set; }

    /// <summary>What is to be told of it where reading back does not show it; null where it is to be sent again.</summary>
    internal BgCheckError? Verdict { get; set; }

    /// <summary>What the last try came to, should there be no further one.</summary>
    internal BgCheckError? LastError { get; set; }

    /// <summary>What a call that was not processed leaves behind: what was known before it.</summary>
    internal BgCheckDeliveryStatus Unsent => SawUncertain || IsReplay ? BgCheckDeliveryStatus.Uncertain : BgCheckDeliveryStatus.NotSent;
}
