using System;
using System.Collections.Generic;
using FeishuHire.Engine.Http;
using FeishuHire.Errors;

namespace FeishuHire.Engine.Delivery;

/// <content>From the outcome of a call, or of a token fetch, back to lanes, breaker and the run's end.</content>
internal sealed partial class DeliveryLoop
{
    private void OnCallSettled(CallSettled settled)
    {
        StageInFlight flight = settled.Flight;
        TenantState tenant = _permits.TenantOf(flight.Lane.Tenant);
        _inFlight--;
        if (settled.Result is not null)
        {
            _counters.AddCall();
            _context.Server.Observe(settled.Result.ServerDate);
            TellSkew();
        }

        if (settled.LedgerFailure is { } failure)
        {
            Unrecorded(settled, failure);
            return;
        }

        _open.Learn(flight.Lane.Facts, settled.Entry);
        if (settled.Result is not { } result)
        {
            GiveUp(flight);
            return;
        }

        if (result.Verdict is CallVerdict.NotSent or CallVerdict.Uncertain)
        {
            NoteFailure([flight.Lane.OrderId]);
        }
        else if (_breaker.Succeeded())
        {
            _output.Warn("BreakerClosed");
        }

        if (result.Verdict == CallVerdict.Accepted)
        {
            tenant.Accepted();
            Deliver(settled, tenant.Key);
            return;
        }

        Do(tenant, flight, _outcomes.Of(tenant, flight, settled));
    }

    private void Do(TenantState tenant, StageInFlight flight, NextStep next)
    {
        switch (next.What)
        {
            case NextStep.Kind.Again:
                Again(flight, next.Wait);
                break;
            case NextStep.Kind.StopTenant:
                Stop(tenant, flight, next.Error!);
                break;
            case NextStep.Kind.LookUp when _reads.IsOn:
                flight.Verdict = next.Error;
                flight.NeedsLookup = true;
                Await(flight.Lane);
                break;
            case NextStep.Kind.Refuse:
                _open.Refuse(flight.Waiting, next.Error!, flight.Lane.Facts);
                Finish(flight);
                break;
            default:
                Fail(flight, next.Error!);
                break;
        }
    }

    private void Deliver(CallSettled settled, string? tenant)
    {
        _output.Settled(Deliveries.Of(settled.Flight, settled.Entry, tenant), settled.Flight.Row);
        Finish(settled.Flight);
    }

    private void Fail(StageInFlight flight, BgCheckError error)
    {
        _output.Failed(flight.Row, error);
        Finish(flight);
    }

    /// <summary>What is unknown since an earlier run is told as what is held: not every hour anew.</summary>
    private void Tell(StageInFlight flight, BgCheckError verdict)
    {
        if (flight.WasSent)
        {
            Fail(flight, verdict);
            return;
        }

        _open.Refuse(flight.Waiting, verdict, flight.Lane.Facts);
        Finish(flight);
    }

    private void Unrecorded(CallSettled settled, BgCheckError failure)
    {
        StageInFlight flight = settled.Flight;
        flight.Lane.Facts.Put(settled.Entry);
        if (settled.Result is not null)
        {
            _output.Warn("NotRecorded", settled.Entry.OrderId, settled.Entry.StageId, settled.Entry.Status.ToString());
        }

        if (settled.Result?.Verdict == CallVerdict.Accepted)
        {
            Deliver(settled, flight.Lane.Tenant);
            Ending.Early(RunEnd.Failed, failure);
            return;
        }

        Finish(flight);
        Ending.Early(RunEnd.Failed, failure with { Outcome = settled.Entry.Status }, flight.Row);
    }

    private void OnTokenSettled(TokenSettled settled)
    {
        TenantState tenant = settled.Tenant;
        tenant.AwaitsToken = false;
        if (settled.Error is not { } error)
        {
            return;
        }

        if (ErrorCatalogue.Get(error.Id).Scope == ErrorScope.Row)
        {
            WithoutToken(tenant, error with { Outcome = BgCheckDeliveryStatus.NotSent, Retryable = true });
            return;
        }

        // Nobody's call can succeed: the lane that asked first tells it.
        while (!Ending.IsEarly && tenant.StoppedBy is null && tenant.Ready.Count > 0)
        {
            Lane lane = Dequeue(tenant);
            if (_orders.Claim(lane) && Take(lane) is { } flight)
            {
                // A given token cannot be renewed: the server's own refusal says more than that there is none.
                BgCheckError said = error.Code is null && flight.LastError?.Id == error.Id ? flight.LastError : error;
                Stop(tenant, flight, said with { Outcome = flight.Unsent });
            }
        }
    }

    /// <summary>A token that could not be fetched is a failed try of every update that would have gone with it.</summary>
    private void WithoutToken(TenantState tenant, BgCheckError error)
    {
        var asked = new List<StageInFlight>();
        for (int room = _options.ThrottleLimit - _inFlight; room > 0 && tenant.Ready.Count > 0;)
        {
            Lane lane = Dequeue(tenant);
            if (_orders.Claim(lane) && Take(lane) is { } flight)
            {
                asked.Add(flight);
                room--;
            }
            else
            {
                _orders.Retire(lane);
            }
        }

        NoteFailure(asked.ConvertAll(static flight => flight.Lane.OrderId));
        foreach (StageInFlight flight in asked)
        {
            Do(tenant, flight, _outcomes.AfterFailure(flight, error));
        }
    }

    /// <summary>The same update is sent again after a while.</summary>
    private void Again(StageInFlight flight, TimeSpan wait)
    {
        if (Ending.IsEarly)
        {
            GiveUp(flight);
        }
        else if (wait > TimeSpan.Zero)
        {
            _timers.In(wait, () => Enqueue(flight.Lane));
        }
        else
        {
            Enqueue(flight.Lane);
        }
    }

    private void NoteFailure(IEnumerable<string> orders)
    {
        bool wasOpen = _breaker.IsOpen;
        if (_breaker.Failed(orders))
        {
            _output.Warn("BreakerOpened", Invariant.Text(_breaker.FailuresInARow));
        }

        if (_breaker.IsOpen)
        {
            _timers.In(CircuitBreaker.ProbeEvery, static () => { });
            if (!wasOpen)
            {
                _timers.In(CircuitBreaker.GiveUpAfter, LookAtBreaker);
            }
        }
    }

    private void LookAtBreaker()
    {
        if (_breaker.HasGivenUp && !Ending.IsEarly)
        {
            Ending.Early(RunEnd.Failed, new BgCheckError(ErrorId.ServiceUnavailable) { Retryable = true }
                .With("Minutes", Invariant.Text((long)CircuitBreaker.GiveUpAfter.TotalMinutes))
                .With("Count", Invariant.Text(_breaker.FailuresInARow)));
        }
    }

    private void Stop(TenantState tenant, StageInFlight flight, BgCheckError error)
    {
        bool isFirst = tenant.StoppedBy is null;
        tenant.StoppedBy ??= error;
        if (_context.FixesTenant || ErrorCatalogue.Get(error.Id).Scope == ErrorScope.Run)
        {
            Ending.Early(RunEnd.Failed, error, flight.Row);
        }
        else
        {
            _output.Failed(flight.Row, isFirst ? error
                : flight.Unsent == BgCheckDeliveryStatus.Uncertain ? Refusals.AfterUncertainty(error)
                : DeliveryRules.Stopped(tenant.Key, error));
        }

        if (flight.Attempts == 0)
        {
            _open.Remember(flight.Waiting, error, flight.Lane.Facts);
        }

        Finish(flight);
    }

    /// <summary>The run ends while an update waits for its next try: tells what is known of it.</summary>
    private void GiveUp(StageInFlight flight)
    {
        if (flight.SawUncertain && flight.LastError is { } error)
        {
            _output.Failed(flight.Row, error.Outcome == BgCheckDeliveryStatus.Uncertain ? error : Refusals.AfterUncertainty(error));
        }
        else
        {
            _open.Untried(flight.Waiting, flight.Lane.Facts);
        }

        Finish(flight);
    }

    /// <summary>An update has been told; its lane goes on.</summary>
    private void Finish(StageInFlight flight)
    {
        Lane lane = flight.Lane;
        lane.Current = null;
        Waiting--;
        Offer(lane);
        if (!lane.IsQueued && !Ending.IsEarly)
        {
            _orders.Retire(lane);
        }
    }

    /// <summary>Once no call is under way: tells everything without an end state.</summary>
    private void Drain()
    {
        _drained = true;
        foreach (TenantState tenant in _permits.Tenants)
        {
            CallPermits.Return(tenant);
        }

        foreach (Lane lane in _orders.Lanes)
        {
            if (lane.Current is { } current)
            {
                GiveUp(current);
            }

            foreach (WaitingRow waiting in lane.TakeAll())
            {
                Waiting--;
                _open.Untried(waiting, lane.Facts);
            }

            _orders.Retire(lane);
        }
    }
}
