using System;
using System.Collections.Generic;

namespace FeishuHire.Engine.Orders;

/// <summary>A stage that is shown, as far as evidence needs it.</summary>
/// <param name="NameHash">Its name, keyed; null where none is shown.</param>
/// <param name="Time">The time it is shown with, Unix milliseconds.</param>
internal readonly record struct ShownStageTime(ulong? NameHash, long Time)
{
    /// <summary>The stages of an order that are shown with a time, in the order of their times.</summary>
    internal static List<ShownStageTime> Of(BgCheckOrder shown, Func<string, ulong> nameHash)
    {
        var stages = new List<ShownStageTime>(shown.Stage.Count);
        foreach (BgCheckOrderStage stage in shown.Stage)
        {
            if (stage.Time is BgCheckTime time)
            {
                stages.Add(new(string.IsNullOrWhiteSpace(stage.StageName) ? null : nameHash(stage.StageName!), time.UnixMilliseconds));
            }
        }

        stages.Sort(static (left, right) => left.Time.CompareTo(right.Time));
        return stages;
    }
}
