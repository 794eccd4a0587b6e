using System;
using System.Collections.Generic;
using System.Globalization;

namespace FeishuHire.Sandbox;

/// <summary>One order: where it stands, what was accepted for it, and the rules that hold for it.</summary>
/// <param name="id">background_check_id.</param>
/// <param name="beginTime">When it was made, Unix milliseconds.</param>
internal sealed class Order(string id, long beginTime)
{
    private readonly List<FeishuHireSandboxStage> _stages = [];
    private readonly List<FeishuHireSandboxResult> _results = [];
    private readonly HashSet<string> _stageIds = new(StringComparer.Ordinal);
    private long _lastTime = long.MinValue;

    internal string Id { get; } = id;

    internal long BeginTime { get; } = beginTime;

    /// <summary>When anything of it last changed, Unix milliseconds.</summary>
    internal long UpdateTime { get; private set; } = beginTime;

    /// <summary>When it came to its end, Unix milliseconds; null while it has not.</summary>
    internal long? EndTime { get; private set; }

    internal BgCheckOrderStatus Status { get; private set; } = BgCheckOrderStatus.Arranged;

    internal IReadOnlyList<FeishuHireSandboxStage> Stages => _stages;

    internal IReadOnlyList<FeishuHireSandboxResult> Results => _results;

    internal List<FeishuHireSandboxRefusal> Refused { get; } = [];

    /// <summary>Whether anything came for it.</summary>
    internal bool IsTouched { get; set; }

    /// <summary>Whether its progress can no longer change.</summary>
    private bool IsClosed => Status is BgCheckOrderStatus.Completed or BgCheckOrderStatus.Terminated || AssumedAnswers.IsClosed(Status);

    /// <summary>A closed order takes nothing, a stage_id must not repeat, and stage_time must strictly increase. The id is
    /// looked at first: a replay breaks both rules, and is a repeated stage rather than a late one.</summary>
    internal Refusal? Breach(ProgressFields call)
    {
        if (IsClosed)
        {
            return Answers.OrderStatusIllegal;
        }

        if (_stageIds.Contains(call.StageId))
        {
            return AssumedAnswers.StageIdRepeated(call.StageId);
        }

        return call.StageTime > _lastTime ? null : AssumedAnswers.StageTimeNotIncreasing(StageTimes.Text(call.StageTime));
    }

    /// <summary>A closed order takes no result, and one that is being approved takes no other.</summary>
    internal Refusal? ResultBreach() => IsClosed ? Answers.OrderStatusIllegal
        : Status == BgCheckOrderStatus.Approving ? Answers.OrderBeingApproved
        : null;

    /// <summary>A closed order cannot be ended again.</summary>
    internal Refusal? CancelBreach() => IsClosed ? AssumedAnswers.CancelOfClosed : null;

    internal void Accept(FeishuHireSandboxStage stage)
    {
        _stages.Add(stage);
        _stageIds.Add(stage.StageId);
        _lastTime = stage.StageTime.UnixMilliseconds;
        UpdateTime = stage.ReceivedAt.UnixMilliseconds;
    }

    internal void Accept(FeishuHireSandboxResult result, BgCheckOrderStatus status)
    {
        _results.Add(result);
        Become(status, result.ReceivedAt.UnixMilliseconds);
    }

    /// <summary>Changes where it stands.</summary>
    /// <param name="status">The new status.</param>
    /// <param name="now">The moment, Unix milliseconds.</param>
    internal void Become(BgCheckOrderStatus status, long now)
    {
        Status = status;
        UpdateTime = now;
        EndTime = IsClosed ? now : null;
    }

    internal FeishuHireSandboxOrder Read() => new()
    {
        BackgroundCheckId = Id,
        Status = Status,
        Stage = _stages.ToArray(),
        Result = _results.ToArray(),
        Refused = Refused.ToArray(),
    };
}

/// <summary>How stage times are shown.</summary>
internal static class StageTimes
{
    internal static readonly TimeSpan China = TimeSpan.FromHours(8);

    internal static string Text(long unixMilliseconds) => unixMilliseconds.ToString(CultureInfo.InvariantCulture);
}
