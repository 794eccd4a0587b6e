using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using FeishuHire.Engine.Ledger;

namespace FeishuHire.Engine.Delivery;

/// <summary>The one owner of a run: it alone reads and changes lanes, what is known of orders, tenants, breaker and counters.
/// Everything else works for it, and posts what came of that into its inbox. Here: the run's life.</summary>
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

    /// <summary>Works on a thread of its own until every row has its end state; then the output is complete. Never throws.</summary>
    internal void Run()
    {
        try
        {
            Ending.Guard(static loop => loop.Begin(), this);
            Action<object> handle = Handle;
            while (!IsDone)
            {
                Queue<object> events = _inbox.TakeAll();
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
                Ending.Guard(static loop => Wait(loop.FlushAsync()), this);
            }

            Ending.Guard(static loop => Wait(loop.FinishAsync()), this);
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

    /// <summary>Waits for the ledger, which writes on a thread of its own.</summary>
#pragma warning disable VSTHRD002 // This thread is the loop's, and nothing that it waits for needs it.
    private static void Wait(Task written) => written.GetAwaiter().GetResult();
#pragma warning restore VSTHRD002

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
