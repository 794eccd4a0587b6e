using System;
using System.Collections.Generic;
using System.Globalization;

namespace FeishuHire.Sandbox;

/// <summary>One order: its accepted stages, and the two rules that hold between them.</summary>
internal sealed class Order(string id)
{
    private readonly List<FeishuHireSandboxStage> _stages = [];
    private readonly HashSet<string> _stageIds = new(StringComparer.Ordinal);
    private long _lastTime = long.MinValue;

    internal string Id { get; } = id;

    internal List<FeishuHireSandboxRefusal> Refused { get; } = [];

    /// <summary>A stage_id must not repeat, and stage_time must strictly increase. The id is looked at first: a replay breaks
    /// both rules, and is a repeated stage rather than a late one.</summary>
    internal Refusal? Breach(ProgressCall call)
    {
        if (_stageIds.Contains(call.StageId))
        {
            return AssumedAnswers.StageIdRepeated(call.StageId);
        }

        return call.StageTime > _lastTime ? null : AssumedAnswers.StageTimeNotIncreasing(StageTimes.Text(call.StageTime));
    }

    internal void Accept(FeishuHireSandboxStage stage)
    {
        _stages.Add(stage);
        _stageIds.Add(stage.StageId);
        _lastTime = stage.StageTime.UnixMilliseconds;
    }

    internal FeishuHireSandboxOrder Read(bool completed) => new()
    {
        BackgroundCheckId = Id,
        Status = completed ? "Completed" : "Open",
        Stage = _stages.ToArray(),
        Refused = Refused.ToArray(),
    };
}

/// <summary>How stage times are shown.</summary>
internal static class StageTimes
{
    internal static readonly TimeSpan China = TimeSpan.FromHours(8);

    internal static string Text(long unixMilliseconds) => unixMilliseconds.ToString(CultureInfo.InvariantCulture);
}

/// <summary>What is known of a call besides its fields.</summary>
/// <param name="At">When it is judged.</param>
/// <param name="LogId">X-Tt-Logid of its answer.</param>
/// <param name="UserAgent">Its User-Agent, or null.</param>
/// <param name="Fault">The fault that will spoil its answer, or null.</param>
internal sealed record CallFacts(BgCheckTime At, string LogId, string? UserAgent, string? Fault);
