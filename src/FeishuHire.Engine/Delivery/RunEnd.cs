namespace FeishuHire.Engine.Delivery;

/// <summary>Why a run ended.</summary>
public enum RunEnd
{
    /// <summary>Every row has its end state.</summary>
    Completed,

    /// <summary>No later row could succeed.</summary>
    Failed,

    /// <summary>-MaxDuration was reached.</summary>
    OutOfTime,

    /// <summary>The user stopped it.</summary>
    Stopped,
}
