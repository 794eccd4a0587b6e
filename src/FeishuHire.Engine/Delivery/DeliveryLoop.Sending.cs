namespace FeishuHire.Engine.Delivery;

/// <content>From a lane to a call: what goes next, and whether it is to be read back first.</content>
internal sealed partial class DeliveryLoop
{
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
        if (!Ending.IsEarly && !lane.IsQueued)
        {
            lane.IsQueued = true;
            _permits.TenantOf(lane.Tenant).Ready.Enqueue(lane);
        }
    }

    /// <summary>Starts what can start.</summary>
    private void Feed()
    {
        bool waits = false;
        foreach (TenantState tenant in _permits.Tenants)
        {
            _reads.Start(tenant, RoomForReads);
            while (!Ending.IsEarly && tenant.Ready.Count > 0 && Step(tenant))
            {
                // Until the tenant has nothing more to send, or has to wait for something.
            }

            if (tenant.Ready.Count == 0)
            {
                CallPermits.Return(tenant);
            }

            _reads.Start(tenant, RoomForReads);
            while (!_reads.IsOn && !Ending.IsEarly && tenant.ToRead.Count > 0)
            {
                GoOn(tenant.ToRead.Dequeue(), isKnown: false);
            }

            waits |= tenant.AwaitsLease && tenant.Ready.Count > 0;
        }

        WaitsForRateWindow = waits;
        if (Ending.IsEarly && _inFlight == 0 && !_drained)
        {
            Drain();
        }
    }

    private int RoomForReads => _options.ThrottleLimit - _inFlight;

    /// <summary>Takes the tenant's next lane a step on.</summary>
    /// <returns>Whether another step may follow now.</returns>
    private bool Step(TenantState tenant)
    {
        Lane lane = tenant.Ready.Peek();
        if (lane.IsDoubtful || (_options.SettleOnly && _reads.IsOn && !lane.Facts.IsReadNow)

            // What was sent since the backup of a restored ledger is asked before its rows are judged: unread, they would be held.
            || (_context.Ledger.IsRestored && lane.Count > 0 && _reads.IsNeededBy(lane)))
        {
            Await(Dequeue(tenant));
            return true;
        }

        if (!_orders.Claim(lane) || !NeedsCall(lane))
        {
            _orders.Retire(Dequeue(tenant));
            return true;
        }

        if (_reads.IsNeededBy(lane))
        {
            Await(Dequeue(tenant));
            return true;
        }

        if (_inFlight + _reads.UnderWay >= _options.ThrottleLimit || !_breaker.Allows || !_permits.Has(tenant, out string token))
        {
            return false;
        }

        if (_breaker.IsOpen)
        {
            // An update that has been tried before is the probe: it costs no other row its certainty.
            TriedFirst(tenant);
        }

        lane = Dequeue(tenant);
        if (!_orders.Claim(lane) || Take(lane) is not { } flight)
        {
            _orders.Retire(lane);
        }
        else if (_reads.IsNeededBy(lane))
        {
            Await(lane);
        }
        else if (flight.Verdict is { } verdict)
        {
            // It has been looked up in this run, and may not be sent again.
            Tell(flight, verdict);
        }
        else
        {
            Send(tenant, flight, token);
        }

        return true;
    }

    private void Send(TenantState tenant, StageInFlight flight, string token)
    {
        if (flight.Tries == 0 && flight.LastError is null)
        {
            _doubts.Look(flight.Row, flight.Lane.Facts);
        }

        _inFlight++;
        _breaker.Starts();
        _ = _sender.SendAsync(flight, tenant.BudgetKey, token, CallPermits.Take(tenant));
    }

    private static Lane Dequeue(TenantState tenant)
    {
        Lane lane = tenant.Ready.Dequeue();
        lane.IsQueued = false;
        return lane;
    }

    private static void TriedFirst(TenantState tenant)
    {
        for (int i = tenant.Ready.Count; i > 0 && tenant.Ready.Peek().Current is null; i--)
        {
            tenant.Ready.Enqueue(tenant.Ready.Dequeue());
        }
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
                NeedsLookup = decision.IsReplay && !lane.Facts.IsReadNow,
                Verdict = decision.IsReplay && _context.Kind != BgCheckDeliveryKind.Progress ? Refusals.NeverRepeated() : null,
            };
            lane.RemoveHead();
        }

        return lane.Current;
    }

    private bool Walk(Lane lane, out Decision decision)
    {
        decision = default;
        while (!Ending.IsEarly && lane.Head is { } head)
        {
            decision = _rules.Judge(lane, head, _context.FixesTenant ? null : _permits.StoppedBy(lane.Tenant), _open.Damaged);
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
}
