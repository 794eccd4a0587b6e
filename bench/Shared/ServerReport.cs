namespace FeishuHire.Bench.Shared;

/// <summary>What the server itself saw since the last reset.</summary>
public sealed record ServerReport
{
    /// <summary>update_progress calls, refused ones too.</summary>
    public int Calls { get; init; }

    /// <summary>Calls answered with code 0.</summary>
    public int Accepted { get; init; }

    /// <summary>The most calls in any second, refused ones too.</summary>
    public int MaxInSecond { get; init; }

    /// <summary>The most calls in any 60 seconds, refused ones too.</summary>
    public int MaxInMinute { get; init; }

    /// <summary>Answers 429.</summary>
    public int Throttled { get; init; }

    /// <summary>Calls whose stage_time was not above the order's last one, repeated stages not counted.</summary>
    public int OrderBreaches { get; init; }

    /// <summary>Calls with a stage_id that the order already has.</summary>
    public int Duplicates { get; init; }

    /// <summary>Calls refused for a token that is not, or no longer, valid.</summary>
    public int TokenRefusals { get; init; }

    /// <summary>Calls that did not carry what the contract asks for.</summary>
    public int Malformed { get; init; }

    /// <summary>Requests to a token endpoint.</summary>
    public int TokenFetches { get; init; }

    /// <summary>Connections opened.</summary>
    public int ConnectionsOpened { get; init; }

    /// <summary>The most connections open at once.</summary>
    public int PeakConnections { get; init; }

    /// <summary>The most calls between arrival and answer at once.</summary>
    public int PeakInFlight { get; init; }

    /// <summary>Orders that have a stage.</summary>
    public int Orders { get; init; }

    /// <summary>Seconds from the first call's arrival to the last answer.</summary>
    public double Seconds { get; init; }
}
