using System;
using System.Collections.Generic;

namespace FeishuHire.Sandbox;

/// <summary>What can be counted of a call.</summary>
internal enum Seen
{
    Accepted,
    Refused,
    TimeBreach,
    RepeatedStage,
    Throttled,
    Unauthorized,
    TenantTokenCall,
    AppTokenCall,
    TicketResendCall,
    NotFound,
}

/// <summary>Counts what the sandbox sees.</summary>
internal sealed class Statistics
{
    private readonly object _gate = new();
    private readonly int[] _counts = new int[Enum.GetValues(typeof(Seen)).Length];
    private readonly SlidingWindow _second = new(TimeSpan.FromSeconds(1));
    private readonly SlidingWindow _minute = new(TimeSpan.FromSeconds(60));
    private readonly HashSet<int> _ports = [];
    private readonly SlidingWindow _orderSecond = new(TimeSpan.FromSeconds(1));
    private readonly int[] _calls = new int[Enum.GetValues(typeof(SandboxEndpoint)).Length];
    private int _inFlight;
    private int _peak;

    /// <summary>An update_progress came in over the connection with that client port.</summary>
    internal void Begin(int clientPort)
    {
        lock (_gate)
        {
            _ports.Add(clientPort);
            _inFlight++;
            _peak = Math.Max(_peak, _inFlight);
        }
    }

    /// <summary>A call reached the place where calls are counted.</summary>
    internal void Arrive(SandboxEndpoint endpoint, SandboxClock clock)
    {
        lock (_gate)
        {
            // Read under the lock: the windows want their moments in order.
            TimeSpan now = clock.Elapsed;
            _calls[(int)endpoint]++;
            if (endpoint == SandboxEndpoint.Progress)
            {
                _second.Add(now);
                _minute.Add(now);
            }
            else if (endpoint == SandboxEndpoint.Orders)
            {
                _orderSecond.Add(now);
            }
        }
    }

    /// <summary>It has its answer, or will get none.</summary>
    internal void End()
    {
        lock (_gate)
        {
            _inFlight--;
        }
    }

    /// <summary>A call was judged by its fields and its order: what it was counted for, where it was update_progress.</summary>
    internal void CountJudged(SandboxEndpoint endpoint, Refusal? refusal)
    {
        if (endpoint != SandboxEndpoint.Progress)
        {
            return;
        }

        Count(refusal is null ? Seen.Accepted : Seen.Refused);
        if (refusal is { IsAssumed: true, Code: 1002001 })
        {
            Count(string.Equals(refusal.Fields[0].Field, "stage_id", StringComparison.Ordinal) ? Seen.RepeatedStage : Seen.TimeBreach);
        }
    }

    internal void Count(Seen seen)
    {
        lock (_gate)
        {
            _counts[(int)seen]++;
        }
    }

    internal FeishuHireSandboxStatistics Read(int faultsPlayed)
    {
        lock (_gate)
        {
            return new FeishuHireSandboxStatistics
            {
                Calls = _calls[(int)SandboxEndpoint.Progress],
                ResultCalls = _calls[(int)SandboxEndpoint.Result],
                CancelCalls = _calls[(int)SandboxEndpoint.Cancel],
                OrderCalls = _calls[(int)SandboxEndpoint.Orders],
                MaxOrderCallsInAnySecond = _orderSecond.Peak,
                Accepted = Of(Seen.Accepted),
                Refused = Of(Seen.Refused),
                TimeBreaches = Of(Seen.TimeBreach),
                RepeatedStages = Of(Seen.RepeatedStage),
                Throttled = Of(Seen.Throttled),
                Unauthorized = Of(Seen.Unauthorized),
                FaultsPlayed = faultsPlayed,
                MaxCallsInAnySecond = _second.Peak,
                MaxCallsInAnyMinute = _minute.Peak,
                PeakInFlight = _peak,
                Connections = _ports.Count,
                TenantTokenCalls = Of(Seen.TenantTokenCall),
                AppTokenCalls = Of(Seen.AppTokenCall),
                TicketResendCalls = Of(Seen.TicketResendCall),
                NotFound = Of(Seen.NotFound),
            };
        }
    }

    private int Of(Seen seen) => _counts[(int)seen];
}
