using System;
using System.Collections.Generic;
using System.Linq;

namespace FeishuHire.Sandbox;

/// <summary>The faults still to play. A call is hit by the first fault that fits it; each fault counts every call that fits
/// it, hit by another or not, so that After means calls and not chances.</summary>
internal sealed class FaultPlan
{
    private readonly object _gate = new();
    private readonly List<Entry> _entries = [];
    private int _played;

    internal FaultPlan(IEnumerable<SandboxFault> faults)
    {
        foreach (SandboxFault fault in faults)
        {
            Add(fault);
        }
    }

    internal int Played
    {
        get
        {
            lock (_gate)
            {
                return _played;
            }
        }
    }

    internal void Add(SandboxFault fault)
    {
        lock (_gate)
        {
            _entries.Add(new Entry(fault));
        }
    }

    internal void Clear()
    {
        lock (_gate)
        {
            _entries.Clear();
        }
    }

    /// <summary>The fault that hits a call, or null.</summary>
    /// <param name="endpoint">Where the call goes.</param>
    /// <param name="revoking">Whether to look for TokenRevoked, which plays before the token is judged, or for the others.</param>
    /// <param name="orderIds">The orders that the call names.</param>
    /// <param name="stageId">The call's stage, or null.</param>
    internal SandboxFault? Take(SandboxEndpoint endpoint, bool revoking, IReadOnlyList<string> orderIds, string? stageId)
    {
        lock (_gate)
        {
            SandboxFault? hit = null;
            foreach (Entry entry in _entries)
            {
                if ((entry.Fault.Kind == SandboxFaultKind.TokenRevoked) == revoking
                    && Fits(entry.Fault, endpoint, orderIds, stageId)
                    && entry.IsDue()
                    && hit is null)
                {
                    hit = entry.Fault;
                    entry.Hits++;
                    _played++;
                }
            }

            return hit;
        }
    }

    private static bool Fits(SandboxFault fault, SandboxEndpoint endpoint, IReadOnlyList<string> orderIds, string? stageId) =>
        (fault.Endpoint == endpoint || fault.Endpoint == SandboxEndpoint.Any)
        && (fault.OrderId is null || orderIds.Contains(fault.OrderId, StringComparer.Ordinal))
        && (fault.StageId is null || string.Equals(fault.StageId, stageId, StringComparison.Ordinal));

    private sealed class Entry(SandboxFault fault)
    {
        private int _seen;

        internal SandboxFault Fault { get; } = fault;

        internal int Hits { get; set; }

        /// <summary>Counts a call that fits, and says whether the fault has any hit left for it.</summary>
        internal bool IsDue() => ++_seen > Fault.After && Hits < Fault.Count;
    }
}
