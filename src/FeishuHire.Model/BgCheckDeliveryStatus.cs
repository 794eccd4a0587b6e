namespace FeishuHire;

/// <summary>What became of a stage update.</summary>
public enum BgCheckDeliveryStatus
{
    /// <summary>Feishu accepted it.</summary>
    Delivered = 1,

    /// <summary>An earlier run delivered it with the same content: no call was made.</summary>
    AlreadyDelivered = 2,

    /// <summary>Feishu refused it before and nothing has changed: no call was made.</summary>
    RefusedBefore = 3,

    /// <summary>Feishu refused it for good.</summary>
    Rejected = 4,

    /// <summary>It never left this machine: free to try again.</summary>
    NotSent = 5,

    /// <summary>It left, and no usable answer came back: Feishu may or may not have it.</summary>
    Uncertain = 6,

    /// <summary>Somebody decided that it is never to be sent.</summary>
    Abandoned = 7,

    /// <summary>Its call is under way, or was when its process died.</summary>
    Sending = 8,

    /// <summary>It keeps its place behind an earlier stage of its order that waits for repair or an answer.</summary>
    Held = 9,

    /// <summary>A run ended before its turn came: not tried.</summary>
    Waiting = 10,
}
