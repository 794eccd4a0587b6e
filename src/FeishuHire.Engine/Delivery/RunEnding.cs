using System;
using System.Threading;
using FeishuHire.Errors;

namespace FeishuHire.Engine.Delivery;

/// <summary>How far a run is and why it ended: its input's end, or an early one of its own. The loop alone changes it; any thread
/// may read what it came to.</summary>
internal sealed class RunEnding(RunOutput output, RunTimers timers) : IDisposable
{
    /// <summary>How long calls under way are waited for after a stop.</summary>
    internal static readonly TimeSpan Grace = TimeSpan.FromSeconds(1.8);

    private readonly CancellationTokenSource _noNewCalls = new();
    private readonly CancellationTokenSource _giveUp = new();

    /// <summary>Cancelled when no further call may start.</summary>
    internal CancellationToken NoNewCalls => _noNewCalls.Token;

    /// <summary>Cancelled when calls under way are given up.</summary>
    internal CancellationToken GiveUp => _giveUp.Token;

    /// <summary>Whether every row has been posted.</summary>
    internal bool IsInputComplete { get; set; }

    /// <summary>Whether it ended early: no call starts any more.</summary>
    internal bool IsEarly { get; private set; }

    /// <summary>Whether that was before the whole input was read.</summary>
    internal bool IsWhileReading { get; private set; }

    /// <summary>Why it ended.</summary>
    internal RunEnd Why { get; private set; }

    /// <summary>The failure that ended it, or null.</summary>
    internal BgCheckError? Error { get; private set; }

    /// <summary>The row behind that failure, or null.</summary>
    internal BgCheckProgress? Row { get; private set; }

    /// <summary>What no part of the engine expected, or null.</summary>
    internal Exception? Crash { get; private set; }

    /// <summary>No timer fires any more. Calls that are still given up see their tokens to the end.</summary>
    public void Dispose() => timers.Dispose();

    /// <summary>Ends the run; a row that comes with it is told in any case.</summary>
    internal void Early(RunEnd why, BgCheckError? error = null, BgCheckProgress? row = null)
    {
        if (!IsEarly || why == RunEnd.Stopped || (error is not null && Why != RunEnd.Stopped))
        {
            Why = why;
        }

        if (error is not null && Error is null && Why != RunEnd.Stopped)
        {
            Error = row is null ? error : RowFacts.AddTo(error, row);
            Row = row;
            output.RunFailed(Error, row);
        }
        else if (row is not null)
        {
            // The run has its end: the row keeps an error of its own.
            output.Failed(row, error!);
        }

        IsWhileReading |= !IsEarly && !IsInputComplete;
        IsEarly = true;
        _noNewCalls.Cancel();
        if (why != RunEnd.Failed)
        {
            timers.In(Grace, () => _giveUp.Cancel());
        }
    }

    /// <summary>A bug of ours ends the run, and is thrown where the run is waited for.</summary>
    internal void OnBug(Exception bug)
    {
        Crash ??= bug;
        Early(RunEnd.Stopped);
    }

    /// <summary>Does a piece of work; whatever goes wrong in it ends the run.</summary>
    internal void Guard<T>(Action<T> work, T item)
    {
        try
        {
            work(item);
        }
        catch (FeishuHireException failure)
        {
            Early(RunEnd.Failed, failure.Error);
        }
        catch (Exception bug)
        {
            OnBug(bug);
        }
    }
}
