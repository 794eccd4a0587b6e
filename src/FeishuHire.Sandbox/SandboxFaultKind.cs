namespace FeishuHire.Sandbox;

/// <summary>What can be made to go wrong with a call.</summary>
public enum SandboxFaultKind
{
    /// <summary>429 with code 99991400 and the headers x-ogw-ratelimit-limit and x-ogw-ratelimit-reset; not processed.</summary>
    RateLimited,

    /// <summary>429 with code 99991400 and no header that names a time; not processed.</summary>
    RateLimitedNoHeaders,

    /// <summary>400 with code 99991400, as older APIs answer; not processed.</summary>
    RateLimited400,

    /// <summary>500 with code 1002001; nothing was written.</summary>
    SystemErrorBeforeApply,

    /// <summary>500 with code 1002001, although the call was processed.</summary>
    SystemErrorAfterApply,

    /// <summary>Every token issued so far stops being valid when the call arrives.</summary>
    TokenRevoked,

    /// <summary>400 with code 99991672, naming the scope and a help page; not processed.</summary>
    ScopeMissing,

    /// <summary>502 with a page of HTML, as a gateway answers; not processed.</summary>
    BadGateway,

    /// <summary>502 with a page of HTML, although the call was processed.</summary>
    BadGatewayAfterApply,

    /// <summary>The connection is cut without an answer; nothing was written.</summary>
    CutBeforeApply,

    /// <summary>The connection is cut without an answer, although the call was processed.</summary>
    CutAfterApply,

    /// <summary>No answer until the client gives up or the sandbox stops; nothing was written.</summary>
    NoAnswer,

    /// <summary>No answer until the client gives up or the sandbox stops, although the call was processed.</summary>
    NoAnswerAfterApply,

    /// <summary>The call is processed, and the answer comes <see cref="SandboxFault.Milliseconds"/> later.</summary>
    SlowAnswer,

    /// <summary>An error with <see cref="SandboxFault.Status"/> and <see cref="SandboxFault.Code"/>; not processed.</summary>
    Answer,
}

/// <summary>Which calls a fault can hit.</summary>
public enum SandboxEndpoint
{
    /// <summary>update_progress. As with every call but the token's: when its token was good and no rate window refused it.</summary>
    Progress,

    /// <summary>The token endpoints.</summary>
    Token,

    /// <summary>All.</summary>
    Any,

    /// <summary>update_result.</summary>
    Result,

    /// <summary>cancel.</summary>
    Cancel,

    /// <summary>batch_query, which reads orders back.</summary>
    Orders,
}
