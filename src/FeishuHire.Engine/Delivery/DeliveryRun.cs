using System;
using System.Collections.Generic;
using System.Runtime.ExceptionServices;
using System.Threading;
using System.Threading.Tasks;
using FeishuHire.Errors;

namespace FeishuHire.Engine.Delivery;

/// <summary>One run of Update-BgCheckProgress: rows go in on the pipeline thread, events come out on it, and everything in
/// between is asynchronous. Rows leave their order's lane by rising time, one call at a time a lane, up to ThrottleLimit at once.</summary>
public sealed class DeliveryRun : IDisposable
{
    /// <summary>How long calls under way are waited for after a stop.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(1.8);

    private readonly RunState _scope;
    private readonly LaneBook _lanes;
    private readonly Intake _intake;
    private readonly Dispatcher _dispatcher;
    private readonly TaskCompletionSource<bool> _worked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<bool> _inputDone = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _main;
    private readonly ITimer? _deadline;
    private readonly object _sync = new();
    private ITimer? _grace;
    private Exception? _crash;
    private bool _ended;
    private bool _finished;
    private bool _disposed;

    /// <summary>Starts a run; nothing is sent before rows are posted.</summary>
    /// <param name="context">What to deliver through.</param>
    /// <param name="options">How.</param>
    public DeliveryRun(DeliveryContext context, DeliveryOptions options)
    {
        _scope = new RunState(context, options);
        var judge = new RowJudge(_scope);
        _lanes = new LaneBook(_scope);
        _dispatcher = new Dispatcher(_scope, _lanes, judge) { Fatal = OnFatal, Crashed = OnCrash, Progressed = CheckDone };
        _intake = new Intake(_scope, judge, _lanes);
        if (options.MaxDuration is { } limit)
        {
            _deadline = context.Clock.CreateTimer(static run => ((DeliveryRun)run!).OnDeadline(), this, limit, Timeout.InfiniteTimeSpan);
        }

        _main = Task.Run(RunAsync, CancellationToken.None);
    }

    /// <summary>What has been done so far.</summary>
    public RunCounters Counters => _scope.Counters;

    /// <summary>Names the run in the ledger and in its results.</summary>
    public string RunId => _scope.RunId;

    /// <summary>Rows taken and not settled yet.</summary>
    public long Remaining => _lanes.Waiting + (long)_lanes.Sending;

    /// <summary>Whether every row has been posted.</summary>
    public bool IsInputComplete => _inputDone.Task.IsCompleted;

    /// <summary>Whether calls wait for the frequency limit now.</summary>
    public bool WaitsForRateWindow => _dispatcher.WaitsForRateWindow;

    /// <summary>Why the run ended; meaningful once its events are completed.</summary>
    public RunEnd End { get; private set; }

    /// <summary>The failure that ended the run, or null.</summary>
    public BgCheckError? FatalError { get; private set; }

    /// <summary>The row behind <see cref="FatalError"/>, or null.</summary>
    public BgCheckProgress? FatalRow { get; private set; }

    /// <summary>Whether every event has been taken and no more will come.</summary>
    public bool IsCompleted => _scope.Output.IsCompleted;

    /// <summary>Takes a row. On the pipeline thread only.</summary>
    /// <param name="row">The row, valid or not.</param>
    /// <returns>False while the window is full: take events, then post it again.</returns>
    public bool TryPost(BgCheckProgress row)
    {
        if (_ended)
        {
            _scope.Counters.AddRow();
            _scope.Output.Unprocessed(row);
            return true;
        }

        if (_lanes.IsFull)
        {
            return false;
        }

        try
        {
            _intake.Accept(row);
        }
        catch (FeishuHireException failure)
        {
            OnFatal(failure.Error, row);
        }

        return true;
    }

    /// <summary>The input has ended: what waits is sent, then the events complete.</summary>
    public void CompleteInput()
    {
        _lanes.Open();
        _inputDone.TrySetResult(true);
        CheckDone();
    }

    /// <summary>Takes the next event. On the pipeline thread only.</summary>
    /// <param name="item">The event.</param>
    /// <param name="wait">How long to wait for one.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public bool TryTake(out DeliveryEvent? item, TimeSpan wait, CancellationToken cancellationToken = default)
    {
        if (_scope.Output.TryTake(out item, wait, cancellationToken))
        {
            return true;
        }

        if (_scope.Output.IsCompleted && _crash is { } crash)
        {
            ExceptionDispatchInfo.Capture(crash).Throw();
        }

        return false;
    }

    /// <summary>No new call; calls under way are waited for briefly, then recorded as uncertain. Returns at once.</summary>
    public void Stop() => EndEarly(RunEnd.Stopped);

    /// <summary>A failure outside the engine after which no call may be made: calls under way are settled, the rest of the
    /// input is unprocessed.</summary>
    /// <param name="error">The failure.</param>
    public void Fail(BgCheckError error) => OnFatal(error, null);

    /// <summary>Stops, and waits until nothing of the run is left.</summary>
    public void Dispose()
    {
        lock (_sync)
        {
            if (_disposed)
            {
                return;
            }

            _disposed = true;
        }

        if (!_main.IsCompleted)
        {
            Stop();
        }

#pragma warning disable VSTHRD002 // The run's own tasks never need the pipeline thread.
        _main.Wait(Grace + Grace);
#pragma warning restore VSTHRD002
        _deadline?.Dispose();
        _grace?.Dispose();
        if (_main.IsCompleted)
        {
            _lanes.Dispose();
            _dispatcher.Dispose();
        }
    }

    private async Task RunAsync()
    {
        try
        {
            await _worked.Task.ConfigureAwait(false);
            _scope.NoNewCalls.Cancel();
            await _dispatcher.WhenQuiet().ConfigureAwait(false);
            (List<Attempt> begun, List<BgCheckProgress> untried) = _lanes.TakeAll();
            begun.ForEach(_dispatcher.GiveUp);
            untried.ForEach(_scope.Output.Unprocessed);

            // The rest of the input still arrives, and is counted, before a failure may end the pipeline.
            if (End != RunEnd.Stopped)
            {
                await _inputDone.Task.ConfigureAwait(false);
            }
        }
        catch (Exception bug)
        {
            _crash ??= bug;
        }
        finally
        {
            lock (_sync)
            {
                _finished = true;
            }

            _lanes.ReleaseAll();
            _scope.Output.Complete();
        }
    }

    private void CheckDone()
    {
        lock (_lanes.Sync)
        {
            if (_inputDone.Task.IsCompleted && _lanes.Waiting == 0 && _lanes.Sending == 0)
            {
                _worked.TrySetResult(true);
            }
        }
    }

    private void OnFatal(BgCheckError error, BgCheckProgress? row)
    {
        lock (_sync)
        {
            if (FatalError is null && End == RunEnd.Completed)
            {
                FatalError = row is null ? error : RowFacts.AddTo(error, row);
                FatalRow = row;
            }
        }

        EndEarly(RunEnd.Failed);
    }

    private void OnCrash(Exception bug)
    {
        _crash ??= bug;
        EndEarly(RunEnd.Stopped);
    }

    private void OnDeadline() => EndEarly(RunEnd.OutOfTime);

    private void EndEarly(RunEnd why)
    {
        lock (_sync)
        {
            if (_finished)
            {
                return;
            }

            if (End == RunEnd.Completed || why == RunEnd.Stopped)
            {
                End = why;
            }

            _ended = true;
            if (why != RunEnd.Failed)
            {
                _grace ??= _scope.Context.Clock.CreateTimer(static scope => ((RunState)scope!).GiveUp.Cancel(), _scope, Grace, Timeout.InfiniteTimeSpan);
            }
        }

        if (why == RunEnd.Stopped)
        {
            _inputDone.TrySetResult(true);
        }

        _scope.NoNewCalls.Cancel();
        _worked.TrySetResult(true);
    }
}
