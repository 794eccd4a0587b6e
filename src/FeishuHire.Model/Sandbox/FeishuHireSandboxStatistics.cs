namespace FeishuHire;

/// <summary>What the sandbox saw, as the server: the figures by which a client's conduct can be judged.</summary>
public sealed class FeishuHireSandboxStatistics
{
    /// <summary>Calls of update_progress that arrived, whatever became of them.</summary>
    public int Calls { get; init; }

    /// <summary>Calls of update_result that arrived.</summary>
    public int ResultCalls { get; init; }

    /// <summary>Calls of cancel that arrived.</summary>
    public int CancelCalls { get; init; }

    /// <summary>Calls of batch_query, which reads orders back, that arrived.</summary>
    public int OrderCalls { get; init; }

    /// <summary>The most calls of batch_query that arrived in any second, over all apps and tenants.</summary>
    public int MaxOrderCallsInAnySecond { get; init; }

    /// <summary>Stages accepted.</summary>
    public int Accepted { get; init; }

    /// <summary>Calls of update_progress refused on their content or on the order's state.</summary>
    public int Refused { get; init; }

    /// <summary>Of these, calls whose stage_time did not increase.</summary>
    public int TimeBreaches { get; init; }

    /// <summary>Of these, calls that repeated a stage_id of their order.</summary>
    public int RepeatedStages { get; init; }

    /// <summary>Calls of any kind refused by a rate window of the sandbox (429); faults that only play one are not counted here.</summary>
    public int Throttled { get; init; }

    /// <summary>Calls of any kind whose token was missing, unknown, expired or revoked.</summary>
    public int Unauthorized { get; init; }

    /// <summary>Faults played.</summary>
    public int FaultsPlayed { get; init; }

    /// <summary>The most calls of update_progress that arrived in any second, over all apps and tenants.</summary>
    public int MaxCallsInAnySecond { get; init; }

    /// <summary>The most calls of update_progress that arrived in any 60 seconds, over all apps and tenants.</summary>
    public int MaxCallsInAnyMinute { get; init; }

    /// <summary>The most calls of update_progress under way at once.</summary>
    public int PeakInFlight { get; init; }

    /// <summary>Connections that calls of update_progress came over, all told. Outside Windows the listener closes each one
    /// after 100 requests, so that a long run has more than its client keeps open.</summary>
    public int Connections { get; init; }

    /// <summary>Calls that asked for a tenant_access_token.</summary>
    public int TenantTokenCalls { get; init; }

    /// <summary>Calls that asked for an app_access_token.</summary>
    public int AppTokenCalls { get; init; }

    /// <summary>Calls that asked for another push of the app_ticket.</summary>
    public int TicketResendCalls { get; init; }

    /// <summary>Requests to a path or with a method that the sandbox does not know.</summary>
    public int NotFound { get; init; }
}
