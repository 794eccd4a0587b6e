namespace FeishuHire.Errors;

/// <summary>What a client does about an answer's code.</summary>
public enum CodeAction
{
    /// <summary>Nothing: the same call would be refused again.</summary>
    Refuse,

    /// <summary>Drop the cached token, fetch one, send the call once more.</summary>
    RefreshToken,

    /// <summary>Let every call of the budget wait for the time that the server names, then send again.</summary>
    Throttle,

    /// <summary>Send again after a back-off, as often as the run allows.</summary>
    Retry,
}
