using System.Collections.Generic;

namespace FeishuHire;

/// <summary>What the sandbox received for one background-check order.</summary>
public sealed class FeishuHireSandboxOrder
{
    /// <summary>The order's id.</summary>
    public string BackgroundCheckId { get; init; } = string.Empty;

    /// <summary>Where it stands now.</summary>
    public BgCheckOrderStatus Status { get; init; } = BgCheckOrderStatus.Arranged;

    /// <summary>How many stages were accepted.</summary>
    public int StageCount => Stage.Count;

    /// <summary>How many calls for the order were refused on their content or on the order's state.</summary>
    public int RefusedCount => Refused.Count;

    /// <summary>When the latest accepted stage arrived; null where none was accepted.</summary>
    public BgCheckTime? LastReceivedAt => Stage.Count == 0 ? null : Stage[Stage.Count - 1].ReceivedAt;

    /// <summary>The accepted stages, in the order of acceptance.</summary>
    public IReadOnlyList<FeishuHireSandboxStage> Stage { get; init; } = [];

    /// <summary>The accepted final results, in the order of acceptance: more than one where an approval was not given.</summary>
    public IReadOnlyList<FeishuHireSandboxResult> Result { get; init; } = [];

    /// <summary>The refused calls, in the order of arrival.</summary>
    public IReadOnlyList<FeishuHireSandboxRefusal> Refused { get; init; } = [];

    /// <summary>The order's id.</summary>
    public override string ToString() => BackgroundCheckId;
}
