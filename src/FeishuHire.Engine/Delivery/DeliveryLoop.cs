using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using FeishuHire.Engine.Ledger;
using FeishuHire.Errors;
using FeishuHire.Rules;
using FeishuHire.Values;

namespace FeishuHire.Engine.Delivery;

/// <summary>The one owner of a run: it alone reads and changes lanes, what is known of orders, tenants, breaker and counters.
/// Everything else works for it, and posts what came of that into its inbox. Here: the run's life, and its rows on arrival.</summary>
internal sealed partial class DeliveryLoop : IDisposable
{
    private static readonly TimeSpan LongInput = TimeSpan.FromMinutes(1);

    private readonly DeliveryContext _context;
    private readonly DeliveryOptions _options;
    private readonly RunInbox _inbox;
    private readonly RunOutput _output;
    private readonly RunCounters _counters;
    private readonly DeliveryRules _rules;
    private readonly StageSender _sender;
    private readonly RunTimers _timers;
    private readonly RunOrders _orders;
    private readonly OpenRows _open;
    private readonly CallPermits _permits;
    private readonly CallOutcomes _outcomes;
    private readonly CircuitBreaker _breaker;
    private readonly ReadBack _reads;
    private readonly ResultDoubts _doubts;
    private long _arrival;
    private int _doubtful;
    private int _inFlight;
    private bool _drained;
    private bool _skewTold;

    internal DeliveryLoop(DeliveryContext context, DeliveryOptions options, RunInbox inbox, RunOutput output, RunCounters counters)
    {
        _context = context;
        _options = options;
        _inbox = inbox;
        _output = output;
        _counters = counters;
        _rules = new DeliveryRules(context, options);
        _timers = new RunTimers(context.Clock, inbox);
        Ending = new RunEnding(output, _timers);
        _sender = new StageSender(context, inbox, Ending.NoNewCalls, Ending.GiveUp);
        _orders = new RunOrders(context, inbox, counters);
        _open = new OpenRows(context, options, output);
        _permits = new CallPermits(context, inbox, Ending);
        _outcomes = new CallOutcomes(context, options, output, counters, Ending);
        _breaker = new CircuitBreaker(context.Clock);
        _reads = new ReadBack(context, options, inbox, output, _open, Ending);
        _doubts = new ResultDoubts(output);
    }

    /// <summary>How far the run is, and why it ended.</summary>
    internal RunEnding Ending { get; }

    /// <summary>Rows in lanes or being sent.</summary>
    internal int Waiting { get; private set; }

    /// <summary>Whether calls wait for the frequency limit now.</summary>
    internal bool WaitsForRateWindow { get; private set; }

    private bool IsDone => Ending.IsEarly
        ? _drained && (Ending.IsInputComplete || Ending.Why == RunEnd.Stopped)
        : Ending.IsInputComplete && _orders.IsIdle;

    /// <summary>Works until every row has its end state; then the output is complete. Never throws.</summary>
    internal async Task RunAsync()
    {
        try
        {
            Ending.Guard(static loop => loop.Begin(), this);
            Action<object> handle = Handle;
            while (!IsDone)
            {
                Queue<object> events = await _inbox.TakeAllAsync().ConfigureAwait(false);
                _output.Nudge();
                using (_context.Ledger.Look())
                {
                    while (events.Count > 0)
                    {
                        Ending.Guard(handle, events.Dequeue());
                    }

                    Ending.Guard(static loop => loop.Feed(), this);
                }

                _output.Nudge();
                await Ending.GuardAsync(FlushAsync).ConfigureAwait(false);
            }

            await Ending.GuardAsync(FinishAsync).ConfigureAwait(false);
        }
        catch (Exception bug)
        {
            Ending.OnBug(bug);
        }
        finally
        {
            foreach (object left in _inbox.Close())
            {
                if (left is BgCheckProgress row)
                {
                    _counters.AddRow();
                    _output.Unprocessed(row);
                }
                else if (left is LeaseGranted { Lease: { } lease })
                {
                    lease.Return();
                }
            }

            _orders.ReleaseAll();
            _output.Complete();
        }
    }

    public void Dispose() => Ending.Dispose();

    private void Begin()
    {
        if (_options.MaxDuration is { } limit)
        {
            _timers.In(limit, () => Ending.Early(RunEnd.OutOfTime));
        }

        if (!_options.NoReorder && !_options.SendsNothing)
        {
            _timers.In(LongInput, () =>
            {
                if (!Ending.IsInputComplete && !Ending.IsEarly)
                {
                    _output.Warn("InputOpen", Invariant.Text(Waiting));
                }
            });
        }

        TellSkew();
        _open.Begin();
    }

    private void Handle(object item)
    {
        switch (item)
        {
            case BgCheckProgress row:
                TakeIn(row);
                break;
            case CallSettled settled:
                OnCallSettled(settled);
                break;
            case TokenSettled token:
                OnTokenSettled(token);
                break;
            case OrdersSettled orders:
                OnOrdersSettled(orders);
                break;
            case LeaseGranted granted:
                _permits.OnLease(granted);
                break;
            case ClaimFreed freed:
                Offer(freed.Lane);
                break;
            case TimerDue:
                _timers.Run();
                break;
            case OrderNamed named when !Ending.IsEarly:
                OrderFacts facts = _orders.FactsOf(named.OrderId);
                facts.Tenant ??= named.TenantKey;
                _orders.LaneOf(facts, isDoubtful: false, out _);
                break;
            case InputEnded:
                OnInputEnded();
                break;
            case StopAsked asked:
                Ending.Early(asked.Why, asked.Error);
                break;
            case Crashed crashed:
                _inFlight -= crashed.EndsCall ? 1 : 0;
                Ending.OnBug(crashed.Exception);
                break;
        }
    }

    /// <summary>A row that is being taken in when the ledger fails is not lost with the run; one that has its lane is told with
    /// it.</summary>
    private void TakeIn(BgCheckProgress row)
    {
        Lane? lane = null;
        try
        {
            lane = OnRow(row);
        }
        catch (FeishuHireException failure) when (!Ending.IsEarly)
        {
            Ending.Early(RunEnd.Failed, failure.Error, row);
        }

        if (lane is not null && _options.NoReorder && !_options.SendsNothing)
        {
            Offer(lane);
        }
    }

    /// <returns>The lane that the row waits in; null where it is settled.</returns>
    private Lane? OnRow(BgCheckProgress row)
    {
        _counters.AddRow();
        if (Ending.IsEarly)
        {
            _open.Untried(new WaitingRow(row, ++_arrival), _orders.FactsFor(row));
            return null;
        }

        BgCheckError? idFault = _rules.CheckIds(row);
        if (idFault is not null && !_rules.NamesOrder(row) && !MayBeRight(row, ref idFault))
        {
            Refuse(row, idFault!);
            return null;
        }

        OrderFacts facts = _orders.FactsOf(row.BackgroundCheckId!);
        BgCheckError? tenantFault = _orders.TenantFault(facts, row);
        if (_orders.EndsRun(tenantFault))
        {
            Ending.Early(RunEnd.Failed, tenantFault, row);
            return null;
        }

        var waiting = new WaitingRow(row, ++_arrival) { Fault = idFault ?? tenantFault };
        _orders.Note(facts, waiting.Time);
        if (idFault is null && _rules.Known(facts, waiting) is { } status)
        {
            Tell(facts, waiting, status);
            return null;
        }

        return Add(facts, waiting);
    }

    /// <summary>Whether an order id that looks rounded is known to be right, or can be asked for.</summary>
    private bool MayBeRight(BgCheckProgress row, ref BgCheckError? fault)
    {
        if (row.Fault is not null || row.BackgroundCheckId is not { } id || !IdCell.LooksRounded(id) || RowRules.CheckIds(row, acceptsRoundedId: true).Count > 0)
        {
            return false;
        }

        if (_orders.FactsOf(id).HasDelivered)
        {
            _rules.Accept(id);
        }
        else if (!_reads.IsOn)
        {
            return false;
        }

        fault = null;
        return true;
    }

    /// <summary>A row that belongs to no one order that can be named.</summary>
    private void Refuse(BgCheckProgress row, BgCheckError error)
    {
        if (error.Id != ErrorId.DamagedId || !DamagedIds.NamesOrders(row.BackgroundCheckId))
        {
            _output.Failed(row, error);
            return;
        }

        var waiting = new WaitingRow(row, ++_arrival);
        OrderFacts facts = _orders.FactsOf(row.BackgroundCheckId!);
        if (facts.TryFind(waiting.Stage, out StageRecord record) && record.Status == BgCheckDeliveryStatus.Abandoned)
        {
            Tell(facts, waiting, BgCheckDeliveryStatus.RefusedBefore);
            return;
        }

        if (_context.Kind == BgCheckDeliveryKind.Progress)
        {
            _open.Damaged.Add(new DamagedRow(row.BackgroundCheckId!, row.StageId ?? string.Empty, waiting.Time, InThisRun: true));
        }

        _open.Refuse(waiting, error, facts);
    }

    /// <summary>Rows that say the same of one stage are told once.</summary>
    private void Tell(OrderFacts facts, WaitingRow waiting, BgCheckDeliveryStatus status)
    {
        if (!facts.Tell(waiting.Stage))
        {
            _counters.AddJoined();
            return;
        }

        if (status == BgCheckDeliveryStatus.AlreadyDelivered)
        {
            _open.Confirm(facts, waiting.Time);
        }

        facts.TryFind(waiting.Stage, out StageRecord record);
        _output.Settled(Deliveries.Of(waiting.Row, record, status), waiting.Row);
    }

    private Lane? Add(OrderFacts facts, WaitingRow waiting)
    {
        Lane lane = _orders.LaneOf(facts, isDoubtful: !_rules.NamesOrder(waiting.Row), out bool isNew);
        _doubtful += isNew && lane.IsDoubtful ? 1 : 0;
        if (waiting.Fault is null && lane.FindStage(waiting.Stage) is { } other)
        {
            if (other.Join(waiting.Row) != JoinOutcome.Different)
            {
                _counters.AddJoined();
                return null;
            }

            waiting = new WaitingRow(waiting.Row, waiting.Arrival) { Twin = other.Row };
        }

        lane.Add(waiting, sorted: _options.NoReorder);
        Waiting++;
        return lane;
    }

    private void OnInputEnded()
    {
        Ending.IsInputComplete = true;
        if (Ending.IsEarly)
        {
            return;
        }

        foreach (Lane lane in _orders.Lanes)
        {
            if (!_options.NoReorder)
            {
                lane.Sort(_orders.IsNewestFirst(lane.Facts));
            }

            if (_options.DryRun && !_options.SettleOnly)
            {
                NeedsCall(lane);
                _orders.Retire(lane);
            }
            else if (_options.SettleOnly && lane.Count == 0)
            {
                Await(lane);
            }
            else if (_doubtful == 0 || lane.IsDoubtful)
            {
                // An id that looks rounded may be a neighbour's: first it is asked for, then the others go.
                Offer(lane);
            }
        }
    }

    private void TellSkew()
    {
        TimeSpan skew = _context.Server.Skew;
        if (!_skewTold && skew.Duration() > Http.ServerClock.WarnFrom)
        {
            _skewTold = true;
            _output.Warn("ClockSkew", Invariant.Seconds(skew));
        }
    }

    private async Task FlushAsync()
    {
        await _open.FlushFullAsync().ConfigureAwait(false);
        await _reads.FlushAsync().ConfigureAwait(false);
    }

    private async Task FinishAsync()
    {
        await _reads.FlushAsync().ConfigureAwait(false);
        await _open.FlushAsync().ConfigureAwait(false);
        if (!_options.DryRun)
        {
            _counters.OrdersWaiting = _context.Ledger.CountOpenOrders();
            await _context.Ledger.RecordRunEndAsync(new RunRecord
            {
                RunId = _context.RunId,
                Kind = _context.Kind,
                End = Ending.Why.ToString(),
                ErrorId = Ending.Error?.Id,
                Delivered = _counters.Delivered,
                Failed = _counters.Failed,
                Held = _counters.Held,
                Uncertain = _counters.Uncertain,
                Calls = _counters.Calls,
                Throttled = _counters.Throttled,
            }).ConfigureAwait(false);
        }
    }
}
