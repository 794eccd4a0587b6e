using System;
using FeishuHire.Errors;

namespace FeishuHire.Engine.Delivery;

/// <summary>Walks a lane from its front: settles what needs no call, holds the lane where it must, and takes out the first
/// update that needs one.</summary>
internal sealed class LaneWalker(RunState scope, LaneBook lanes, RowJudge judge, Courier courier)
{
    /// <summary>Called after every step that may have been the last.</summary>
    internal Action? Progressed { get; set; }

    /// <summary>Settles rows from the front of the lane until one needs a call.</summary>
    internal bool NeedsCall(Lane lane) => lane.Current is not null || Walk(lane, take: false, out _);

    internal Attempt? Take(Lane lane)
    {
        Walk(lane, take: true, out Attempt? attempt);
        return attempt;
    }

    private bool Walk(Lane lane, bool take, out Attempt? attempt)
    {
        attempt = null;
        bool found = false;
        lock (lanes.Sync)
        {
            while (!found && !scope.NoNewCalls.IsCancellationRequested && lane.Head is { } head && lanes.HasWork(lane))
            {
                Decision decision = judge.Judge(lane, head);
                found = decision.IsCall && !scope.Options.DryRun;
                if (!found || take)
                {
                    lanes.RemoveHead(lane);
                }

                if (!found)
                {
                    Settle(lane, head, decision);
                }
                else if (take)
                {
                    attempt = new Attempt(lane.State, head, decision.SentTime, decision.IsReplay, decision.EarlierAttempts);
                    lane.Current = attempt;
                    lanes.Sending++;
                }
            }

            if (!found)
            {
                lane.IsTaken = false;
                lane.State.Release(lane);
                lanes.Retire(lane);
            }
        }

        if (!found)
        {
            Progressed?.Invoke();
        }

        return found;
    }

    private void Settle(Lane lane, WaitingRow head, Decision decision)
    {
        if (decision.Settled is { } status)
        {
            lanes.Tell(lane.State, head, status);
        }
        else if (decision.Error is { } error)
        {
            // Without a call, an outcome is unknown only where the replay has been made: that holds no longer.
            if (error.Id is not (ErrorId.OrderHeld or ErrorId.OutcomeUnknown) && ErrorCatalogue.Get(error.Id).Holds)
            {
                HoldAt(lane, head, error.Id);
            }

            scope.Output.Failed(head.Row, error);
        }
        else
        {
            // A dry run goes on as if the row had been accepted.
            scope.Output.Rehearsed(head.Row);
            lane.State.Put(courier.Entry(head.Row, head.Content(scope.Context.Ledger), decision.SentTime, BgCheckDeliveryStatus.Delivered), scope.Number);
        }
    }

    internal static void HoldAt(Lane lane, WaitingRow row, string errorId)
    {
        if (lane.Hold is null || row.Time < lane.Hold.Time)
        {
            lane.Hold = new LaneHold(row.Time, row.Row.StageId ?? row.Row.Source?.ToString() ?? "?", errorId);
        }
    }
}
