using System;
using System.Collections.Generic;

namespace FeishuHire;

/// <summary>How a sandbox is asked for; the cmdlet's side of the sandbox's options, free of its types.</summary>
internal sealed class SandboxSettings
{
    /// <summary>The port; 0 for any free one.</summary>
    internal int Port { get; init; }

    internal IReadOnlyList<string> KnownOrder { get; init; } = [];

    internal IReadOnlyList<string> CompletedOrder { get; init; } = [];

    /// <summary>The name of what becomes of final results.</summary>
    internal string ApproveResult { get; init; } = "None";

    internal TimeSpan Latency { get; init; }

    internal TimeSpan Jitter { get; init; }

    /// <summary>Faults as the user wrote them: names and tables.</summary>
    internal IReadOnlyList<object?> Fault { get; init; } = [];

    internal int CallsPerSecond { get; init; } = 50;

    internal int CallsPerMinute { get; init; } = 1000;

    internal int Seed { get; init; } = 1;
}
