using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using FeishuHire.Engine.Http;
using FeishuHire.Engine.Ledger;
using FeishuHire.Errors;

namespace FeishuHire.Engine.Delivery;

/// <content>From a lane to a call, and from its outcome back: what a call needs, in the order breaker, token, lease.</content>
internal sealed partial class DeliveryLoop
{
    private static readonly TimeSpan LongWait = TimeSpan.FromSeconds(5);

    /// <summary>Queues a lane that has something to send and nothing under way.</summary>
    private void Offer(Lane lane)
    {
        if (lane.Current is null && lane.Count > 0 && !lane.AwaitsReading)
        {
            Enqueue(lane);
        }
    }

    /// <summary>Queues a lane, also for a further try of what it has under way.</summary>
    private void Enqueue(Lane lane)
    {
        if (!_ended && !lane.IsQueued)
        {
            lane.IsQueued = true;
            TenantOf(lane.Tenant).Ready.Enqueue(lane);
        }
    }

    private TenantState TenantOf(string? key)
    {
        if (_tenants.TryGetValue(key ?? string.Empty, out TenantState? tenant))
        {
            return tenant;
        }

        string budget = _context.BudgetKey(key);
        RateLimiter limiter = RateLimiters.Of(_context.Clock).Get(budget, out bool created);
        if (created)
        {
            long now = _context.Now;
            var ages = new List<TimeSpan>();
            foreach (long end in _context.Ledger.ReadCallEnds(budget, now - (long)RateLimits.Minute.TotalMilliseconds))
            {
                ages.Add(TimeSpan.FromMilliseconds(Math.Max(0, now - end)));
            }

            limiter.Prime(ages);
        }

        tenant = new TenantState(key, budget, limiter);
        _tenants.Add(key ?? string.Empty, tenant);
        return tenant;
    }

    /// <summary>Starts what can start.</summary>
    private void Feed()
    {
        bool waits = false;
        foreach (TenantState tenant in _tenants.Values)
        {
            while (!_ended && tenant.Ready.Count > 0 && Step(tenant))
            {
                // Until the tenant has nothing more to send, or has to wait for something.
            }

            if (tenant.Ready.Count == 0 && tenant.Lease is { } unused)
            {
                tenant.Lease = null;
                unused.Return();
            }

            Read(tenant);
            waits |= tenant.AwaitsLease && tenant.Ready.Count > 0;
        }

        WaitsForRateWindow = waits;
        if (_ended && _inFlight == 0 && !_drained)
        {
            Drain();
        }
    }

    /// <summary>Takes the tenant's next lane a step on.</summary>
    /// <returns>Whether another step may follow now.</returns>
    private bool Step(TenantState tenant)
    {
        Lane lane = tenant.Ready.Peek();
        if (lane.IsDoubtful)
        {
            tenant.Ready.Dequeue();
            lane.IsQueued = false;
            Await(lane);
            return true;
        }

        if (_options.SettleOnly && MayRead && !WasReadNow(lane))
        {
            tenant.Ready.Dequeue();
            lane.IsQueued = false;
            Await(lane);
            return true;
        }

        // What was sent since the backup of a restored ledger is asked before its rows are judged: unread, they would be held.
        if (_context.Ledger.IsRestored && lane.Count > 0 && NeedsReading(lane))
        {
            tenant.Ready.Dequeue();
            lane.IsQueued = false;
            Await(lane);
            return true;
        }

        if (!Claim(lane) || !NeedsCall(lane))
        {
            tenant.Ready.Dequeue();
            lane.IsQueued = false;
            Retire(lane);
            return true;
        }

        if (NeedsReading(lane))
        {
            tenant.Ready.Dequeue();
            lane.IsQueued = false;
            Await(lane);
            return true;
        }

        if (_inFlight >= _options.ThrottleLimit || !_breaker.Allows)
        {
            return false;
        }

        if (TokenOf(tenant) is not { } token || !HasLease(tenant))
        {
            return false;
        }

        if (_breaker.IsOpen)
        {
            // An update that has been tried before is the probe: it costs no other row its certainty.
            lane = TriedFirst(tenant);
        }

        tenant.Ready.Dequeue();
        lane.IsQueued = false;
        if (Claim(lane) && Take(lane) is { } flight)
        {
            if (NeedsReading(lane))
            {
                Await(lane);
                return true;
            }

            if (flight.Verdict is { } verdict)
            {
                // It has been looked up in this run, and may not be sent again.
                _output.Failed(flight.Row, verdict);
                Finish(flight);
                return true;
            }

            if (flight.Tries == 0 && flight.LastError is null)
            {
                _doubts.Look(flight.Row, lane.Facts);
            }

            RateLease lease = tenant.Lease!;
            tenant.Lease = null;
            _inFlight++;
            _breaker.Starts();
            _ = _sender.SendAsync(flight, tenant.BudgetKey, token, lease);
        }
        else
        {
            Retire(lane);
        }

        return true;
    }

    private bool Claim(Lane lane)
    {
        if (lane.IsClaimed)
        {
            return true;
        }

        if (!_claims.TryClaim(World, lane, () => _inbox.Post(new ClaimFreed(lane))))
        {
            lane.WaitedForClaim = true;
            return false;
        }

        lane.IsClaimed = true;
        if (lane.WaitedForClaim)
        {
            lane.WaitedForClaim = false;
            lane.Facts.Take(_context.Ledger.ReadOrder(lane.OrderId));
        }

        return true;
    }

    /// <summary>Lets go of a lane that has nothing left to do; one that waits for a claim, a timer or a call stays.</summary>
    private void Retire(Lane lane)
    {
        if (lane.Count > 0 || lane.Current is not null)
        {
            return;
        }

        _claims.Release(World, lane);
        _lanes.Remove(lane.OrderId);
    }

    private static Lane TriedFirst(TenantState tenant)
    {
        for (int i = tenant.Ready.Count; i > 0 && tenant.Ready.Peek().Current is null; i--)
        {
            tenant.Ready.Enqueue(tenant.Ready.Dequeue());
        }

        return tenant.Ready.Peek();
    }

    /// <summary>Settles rows from the front of a lane until one needs a call.</summary>
    private bool NeedsCall(Lane lane) => lane.Current is not null || Walk(lane, out _);

    /// <summary>Takes out the update that needs a call, judged at the last moment, since rows and outcomes may have come meanwhile.</summary>
    private StageInFlight? Take(Lane lane)
    {
        if (lane.Current is null && Walk(lane, out Decision decision))
        {
            lane.Current = new StageInFlight(lane, lane.Head!, decision.SentTime, decision.IsReplay, decision.EarlierAttempts) 
            {
                NeedsLookup = decision.IsReplay && !WasReadNow(lane),
                Verdict = decision.IsReplay && _context.Kind != BgCheckDeliveryKind.Progress ? Refusals.NeverRepeated() : null,
            };
            lane.RemoveHead();
        }

        return lane.Current;
    }

    private bool Walk(Lane lane, out Decision decision)
    {
        decision = default;
        while (!_ended && lane.Head is { } head)
        {
            BgCheckError? stopped = _context.FixesTenant || !_tenants.TryGetValue(lane.Tenant ?? string.Empty, out TenantState? tenant) ? null : tenant.StoppedBy;
            decision = _rules.Judge(lane, head, stopped, _damaged);
            if (decision.IsCall && !_options.SendsNothing)
            {
                return true;
            }

            lane.RemoveHead();
            Waiting--;
            if (decision.Settled is { } status)
            {
                Tell(lane.Facts, head, _options.SettleOnly && lane.Facts.IsFoundNow(head.Stage) ? BgCheckDeliveryStatus.Delivered : status);
            }
            else if (decision.Error is { } error)
            {
                _open.Refuse(head, error, lane.Facts);
            }
            else
            {
                // Where nothing is sent, the run goes on as if the row had been accepted.
                _doubts.Look(head.Row, lane.Facts);
                _output.Rehearsed(head.Row);
                lane.Facts.Put(StageSender.EntryOf(_context, new StageInFlight(lane, head, decision.SentTime, false, 0), BgCheckDeliveryStatus.Delivered));
            }
        }

        return false;
    }

    private string? TokenOf(TenantState tenant)
    {
        if (tenant.AwaitsToken)
        {
            return null;
        }

        Task<string> token = _context.Tokens.GetAsync(tenant.Key, _noNewCalls.Token);
        if (token.Status == TaskStatus.RanToCompletion)
        {
#pragma warning disable VSTHRD002, VSTHRD103 // It is there.
            return token.Result;
#pragma warning restore VSTHRD002, VSTHRD103
        }

        tenant.AwaitsToken = true;
        _ = PostTokenAsync(tenant, token);
        return null;
    }

    private async Task PostTokenAsync(TenantState tenant, Task<string> token)
    {
        try
        {
            _inbox.Post(new TokenSettled(tenant, await token.ConfigureAwait(false), null));
        }
        catch (FeishuHireException failure)
        {
            _inbox.Post(new TokenSettled(tenant, null, failure.Error));
        }
        catch (OperationCanceledException)
        {
            _inbox.Post(new TokenSettled(tenant, null, null));
        }
        catch (Exception bug)
        {
            _inbox.Post(new TokenSettled(tenant, null, null));
            _inbox.Post(new StopAsked(RunEnd.Stopped));
            Crash ??= bug;
        }
    }

    private bool HasLease(TenantState tenant)
    {
        if (tenant.Lease is { } held)
        {
            if (!tenant.Limiter.IsPaused)
            {
                return true;
            }

            // A pause began while it waited for its call.
            tenant.Lease = null;
            held.Return();
        }

        if (tenant.AwaitsLease)
        {
            return false;
        }

        Task<RateLease> lease = tenant.Limiter.TakeAsync(_context.Limits, _noNewCalls.Token);
        if (lease.Status == TaskStatus.RanToCompletion)
        {
#pragma warning disable VSTHRD002, VSTHRD103 // It is there.
            tenant.Lease = lease.Result;
#pragma warning restore VSTHRD002, VSTHRD103
            return true;
        }

        tenant.AwaitsLease = true;
        _ = PostLeaseAsync(tenant, lease);
        return false;
    }

    private async Task PostLeaseAsync(TenantState tenant, Task<RateLease> lease)
    {
        RateLease? granted = null;
        try
        {
            granted = await lease.ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The run has ended.
        }

        if (!_inbox.Post(new LeaseGranted(tenant, granted)))
        {
            granted?.Return();
        }
    }

    private void OnLease(LeaseGranted granted)
    {
        granted.Tenant.AwaitsLease = false;
        if (_ended)
        {
            granted.Lease?.Return();
        }
        else
        {
            granted.Tenant.Lease = granted.Lease;
        }
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
        while (!_ended && tenant.StoppedBy is null && tenant.Ready.Count > 0)
        {
            Lane lane = tenant.Ready.Dequeue();
            lane.IsQueued = false;
            if (Claim(lane) && Take(lane) is { } flight)
            {
                // A given token cannot be renewed: the server's own refusal says more than that there is none.
                BgCheckError said = error.Code is null && flight.LastError?.Id == error.Id ? flight.LastError : error;
                StopTenant(tenant, flight, said with { Outcome = flight.Unsent });
                Finish(flight);
            }
        }
    }

    /// <summary>A token that could not be fetched is a failed try of every update that would have gone with it.</summary>
    private void WithoutToken(TenantState tenant, BgCheckError error)
    {
        var asked = new List<StageInFlight>();
        for (int room = _options.ThrottleLimit - _inFlight; room > 0 && tenant.Ready.Count > 0;)
        {
            Lane lane = tenant.Ready.Dequeue();
            lane.IsQueued = false;
            if (Claim(lane) && Take(lane) is { } flight)
            {
                asked.Add(flight);
                room--;
            }
            else
            {
                Retire(lane);
            }
        }

        NoteFailure(asked.ConvertAll(static flight => flight.Lane.OrderId));
        foreach (StageInFlight flight in asked)
        {
            AfterFailure(flight, error);
        }
    }

    private void OnCallSettled(CallSettled settled)
    {
        StageInFlight flight = settled.Flight;
        TenantState tenant = TenantOf(flight.Lane.Tenant);
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

        Learn(flight.Lane, settled.Entry);
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

        switch (result.Verdict)
        {
            case CallVerdict.Accepted:
                tenant.Accepted();
                _output.Settled(Deliveries.Of(flight, settled.Entry, tenant.Key), flight.Row);
                Finish(flight);
                break;
            case CallVerdict.Throttled:
                OnThrottled(tenant, flight, settled);
                break;
            case CallVerdict.TokenRefused:
                OnTokenRefused(tenant, flight, settled);
                break;
            case CallVerdict.Refused:
                OnRefused(tenant, flight, settled.Error!);
                break;
            default:
                if (ErrorCatalogue.Get(settled.Error!.Id).Scope != ErrorScope.Row)
                {
                    Stop(tenant, flight, settled.Error);
                }
                else
                {
                    AfterFailure(flight, settled.Error);
                }

                break;
        }
    }

    /// <summary>Remembers a stage's new state; a delivered one resolves the holds that were waiting for it.</summary>
    private void Learn(Lane lane, LedgerEntry entry)
    {
        lane.Facts.Put(entry);
        if (entry.Status != BgCheckDeliveryStatus.Delivered)
        {
            return;
        }

        if (entry.Kind != BgCheckDeliveryKind.Progress)
        {
            if (entry.Kind == BgCheckDeliveryKind.Cancel)
            {
                GiveUpOthers(lane);
            }

            return;
        }

        lane.Facts.RemoveHoldsAt(entry.SourceTime);
        foreach (DamagedRow row in _damaged.Resolve(lane.OrderId, entry.StageId, entry.SourceTime))
        {
            _open.Resolve(row);
        }
    }

    /// <summary>With its order what was held there is given up.</summary>
    private void GiveUpOthers(Lane lane)
    {
        IEnumerable<LedgerEntry> others = lane.Facts.TakeOthers();
        if (_context.Kind != BgCheckDeliveryKind.Cancel)
        {
            // Found by a run of another kind, whose own rows are no others to it.
            others = [.. _context.Ledger.ReadOrder(lane.OrderId).Entries.Where(static entry =>
                entry.Kind != BgCheckDeliveryKind.Cancel && entry.Status != BgCheckDeliveryStatus.Uncertain && LedgerQuery.IsStuck(entry))];
        }

        foreach (LedgerEntry open in others)
        {
            LedgerEntry givenUp = open with { Status = BgCheckDeliveryStatus.Abandoned, ChangedAt = _context.Now, RunId = _context.RunId };
            _open.Settle(givenUp);
            lane.Facts.Put(givenUp);
        }
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
            _output.Settled(Deliveries.Of(flight, settled.Entry, flight.Lane.Tenant), flight.Row);
            Finish(flight);
            EndEarly(RunEnd.Failed, failure);
            return;
        }

        Finish(flight);
        EndEarly(RunEnd.Failed, failure with { Outcome = settled.Entry.Status }, flight.Row);
    }

    private void OnThrottled(TenantState tenant, StageInFlight flight, CallSettled settled)
    {
        _counters.AddThrottled();
        BgCheckError error = settled.Error ?? new BgCheckError(ErrorId.RateLimited);
        if (tenant.Throttled(_context.Clock))
        {
            Stop(tenant, flight, error.With("Minutes", Invariant.Text((long)TenantState.LongestThrottle.TotalMinutes)) with { Retryable = true });
            return;
        }

        TimeSpan pause = _retry.Pause(settled.Result!.RetryAfter, tenant.Throttles);
        tenant.Limiter.Pause(pause);
        TellWait(pause, "Throttled", Invariant.Seconds(pause));
        flight.LastError = error;
        Again(flight, TimeSpan.Zero);
    }

    private void OnTokenRefused(TenantState tenant, StageInFlight flight, CallSettled settled)
    {
        string token = settled.Token!;
        if (tenant.TokenRefused(token) || flight.TokenReplayed)
        {
            Stop(tenant, flight, settled.Error!);
            return;
        }

        flight.TokenReplayed = true;
        _context.Tokens.Drop(tenant.Key, token);
        _output.Verbose("TokenDropped");
        flight.LastError = settled.Error;
        Again(flight, TimeSpan.Zero);
    }

    private void OnRefused(TenantState tenant, StageInFlight flight, BgCheckError error)
    {
        if (ErrorCatalogue.Get(error.Id).Scope != ErrorScope.Row)
        {
            // Not the row's fault: it is free to go when the fault is mended.
            Stop(tenant, flight, error);
            return;
        }

        tenant.TokenServed();
        bool unclear = error.Outcome == BgCheckDeliveryStatus.Uncertain;
        if (unclear && LookUp(flight, error with { Retryable = true }))
        {
            return;
        }

        if (!unclear && tenant.Refused(flight.Lane.OrderId, error) is { } throughout)
        {
            Stop(tenant, flight, throughout with { Outcome = error.Outcome });
            return;
        }

        _output.Failed(flight.Row, error with { Retryable = unclear });
        Finish(flight);
    }

    private void AfterFailure(StageInFlight flight, BgCheckError error)
    {
        flight.Tries++;
        bool isDone = flight.Unsent == BgCheckDeliveryStatus.Uncertain && _context.Kind != BgCheckDeliveryKind.Progress;
        if (_ended || isDone || flight.Tries > _options.MaxRetry || !error.Retryable)
        {
            bool mayBeThere = flight.Unsent == BgCheckDeliveryStatus.Uncertain && error.Outcome != BgCheckDeliveryStatus.Uncertain;
            BgCheckError final = (mayBeThere ? Refusals.AfterUncertainty(error) : error) with { Retryable = true };
            if (flight.Unsent == BgCheckDeliveryStatus.Uncertain && LookUp(flight, final))
            {
                return;
            }

            if (error.Outcome == BgCheckDeliveryStatus.NotSent && !mayBeThere && flight.Attempts == 0)
            {
                // It was never on its way, so the ledger does not know it yet.
                _open.Refuse(flight.Waiting, final, flight.Lane.Facts);
            }
            else
            {
                _output.Failed(flight.Row, final);
            }

            Finish(flight);
            return;
        }

        TimeSpan wait = _retry.BackOff(flight.Tries);
        _counters.AddRetry();
        TellWait(wait, "Retrying", flight.Row.BackgroundCheckId!, flight.Row.StageId!, error.Id, Invariant.Seconds(wait), flight.Tries.ToString(CultureInfo.InvariantCulture), _options.MaxRetry.ToString(CultureInfo.InvariantCulture));
        flight.LastError = error;
        flight.NeedsLookup = flight.Unsent == BgCheckDeliveryStatus.Uncertain;
        Again(flight, wait);
    }

    /// <summary>The same update is sent again after a while.</summary>
    private void Again(StageInFlight flight, TimeSpan wait)
    {
        if (_ended)
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
        if (_breaker.HasGivenUp && !_ended)
        {
            EndEarly(RunEnd.Failed, new BgCheckError(ErrorId.ServiceUnavailable) { Retryable = true }
                .With("Minutes", Invariant.Text((long)CircuitBreaker.GiveUpAfter.TotalMinutes))
                .With("Count", Invariant.Text(_breaker.FailuresInARow)));
        }
    }

    private void Stop(TenantState tenant, StageInFlight flight, BgCheckError error)
    {
        StopTenant(tenant, flight, error);
        Finish(flight);
    }

    private void StopTenant(TenantState tenant, StageInFlight flight, BgCheckError error)
    {
        bool isFirst = tenant.StoppedBy is null;
        tenant.StoppedBy ??= error;
        if (_context.FixesTenant || ErrorCatalogue.Get(error.Id).Scope == ErrorScope.Run)
        {
            EndEarly(RunEnd.Failed, error, flight.Row);
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
        if (!lane.IsQueued && !_ended)
        {
            Retire(lane);
        }
    }

    private void TellSkew()
    {
        TimeSpan skew = _context.Server.Skew;
        if (!_skewTold && skew.Duration() > ServerClock.WarnFrom)
        {
            _skewTold = true;
            _output.Warn("ClockSkew", Invariant.Seconds(skew));
        }
    }

    private void TellWait(TimeSpan wait, string key, params string[] facts)
    {
        if (wait > LongWait)
        {
            _output.Warn(key, facts);
        }
        else
        {
            _output.Verbose(key, facts);
        }
    }

    private void EndEarly(RunEnd why, BgCheckError? error = null, BgCheckProgress? row = null)
    {
        if (!_ended || why == RunEnd.Stopped || (error is not null && End != RunEnd.Stopped))
        {
            End = why;
        }

        if (error is not null && FatalError is null && End != RunEnd.Stopped)
        {
            FatalError = row is null ? error : RowFacts.AddTo(error, row);
            FatalRow = row;
            _output.RunFailed(FatalError, row);
        }
        else if (row is not null)
        {
            // The run has its end: the row keeps an error of its own.
            _output.Failed(row, error!);
        }

        EndedWhileReading |= !_ended && !_inputEnded;
        _ended = true;
        _noNewCalls.Cancel();
        if (why != RunEnd.Failed)
        {
            _timers.In(Grace, () => _giveUp.Cancel());
        }
    }

    /// <summary>Once no call is under way: tells everything without an end state.</summary>
    private void Drain()
    {
        _drained = true;
        foreach (TenantState tenant in _tenants.Values)
        {
            tenant.Lease?.Return();
            tenant.Lease = null;
        }

        foreach (Lane lane in new List<Lane>(_lanes.Values))
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

            Retire(lane);
        }
    }
}
