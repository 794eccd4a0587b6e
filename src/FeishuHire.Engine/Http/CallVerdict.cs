namespace FeishuHire.Engine.Http;

/// <summary>What one call came to, as far as this side can know.</summary>
public enum CallVerdict
{
    /// <summary>HTTP 2xx with code 0.</summary>
    Accepted,

    /// <summary>A definite refusal: nothing was written.</summary>
    Refused,

    /// <summary>Not processed because of the frequency limit: wait, then send again.</summary>
    Throttled,

    /// <summary>Not processed because of the token: drop it, fetch one, send once more.</summary>
    TokenRefused,

    /// <summary>The request never left: DNS, connection refused, TLS, proxy.</summary>
    NotSent,

    /// <summary>The request left and nothing says whether it was processed.</summary>
    Uncertain,
}
