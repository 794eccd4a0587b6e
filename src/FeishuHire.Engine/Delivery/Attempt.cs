using FeishuHire.Errors;

namespace FeishuHire.Engine.Delivery;

/// <summary>One update on its way: what it is sent as, and what has been tried.</summary>
internal sealed class Attempt(OrderState state, WaitingRow waiting, long sentTime, bool isReplay, int earlierAttempts)
{
    internal OrderState State { get; } = state;

    internal WaitingRow Waiting { get; } = waiting;

    internal BgCheckProgress Row => Waiting.Row;

    /// <summary>stage_time on the wire; the same in every try, because with stage_id it is the idempotency key.</summary>
    internal long SentTime { get; } = sentTime;

    /// <summary>Whether an earlier run left it uncertain.</summary>
    internal bool IsReplay { get; } = isReplay;

    /// <summary>Calls of earlier runs.</summary>
    internal int EarlierAttempts { get; } = earlierAttempts;

    /// <summary>Tries in this run that count against MaxRetry.</summary>
    internal int Tries { get; set; }

    /// <summary>Calls made in this run.</summary>
    internal int Calls { get; set; }

    /// <summary>Whether any try may have been written by the server.</summary>
    internal bool SawUncertain { get; set; }

    /// <summary>Whether it was sent again after a refused token.</summary>
    internal bool TokenReplayed { get; set; }

    /// <summary>Whether the user has been told what became of it.</summary>
    internal bool IsTold { get; set; }

    /// <summary>What the last try came to, should there be no further one.</summary>
    internal BgCheckError? LastError { get; set; }

    internal int TotalAttempts => EarlierAttempts + Calls;
}
