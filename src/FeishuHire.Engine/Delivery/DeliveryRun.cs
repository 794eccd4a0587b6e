using System;
using System.Runtime.ExceptionServices;
using System.Threading;
using FeishuHire.Errors;

namespace FeishuHire.Engine.Delivery;

/// <summary>One run of Update-BgCheckProgress as the pipeline thread sees it: rows go in, events come out. What happens in
/// between is the loop's.</summary>
public sealed class DeliveryRun : IDisposable
{
    // With 4,096, rows outlived the youngest generation of the heap: twice the collections of the next one.
    private const int MostAhead = 1_024;

    private readonly RunInbox _inbox;
    private readonly RunOutput _output;
    private readonly DeliveryLoop _loop;
    private readonly DeliveryOptions _options;
    private readonly Thread _thread;

    /// <summary>Starts a run; nothing is sent before rows are posted.</summary>
    /// <param name="context">What to deliver through.</param>
    /// <param name="options">How.</param>
    public DeliveryRun(DeliveryContext context, DeliveryOptions options)
    {
        _options = options;
        RunId = context.RunId;
        Kind = context.Kind;
        _inbox = new RunInbox(isLive: options.NoReorder);
        _output = new RunOutput(Counters);
        _loop = new DeliveryLoop(context, options, _inbox, _output, Counters);

        // A thread, since one of the pool looks for other work between two batches: a tenth of a whole known history's time.
        _thread = new Thread(_loop.Run) { IsBackground = true, Name = "FeishuHire run" };
        _thread.Start();
    }

    /// <summary>What has been done so far.</summary>
    public RunCounters Counters { get; } = new();

    /// <summary>Names the run in the ledger and in its results.</summary>
    public string RunId { get; }

    /// <summary>What it delivers.</summary>
    public BgCheckDeliveryKind Kind { get; }

    /// <summary>Rows taken and not settled yet.</summary>
    public long Remaining => _loop.Waiting + (long)_inbox.Count;

    /// <summary>Whether every row has been posted.</summary>
    public bool IsInputComplete { get; private set; }

    /// <summary>Whether calls wait for the frequency limit now.</summary>
    public bool WaitsForRateWindow => _loop.WaitsForRateWindow;

    /// <summary>Why the run ended; meaningful once its events are completed.</summary>
    public RunEnd End => _loop.Ending.Why;

    /// <summary>Whether it ended before the whole input was read, so that reading took the time; nothing was sent then, unless
    /// rows went as they came.</summary>
    public bool EndedWhileReading => _loop.Ending.IsWhileReading;

    /// <summary>The failure that ended the run, or null.</summary>
    public BgCheckError? FatalError => _loop.Ending.Error;

    /// <summary>The row behind <see cref="FatalError"/>, or null.</summary>
    public BgCheckProgress? FatalRow => _loop.Ending.Row;

    /// <summary>Whether every event has been taken and no more will come.</summary>
    public bool IsCompleted => _output.IsCompleted;

    /// <summary>Takes a row. On the pipeline thread only.</summary>
    /// <param name="row">The row, valid or not.</param>
    /// <returns>False while too many are ahead of it: take events, then post it again.</returns>
    public bool TryPost(BgCheckProgress row)
    {
        if (_inbox.Count >= MostAhead || (_options.NoReorder && Remaining >= _options.Window))
        {
            return false;
        }

        if (!_inbox.Post(row))
        {
            // The run was stopped and is over; nobody reads its events.
            Counters.AddRow();
            Counters.AddUnprocessed();
        }

        return true;
    }

    /// <summary>Has an order read back, whether any row is of it or not; for a run that only settles.</summary>
    /// <param name="orderId">background_check_id.</param>
    /// <param name="tenantKey">Its tenant, where the connection serves several.</param>
    public void Name(string orderId, string? tenantKey) => _inbox.Post(new OrderNamed(orderId, tenantKey));

    /// <summary>The input has ended: what waits is sent, then the events complete.</summary>
    public void CompleteInput()
    {
        IsInputComplete = true;
        _inbox.Post(new InputEnded());
    }

    /// <summary>Takes the next event. On the pipeline thread only.</summary>
    /// <param name="item">The event.</param>
    /// <param name="wait">How long to wait for one.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public bool TryTake(out DeliveryEvent? item, TimeSpan wait, CancellationToken cancellationToken = default)
    {
        if (_output.TryTake(out item, wait, cancellationToken))
        {
            return true;
        }

        if (_loop.Ending.Crash is { } crash && _output.IsCompleted)
        {
            ExceptionDispatchInfo.Capture(crash).Throw();
        }

        return false;
    }

    /// <summary>No new call; calls under way are waited for briefly, then recorded as uncertain. Returns at once.</summary>
    public void Stop() => _inbox.Post(new StopAsked(RunEnd.Stopped));

    /// <summary>A failure outside the engine after which no call may be made: calls under way are settled, the rest of the
    /// input is unprocessed.</summary>
    /// <param name="error">The failure.</param>
    public void Fail(BgCheckError error) => _inbox.Post(new StopAsked(RunEnd.Failed, error));

    /// <summary>Stops, and waits until nothing of the run is left.</summary>
    public void Dispose()
    {
        if (_thread.IsAlive)
        {
            Stop();
        }

        _thread.Join(RunEnding.Grace + RunEnding.Grace);
        _loop.Dispose();
    }
}
