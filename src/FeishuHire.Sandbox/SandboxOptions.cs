using System;
using System.Collections.Generic;

namespace FeishuHire.Sandbox;

/// <summary>How a sandbox is set up. Everything left alone is as contract and design say.</summary>
public sealed class SandboxOptions
{
    /// <summary>The port to listen on; 0 for any free one.</summary>
    public int Port { get; init; }

    /// <summary>The only orders it knows; empty for every well-formed id.</summary>
    public IReadOnlyList<string> KnownOrders { get; init; } = [];

    /// <summary>Orders that are completed or terminated from the start; known even where <see cref="KnownOrders"/> leaves them out.</summary>
    public IReadOnlyList<string> CompletedOrders { get; init; } = [];

    /// <summary>What becomes of final results: whether the administrator has to approve them, and what he decides.</summary>
    public SandboxApproval ApproveResult { get; init; }

    /// <summary>The time with which an accepted stage is shown by batch_query, in Unix milliseconds, or null to hide it; null
    /// to show every stage with the time that was sent.</summary>
    public Func<FeishuHireSandboxStage, long?>? ShowStage { get; init; }

    /// <summary>The tenants that have the store app installed; empty for every tenant_key.</summary>
    public IReadOnlyList<string> KnownTenants { get; init; } = [];

    /// <summary>What every call takes at least: half of it on the way in, half on the way back.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>The most that chance adds to <see cref="Latency"/>.</summary>
    public TimeSpan Jitter { get; init; }

    /// <summary>The seed of that chance.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Faults to play, the first that fits a call first.</summary>
    public IReadOnlyList<SandboxFault> Faults { get; init; } = [];

    /// <summary>The most calls of update_progress, and as many of update_result and of cancel, in any second, by app and tenant; 0 for no limit.</summary>
    public int CallsPerSecond { get; init; } = 50;

    /// <summary>The most calls of each of these in any 60 seconds, by app and tenant; 0 for no limit.</summary>
    public int CallsPerMinute { get; init; } = 1000;

    /// <summary>The most calls of batch_query in any second, by app and tenant; 0 for no limit.</summary>
    public int OrderCallsPerSecond { get; init; } = 10;

    /// <summary>The life of a new token; at most 2 hours with Feishu, often less.</summary>
    public TimeSpan TokenLifetime { get; init; } = TimeSpan.FromHours(2);

    /// <summary>What opens the sandbox; null for new secrets.</summary>
    public SandboxCredentials? Credentials { get; init; }

    /// <summary>The clock of everything it judges and waits by.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
