using System;
using System.Threading.Tasks;
using FeishuHire.Errors;

namespace FeishuHire.Engine.Delivery;

/// <summary>What one try means for everybody else: its lane goes on, waits or is held, its tenant or the run ends.</summary>
internal sealed class VerdictApplier(RunState scope, LaneBook lanes, Courier courier)
{
    /// <summary>Called when a failure ends the run: the error, and the row behind it.</summary>
    internal Action<BgCheckError, BgCheckProgress?>? Fatal { get; set; }

    /// <summary>Called after every step that may have been the last.</summary>
    internal Action? Progressed { get; set; }

    /// <summary>Queues a lane that has something to send; called under the lanes' lock.</summary>
    internal Action<Lane>? Offer { get; set; }

    /// <summary>Applies what a try came to; ends when the lane is queued again or let go.</summary>
    internal async Task ApplyAsync(TenantLine line, Lane lane, Attempt attempt, Verdict verdict)
    {
        if (verdict.StopsTenant is { } error)
        {
            StopTenant(line, attempt, error);
            Finish(lane, holdAs: scope.Context.FixesTenant ? null : error.Id, attempt);
            return;
        }

        if (verdict.RetryAfter is not { } delay)
        {
            Finish(lane, verdict.HoldsAs, attempt);
            return;
        }

        if (delay > TimeSpan.Zero)
        {
            try
            {
                await scope.Context.Clock.Delay(delay, scope.NoNewCalls.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                // Falls through: the run has ended while the lane waited.
            }
        }

        if (scope.NoNewCalls.IsCancellationRequested)
        {
            courier.GiveUp(attempt);
            Finish(lane, holdAs: null, attempt);
            return;
        }

        line.Enqueue(lane);
    }

    private void StopTenant(TenantLine line, Attempt attempt, BgCheckError error)
    {
        bool first = scope.Tenants.Stop(line.Tenant, error);
        if (scope.Context.FixesTenant || ErrorCatalogue.Get(error.Id).Scope == ErrorScope.Run)
        {
            if (first)
            {
                Fatal?.Invoke(error, attempt.Row);
            }
            else
            {
                attempt.LastError = error;
                courier.GiveUp(attempt);
            }

            return;
        }

        BgCheckError own = attempt.SawUncertain ? Refusals.AfterUncertainty(error) : RowJudge.Stopped(line.Tenant, error);
        scope.Output.Failed(attempt.Row, first ? error : own);
    }

    /// <summary>Ends an update and lets its lane go on.</summary>
    private void Finish(Lane lane, string? holdAs, Attempt attempt)
    {
        lock (lanes.Sync)
        {
            if (holdAs is not null)
            {
                LaneWalker.HoldAt(lane, attempt.Waiting, holdAs);
            }

            lane.Current = null;
            lanes.Sending--;
            lane.IsTaken = false;
            Offer?.Invoke(lane);
            if (!lane.IsTaken)
            {
                lane.State.Release(lane);
                lanes.Retire(lane);
            }
        }

        Progressed?.Invoke();
    }
}
