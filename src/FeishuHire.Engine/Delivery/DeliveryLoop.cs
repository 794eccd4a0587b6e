using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using FeishuHire.Engine.Ledger;
using FeishuHire.Errors;
using FeishuHire.Rules;
using FeishuHire.Values;

namespace FeishuHire.Engine.Delivery;

/// <summary>The one owner of a run: it alone reads and changes lanes, what is known of orders, tenants, breaker and counters.
/// Everything else works for it, and posts what came of that into its inbox.</summary>
internal sealed partial class DeliveryLoop : IDisposable
{
    /// <summary>How long calls under way are waited for after a stop.</summary>
    internal static readonly TimeSpan Grace = TimeSpan.FromSeconds(1.8);

    private static readonly TimeSpan LongInput = TimeSpan.FromMinutes(1);

    private readonly DeliveryContext _context;
    private readonly DeliveryOptions _options;
    private readonly RunInbox _inbox;
    private readonly RunOutput _output;
    private readonly RunCounters _counters;
    private readonly DeliveryRules _rules;
    private readonly StageSender _sender;
    private readonly OpenRows _open;
    private readonly RunTimers _timers;
    private readonly RetryPolicy _retry;
    private readonly CircuitBreaker _breaker;
    private readonly OrderClaims _claims;
    private readonly ResultDoubts _doubts;
    private readonly DamagedIds _damaged = new();
    private readonly Dictionary<string, OrderFacts> _orders = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Lane> _lanes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TenantState> _tenants = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _noNewCalls = new();
    private readonly CancellationTokenSource _giveUp = new();
    private string? _onlyTenant;
    private readonly long _startedAt;
    private long _arrival;
    private long _lastTime = long.MinValue;
    private int _sheetTrend;
    private int _ordersTrend;
    private int _inFlight;
    private bool _inputEnded;
    private bool _ended;
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
        _sender = new StageSender(context, inbox, _noNewCalls.Token, _giveUp.Token);
        _open = new OpenRows(context, options, output);
        _doubts = new ResultDoubts(output);
        _timers = new RunTimers(context.Clock, inbox);
        _retry = new RetryPolicy(context.Random);
        _breaker = new CircuitBreaker(context.Clock);
        _startedAt = context.Now;
        _claims = OrderClaims.Of(context.Clock);
    }

    /// <summary>Rows in lanes or being sent.</summary>
    internal int Waiting { get; private set; }

    /// <summary>Whether calls wait for the frequency limit now.</summary>
    internal bool WaitsForRateWindow { get; private set; }

    /// <summary>Why the run ended.</summary>
    internal RunEnd End { get; private set; }

    /// <summary>Whether it ended before the whole input was read.</summary>
    internal bool EndedWhileReading { get; private set; }

    /// <summary>The failure that ended it, or null.</summary>
    internal BgCheckError? FatalError { get; private set; }

    /// <summary>The row behind that failure, or null.</summary>
    internal BgCheckProgress? FatalRow { get; private set; }

    /// <summary>What no part of the engine expected, or null.</summary>
    internal Exception? Crash { get; private set; }

    /// <summary>Works until every row has its end state; then the output is complete. Never throws.</summary>
    internal async Task RunAsync()
    {
        try
        {
            Begin();
            while (!IsDone)
            {
                Queue<object> events = await _inbox.TakeAllAsync().ConfigureAwait(false);
                while (events.Count > 0)
                {
                    Handle(events.Dequeue());
                }

                Guarded(Feed);
                _output.Nudge();
                await GuardedAsync(FlushAsync).ConfigureAwait(false);
            }

            await GuardedAsync(FinishAsync).ConfigureAwait(false);
        }
        catch (Exception bug)
        {
            Crash ??= bug;
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

            foreach (Lane lane in _lanes.Values)
            {
                _claims.Release(World, lane);
            }

            _output.Complete();
        }
    }

    public void Dispose() => _timers.Dispose();

    private string World => _context.Realm;

    private bool IsDone => _ended
        ? _drained && (_inputEnded || End == RunEnd.Stopped)
        : _inputEnded && _lanes.Count == 0;

    private void Begin()
    {
        if (_options.MaxDuration is { } limit)
        {
            _timers.In(limit, () => EndEarly(RunEnd.OutOfTime));
        }

        if (!_options.NoReorder && !_options.SendsNothing)
        {
            _timers.In(LongInput, () =>
            {
                if (!_inputEnded && !_ended)
                {
                    _output.Warn("InputOpen", Invariant.Text(Waiting));
                }
            });
        }

        TellSkew();
        Guarded(() =>
        {
            foreach (LedgerEntry entry in _context.Ledger.ReadOpenDamaged())
            {
                if (entry.Kind != BgCheckDeliveryKind.Progress)
                {
                    continue;
                }

                _damaged.Add(new DamagedRow(entry.OrderId, entry.StageId, entry.SourceTime == 0 ? long.MinValue : entry.SourceTime, InThisRun: false));
            }
        });
    }

    private void Handle(object item)
    {
        try
        {
            switch (item)
            {
                case BgCheckProgress row:
                    OnRow(row);
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
                    OnLease(granted);
                    break;
                case ClaimFreed freed:
                    Offer(freed.Lane);
                    break;
                case TimerDue:
                    _timers.Run();
                    break;
                case OrderNamed named:
                    OnOrderNamed(named);
                    break;
                case InputEnded:
                    OnInputEnded();
                    break;
                case StopAsked asked:
                    EndEarly(asked.Why, asked.Error);
                    break;
                case Crashed { Exception: var bug }:
                    _inFlight--;
                    OnCrash(bug);
                    break;
            }
        }
        catch (FeishuHireException failure)
        {
            // A row that was being taken in is not lost with the run.
            if (item is BgCheckProgress row && !_ended)
            {
                EndEarly(RunEnd.Failed, failure.Error, row);
            }
            else
            {
                EndEarly(RunEnd.Failed, failure.Error);
            }
        }
        catch (Exception bug)
        {
            OnCrash(bug);
        }
    }

    private void Guarded(Action work)
    {
        try
        {
            work();
        }
        catch (FeishuHireException failure)
        {
            EndEarly(RunEnd.Failed, failure.Error);
        }
        catch (Exception bug)
        {
            OnCrash(bug);
        }
    }

    private async Task GuardedAsync(Func<Task> work)
    {
        try
        {
            await work().ConfigureAwait(false);
        }
        catch (FeishuHireException failure)
        {
            EndEarly(RunEnd.Failed, failure.Error);
        }
    }

    private void OnCrash(Exception bug)
    {
        Crash ??= bug;
        EndEarly(RunEnd.Stopped);
    }

    private void OnRow(BgCheckProgress row)
    {
        _counters.AddRow();
        if (_ended)
        {
            _open.Untried(new WaitingRow(row, ++_arrival), FactsFor(row));
            return;
        }

        BgCheckError? idFault = _rules.CheckIds(row);
        if (idFault is not null && !_rules.NamesOrder(row) && !MayBeRight(row, ref idFault))
        {
            Refuse(row, idFault!);
            return;
        }

        OrderFacts facts = FactsOf(row.BackgroundCheckId!);
        var waiting = new WaitingRow(row, ++_arrival) { Fault = idFault ?? TenantFault(facts, row) };
        Note(facts, waiting.Time);
        if (_ended)
        {
            return;
        }

        if (idFault is null && _rules.Known(facts, waiting) is { } status)
        {
            Tell(facts, waiting, status);
            return;
        }

        Add(facts, waiting);
    }

    /// <summary>Whether an order id that looks rounded is known to be right, or can be asked for.</summary>
    private bool MayBeRight(BgCheckProgress row, ref BgCheckError? fault)
    {
        if (row.Fault is not null || row.BackgroundCheckId is not { } id || !IdCell.LooksRounded(id) || RowRules.CheckIds(row, acceptsRoundedId: true).Count > 0)
        {
            return false;
        }

        if (FactsOf(id).HasDelivered)
        {
            _rules.Accept(id);
        }
        else if (!MayRead)
        {
            return false;
        }

        fault = null;
        return true;
    }

    /// <summary>Notes which way the sheet's times go: equal ones follow it.</summary>
    private void Note(OrderFacts facts, long time)
    {
        _ordersTrend += facts.See(time);
        if (time != long.MinValue)
        {
            _sheetTrend += _lastTime == long.MinValue ? 0 : time.CompareTo(_lastTime);
            _lastTime = time;
        }
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
        OrderFacts facts = FactsOf(row.BackgroundCheckId!);
        if (facts.TryFind(waiting.Stage, out StageRecord record) && record.Status == BgCheckDeliveryStatus.Abandoned)
        {
            Tell(facts, waiting, BgCheckDeliveryStatus.RefusedBefore);
            return;
        }

        if (_context.Kind == BgCheckDeliveryKind.Progress)
        {
            _damaged.Add(new DamagedRow(row.BackgroundCheckId!, row.StageId ?? string.Empty, waiting.Time, InThisRun: true));
        }

        _open.Refuse(waiting, error, facts);
    }

    private BgCheckError? TenantFault(OrderFacts facts, BgCheckProgress row)
    {
        string? tenant = string.IsNullOrWhiteSpace(row.TenantKey) ? null : row.TenantKey;
        if (_context.FixesTenant)
        {
            string? fixedAs = _context.FixedTenant ?? (_onlyTenant ??= tenant);
            if (tenant is null || tenant == fixedAs)
            {
                return null;
            }

            BgCheckError conflict = Conflict(tenant, fixedAs!).With("Reason", _context.FixedTenant is null ? "CustomApp" : "Connection");
            if (_context.FixedTenant is null)
            {
                // The app has one tenant: one half of the rows would go to the wrong one, and nobody can say which.
                EndEarly(RunEnd.Failed, conflict, row);
            }

            return conflict;
        }

        if (tenant is null)
        {
            return new BgCheckError(ErrorId.TenantMissing) { Outcome = BgCheckDeliveryStatus.NotSent };
        }

        facts.Tenant ??= tenant;
        return facts.Tenant == tenant ? null : Conflict(tenant, facts.Tenant);
    }

    private static BgCheckError Conflict(string tenant, string other) =>
        new BgCheckError(ErrorId.TenantConflict) { Outcome = BgCheckDeliveryStatus.NotSent }.With("Tenant", tenant).With("OtherTenant", other);

    private OrderFacts FactsOf(string orderId)
    {
        if (!_orders.TryGetValue(orderId, out OrderFacts? facts))
        {
            facts = OrderFacts.Of(orderId, _context.Kind, _context.Ledger.ReadOrder(orderId));
            _orders.Add(orderId, facts);
            _counters.AddOrder();
        }

        return facts;
    }

    /// <summary>What is known of a row's order, for the record of a row that is not looked into; null where it names none.</summary>
    private OrderFacts? FactsFor(BgCheckProgress row) =>
        row.BackgroundCheckId is { Length: > 0 } order && _orders.TryGetValue(order, out OrderFacts? facts) ? facts : null;

    /// <summary>Rows that say the same of one stage are told once.</summary>
    private void Tell(OrderFacts facts, WaitingRow waiting, BgCheckDeliveryStatus status)
    {
        if (!facts.Tell(waiting.Stage))
        {
            _counters.AddJoined();
            return;
        }

        facts.TryFind(waiting.Stage, out StageRecord record);
        _output.Settled(Deliveries.Of(waiting.Row, record, status), waiting.Row);
    }

    private void Add(OrderFacts facts, WaitingRow waiting)
    {
        Lane lane = LaneOf(facts, isDoubtful: !_rules.NamesOrder(waiting.Row));

        if (waiting.Fault is null && lane.FindStage(waiting.Stage) is { } other)
        {
            if (other.Join(waiting.Row) != JoinOutcome.Different)
            {
                _counters.AddJoined();
                return;
            }

            waiting = new WaitingRow(waiting.Row, waiting.Arrival) { Twin = other.Row };
        }

        lane.Add(waiting, sorted: _options.NoReorder);
        Waiting++;
        if (_options.NoReorder && !_options.SendsNothing)
        {
            Offer(lane);
        }
    }

    private Lane LaneOf(OrderFacts facts, bool isDoubtful)
    {
        if (!_lanes.TryGetValue(facts.OrderId, out Lane? lane))
        {
            lane = new Lane(facts) { Tenant = _context.FixesTenant ? null : facts.Tenant, IsDoubtful = isDoubtful };
            _lanes.Add(facts.OrderId, lane);
            _doubtful += isDoubtful ? 1 : 0;
        }

        return lane;
    }

    /// <summary>An order is to be read, whatever rows there are of it.</summary>
    private void OnOrderNamed(OrderNamed named)
    {
        if (_ended)
        {
            return;
        }

        OrderFacts facts = FactsOf(named.OrderId);
        facts.Tenant ??= named.TenantKey;
        LaneOf(facts, isDoubtful: false);
    }

    private void OnInputEnded()
    {
        _inputEnded = true;
        if (_ended)
        {
            return;
        }

        int sheet = _ordersTrend != 0 ? _ordersTrend : _sheetTrend;
        var lanes = new List<Lane>(_lanes.Values);
        foreach (Lane lane in lanes)
        {
            if (!_options.NoReorder)
            {
                lane.Sort(newestFirst: (lane.Facts.Trend != 0 ? lane.Facts.Trend : sheet) < 0);
            }

            if (_options.DryRun && !_options.SettleOnly)
            {
                NeedsCall(lane);
                Retire(lane);
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

    private async Task FlushAsync()
    {
        await _open.FlushFullAsync().ConfigureAwait(false);
        await FlushReadingsAsync().ConfigureAwait(false);
    }

    private async Task FinishAsync()
    {
        await FlushReadingsAsync().ConfigureAwait(false);
        await _open.FlushAsync().ConfigureAwait(false);
        if (!_options.DryRun)
        {
            _counters.OrdersWaiting = _context.Ledger.CountOpenOrders();
            await _context.Ledger.RecordRunEndAsync(new RunRecord
            {
                RunId = _context.RunId,
                Kind = _context.Kind,
                End = End.ToString(),
                ErrorId = FatalError?.Id,
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
