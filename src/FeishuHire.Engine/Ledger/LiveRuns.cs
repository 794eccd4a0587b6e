using System;
using System.Collections.Generic;

namespace FeishuHire.Engine.Ledger;

/// <summary>The runs of this process, which share their turn: what one of them has under way is not a dead run's.</summary>
internal static class LiveRuns
{
    private static readonly HashSet<string> All = new(StringComparer.Ordinal);

    /// <summary>Adds a run.</summary>
    public static void Add(string runId)
    {
        lock (All)
        {
            All.Add(runId);
        }
    }

    /// <summary>Takes a run out.</summary>
    public static void Remove(string runId)
    {
        lock (All)
        {
            All.Remove(runId);
        }
    }

    /// <summary>Whether a run is one of this process that has not ended.</summary>
    public static bool Contains(string runId)
    {
        lock (All)
        {
            return All.Contains(runId);
        }
    }
}
