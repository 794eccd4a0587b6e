namespace FeishuHire.Bench.Shared;

/// <summary>How the server behaves from the next reset on.</summary>
public sealed record ServerOptions
{
    /// <summary>The most calls of one app in any second; 0 for no limit.</summary>
    public int PerSecond { get; init; }

    /// <summary>The most calls of one app in any 60 seconds; 0 for no limit.</summary>
    public int PerMinute { get; init; }

    /// <summary>Milliseconds between a call's arrival on the wire and its answer, at least.</summary>
    public int LatencyMs { get; init; }

    /// <summary>Up to so many milliseconds more, drawn evenly for every call.</summary>
    public int JitterMs { get; init; }

    /// <summary>The update call, counted from 1, at which the token in use is revoked; 0 for never.</summary>
    public int RevokeAtCall { get; init; }

    /// <summary>The seed of the jitter.</summary>
    public int Seed { get; init; } = 1;
}
