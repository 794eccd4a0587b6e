using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using FeishuHire.Errors;
using FeishuHire.Engine.Http;

namespace FeishuHire.Engine.Delivery;

/// <summary>Feeds calls: for each tenant one loop that takes the next lane, judges its first row, waits for breaker, token,
/// permit and a free slot, in this order, and starts the call without waiting for its answer.</summary>
internal sealed class Dispatcher : IDisposable
{
    private readonly RunState _scope;
    private readonly LaneBook _lanes;
    private readonly LaneWalker _walker;
    private readonly Courier _courier;
    private readonly VerdictApplier _applier;
    private readonly Dictionary<string, TenantLine> _lines = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _slots;
    private readonly PendingWork _pending = new();
    private int _waitingForPermit;

    internal Dispatcher(RunState scope, LaneBook lanes, RowJudge judge)
    {
        _scope = scope;
        _lanes = lanes;
        _slots = new SemaphoreSlim(scope.Options.ThrottleLimit);
        _courier = new Courier(scope);
        _walker = new LaneWalker(scope, lanes, judge, _courier) { Progressed = () => Progressed?.Invoke() };
        _applier = new VerdictApplier(scope, lanes, _courier)
        {
            Fatal = (error, row) => Fatal?.Invoke(error, row),
            Progressed = () => Progressed?.Invoke(),
            Offer = Offer,
        };
        lanes.Ready = Offer;
    }

    /// <summary>Called when a failure ends the run: the error, and the row behind it.</summary>
    internal Action<BgCheckError, BgCheckProgress?>? Fatal { get; set; }

    /// <summary>Called with what no part of the engine expected: a bug, which ends the run rather than hang it.</summary>
    internal Action<Exception>? Crashed { get; set; }

    /// <summary>Called after every step that may have been the last.</summary>
    internal Action? Progressed { get; set; }

    /// <summary>Whether calls wait for the frequency limit now.</summary>
    internal bool WaitsForRateWindow => Volatile.Read(ref _waitingForPermit) > 0;

    /// <summary>Tells what is known of an update that had no further try.</summary>
    internal void GiveUp(Attempt attempt) => _courier.GiveUp(attempt);

    /// <summary>Ends when no call, wait or loop is under way; only after NoNewCalls was cancelled.</summary>
    internal Task WhenQuiet() => _pending.WhenZero();

    public void Dispose() => _slots.Dispose();

    /// <summary>Queues a lane that has something to send; under the lanes' lock.</summary>
    private void Offer(Lane lane)
    {
        if (lane.IsTaken || !_lanes.HasWork(lane))
        {
            return;
        }

        lane.IsTaken = true;
        LineOf(lane).Enqueue(lane);
    }

    private TenantLine LineOf(Lane lane)
    {
        if (_lines.TryGetValue(lane.Tenant ?? string.Empty, out TenantLine? line))
        {
            return line;
        }

        string key = _scope.Context.BudgetKey(lane.Tenant);
        RateLimiter budget = _scope.Process.Budget(key, out bool created);
        if (created)
        {
            Prime(budget, key);
        }

        line = new TenantLine(lane.Tenant, key, budget);
        _lines.Add(lane.Tenant ?? string.Empty, line);
        _pending.Begin();
        _ = Task.Run(() => FeedAsync(line), CancellationToken.None);
        return line;
    }

    private void Prime(RateLimiter budget, string key)
    {
        long now = _scope.UnixNow;
        var ages = new List<TimeSpan>();
        foreach (long end in _scope.Context.Ledger.ReadCallEnds(key, now - (long)RateLimits.Minute.TotalMilliseconds))
        {
            ages.Add(TimeSpan.FromMilliseconds(Math.Max(0, now - end)));
        }

        budget.Prime(ages);
    }

    private async Task FeedAsync(TenantLine line)
    {
        CancellationToken stop = _scope.NoNewCalls.Token;
        try
        {
            while (true)
            {
                Lane lane = await line.NextAsync(stop).ConfigureAwait(false);
                await StepAsync(line, lane, stop).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The run has ended; what still waits is told by the run.
        }
        catch (FeishuHireException failure)
        {
            Fatal?.Invoke(failure.Error, null);
        }
        catch (Exception bug)
        {
            Crashed?.Invoke(bug);
        }
        finally
        {
            _pending.End();
        }
    }

    private async Task StepAsync(TenantLine line, Lane lane, CancellationToken stop)
    {
        if (!lane.State.TryOwn(lane, () => line.Enqueue(lane)))
        {
            return;
        }

        if (!_walker.NeedsCall(lane))
        {
            return;
        }

        if (!await _scope.Breaker.PassAsync(stop).ConfigureAwait(false))
        {
            Fatal?.Invoke(ServiceUnavailable(), null);
            stop.ThrowIfCancellationRequested();
        }

        if (_scope.Breaker.IsOpen && line.ProbeWith(lane) is var probe && !ReferenceEquals(probe, lane))
        {
            lane.State.Release(lane);
            lane = probe;
            if (!lane.State.TryOwn(lane, () => line.Enqueue(probe)))
            {
                return;
            }
        }

        string token;
        try
        {
            token = await _scope.Context.Tokens.GetAsync(lane.Tenant, stop).ConfigureAwait(false);
        }
        catch (FeishuHireException failure)
        {
            await WithoutTokenAsync(line, lane, failure.Error).ConfigureAwait(false);
            return;
        }

        while (!await TryStartAsync(line, lane, token, stop).ConfigureAwait(false))
        {
            // A pause began while the permit waited for a free slot: it is for a call now, and there is none.
        }
    }

    /// <summary>Takes permit and slot, in this order, and starts the call.</summary>
    /// <returns>False where the permit was overtaken by a pause.</returns>
    private async Task<bool> TryStartAsync(TenantLine line, Lane lane, string token, CancellationToken stop)
    {
        RateLease permit = await PermitAsync(line, stop).ConfigureAwait(false);
        bool hasSlot = false;
        bool started = false;
        try
        {
            await _slots.WaitAsync(stop).ConfigureAwait(false);
            hasSlot = true;
            if (line.Budget.IsPaused)
            {
                return false;
            }

            started = Start(line, lane, token, permit);
            return true;
        }
        finally
        {
            if (!started)
            {
                permit.Return();
                if (hasSlot)
                {
                    _slots.Release();
                }
            }
        }
    }

    private async Task<RateLease> PermitAsync(TenantLine line, CancellationToken stop)
    {
        Task<RateLease> permit = line.Budget.TakeAsync(_scope.Context.Limits, stop);
        if (permit.IsCompleted)
        {
            return await permit.ConfigureAwait(false);
        }

        Interlocked.Increment(ref _waitingForPermit);
        try
        {
            return await permit.ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref _waitingForPermit);
        }
    }

    /// <summary>Takes the update out of its lane at the last moment, so that an earlier row that has come meanwhile goes first.</summary>
    private bool Start(TenantLine line, Lane lane, string token, RateLease permit)
    {
        Attempt? attempt = lane.Current ?? _walker.Take(lane);
        if (attempt is null)
        {
            return false;
        }

        _pending.Begin();
        _ = RunAsync(line, lane, attempt, token, permit);
        return true;
    }

    private async Task RunAsync(TenantLine line, Lane lane, Attempt attempt, string token, RateLease permit)
    {
        try
        {
            Verdict verdict;
            try
            {
                verdict = await _courier.TryOnceAsync(line, attempt, token, permit).ConfigureAwait(false);
            }
            finally
            {
                _slots.Release();
            }

            await _applier.ApplyAsync(line, lane, attempt, verdict).ConfigureAwait(false);
        }
        catch (FeishuHireException failure)
        {
            Fatal?.Invoke(failure.Error, attempt.Row);
        }
        catch (Exception bug)
        {
            Crashed?.Invoke(bug);
        }
        finally
        {
            _pending.End();
        }
    }

    private async Task WithoutTokenAsync(TenantLine line, Lane lane, BgCheckError error)
    {
        if ((lane.Current ?? _walker.Take(lane)) is not { } attempt)
        {
            return;
        }

        _pending.Begin();
        try
        {
            Verdict verdict = _courier.NotSent(attempt, error);
            await _applier.ApplyAsync(line, lane, attempt, verdict).ConfigureAwait(false);
        }
        finally
        {
            _pending.End();
        }
    }

    private BgCheckError ServiceUnavailable() => new BgCheckError(ErrorId.ServiceUnavailable) { Retryable = true }
        .With("Minutes", Invariant.Text((long)Breaker.GiveUpAfter.TotalMinutes))
        .With("Count", Invariant.Text(_scope.Breaker.FailuresInARow));
}
