using System;
using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using System.Threading;
using FeishuHire.Engine.Delivery;
using FeishuHire.Errors;
using FeishuHire.Text;

namespace FeishuHire.Delivery;

/// <summary>Stands between the pipeline thread and a run: posts rows, and writes what comes back, on that thread alone.</summary>
internal sealed class DeliveryPump : IDisposable
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(200);

    // To look after every row for what is to be told would take longer than a row that the ledger knows.
    private const int RowsAtOnce = 64;
    private static readonly TimeSpan LongestUntold = TimeSpan.FromMilliseconds(5);

    private readonly DeliveryCmdlet _cmdlet;
    private readonly DeliveryRun _run;
    private readonly IDisposable? _turn;
    private readonly ProgressReporter _progress;
    private readonly ResultRecorder? _results;
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly CancellationTokenSource _stop = new();
    private TimeSpan _told;
    private int _posted;
    private long _empty;
    private long _refused;
    private RunFailed? _failure;

    private DeliveryPump(DeliveryCmdlet cmdlet, DeliveryRun run, IDisposable? turn, ResultRecorder? results, bool isRehearsal)
    {
        _cmdlet = cmdlet;
        _run = run;
        _turn = turn;
        _results = results;
        IsRehearsal = isRehearsal;
        _progress = new ProgressReporter(cmdlet, run);
    }

    /// <summary>Whether only the rules run (-WhatIf).</summary>
    internal bool IsRehearsal { get; }

    /// <summary>Begins a run, which ends its turn with it.</summary>
    /// <exception cref="FeishuHireException">ResultPathUnusable.</exception>
    internal static DeliveryPump Start(
        DeliveryCmdlet cmdlet, FeishuHireConnection? connection, string runId, DeliveryOptions options, BgCheckDeliveryKind kind, string? resultPath, IDisposable? turn)
    {
        DeliveryRun run = DeliveryRuns.Open(connection, runId, options, turn, kind);
        try
        {
            return new DeliveryPump(cmdlet, run, turn, ResultRecorder.Open(run, resultPath), options.DryRun);
        }
        catch
        {
            run.Dispose();
            turn?.Dispose();
            throw;
        }
    }

    /// <summary>Has an order read, whatever rows there are of it.</summary>
    internal void Name(string orderId, string? tenantKey) => _run.Name(orderId, tenantKey);

    /// <summary>Hands a row over, and waits while too many are ahead of it: a slow server slows the pipeline.</summary>
    internal void Post(BgCheckProgress row)
    {
        while (!_run.TryPost(row))
        {
            Write(wait: true);
        }

        if (++_posted >= RowsAtOnce || _watch.Elapsed - _told >= LongestUntold)
        {
            Write(wait: false);
        }
    }

    internal void SkipEmpty(long row)
    {
        _empty++;
        _cmdlet.WriteVerbose(Texts.OfRuns.SayInOrder("EmptyRow", row));
    }

    /// <summary>A row that cannot even be understood as one.</summary>
    internal void Refuse(BgCheckProgress row, BgCheckError error)
    {
        error = error with { Outcome = BgCheckDeliveryStatus.NotSent };
        _refused++;
        _run.Counters.AddCause(error.Id);
        _results?.Take(new RowFailed(row, error));
        _cmdlet.WriteError(ErrorRecords.Of(error, row));
    }

    /// <summary>The input has ended: waits for what is left, then sums up.</summary>
    internal void Complete()
    {
        _run.CompleteInput();
        while (!_run.IsCompleted)
        {
            Write(wait: true);
        }

        _progress.Complete();
        ThrowIfStopped();
        if (IsRehearsal)
        {
            return;
        }

        SumUp();
        if ((_failure?.Error ?? _results?.Failure) is { } fatal)
        {
            _cmdlet.ThrowTerminatingError(ErrorRecords.Of(fatal, _failure?.Row));
        }
    }

    /// <summary>Called on another thread by Ctrl+C.</summary>
    internal void Stop()
    {
        _run.Stop();
        _stop.Cancel();
    }

    public void Dispose()
    {
        _run.Dispose();
        if (_results is not null)
        {
            // After a stop nobody reads what the run still says; its files do.
            while (!_run.IsCompleted && _run.TryTake(out DeliveryEvent? item, TimeSpan.Zero, CancellationToken.None))
            {
                _results.Take(item!);
            }

            _results.Complete(Summary());
            _results.Dispose();
        }

        _turn?.Dispose();
    }

    private void Write(bool wait)
    {
        ThrowIfStopped();
        _progress.Tick();
        _posted = 0;
        _told = _watch.Elapsed;
        TimeSpan patience = wait ? Beat : TimeSpan.Zero;
        while (TryTake(out DeliveryEvent? item, patience))
        {
            Write(item!);
            patience = TimeSpan.Zero;
        }
    }

    private bool TryTake(out DeliveryEvent? item, TimeSpan patience)
    {
        try
        {
            return _run.TryTake(out item, patience, _stop.Token);
        }
        catch (OperationCanceledException)
        {
            item = null;
            ThrowIfStopped();
            return false;
        }
    }

    private void Write(DeliveryEvent item)
    {
        // First of all: with -ErrorAction Stop, writing the error ends the pipeline.
        _results?.Take(item);
        switch (item)
        {
            case StageSettled settled when !IsRehearsal:
                _cmdlet.WriteObject(settled.Delivery);
                break;
            case StageSettled { Delivery.Status: BgCheckDeliveryStatus.Delivered } found:
                _cmdlet.AsksFor(found.Row);
                break;
            case RowFailed failed:
                _cmdlet.WriteError(ErrorRecords.Of(failed.Error, failed.Row));
                break;
            case RunFailed failure:
                _failure = failure;
                break;
            case RowRehearsed rehearsed when _cmdlet.SettlesOnly:
                _cmdlet.WriteVerbose(Texts.OfRuns.SayInOrder("NotShown", rehearsed.Row.BackgroundCheckId, rehearsed.Row.StageId));
                break;
            case RowRehearsed rehearsed:
                _cmdlet.AsksFor(rehearsed.Row);
                break;
            case RowDoubted doubted:
                _cmdlet.WriteWarning(Texts.OfRuns.SayInOrder(doubted.Key, [.. doubted.Facts]));
                break;
            case RunNote { IsWarning: true } note:
                _cmdlet.WriteWarning(TextOf(note));
                break;
            case RunNote note:
                _cmdlet.WriteVerbose(TextOf(note));
                break;
        }
    }

    private static string TextOf(RunNote note)
    {
        var facts = new object?[note.Facts.Count];
        for (int i = 0; i < facts.Length; i++)
        {
            facts[i] = note.Facts[i];
        }

        return Texts.OfRuns.SayInOrder(note.Key, facts);
    }

    private void ThrowIfStopped()
    {
        if (_stop.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }

    private void SumUp()
    {
        BgCheckRunSummary summary = Summary();
        _results?.Complete(summary);
        _cmdlet.WriteInformation(summary, ["FeishuHire.Summary"]);
        if (_run.End == RunEnd.OutOfTime)
        {
            _cmdlet.WriteWarning(Texts.OfRuns.SayInOrder(_run.EndedWhileReading && summary.Calls == 0 ? "OutOfTimeReading" : "OutOfTime", _watch.Elapsed.TotalSeconds.ToString("0", CultureInfo.InvariantCulture), summary.Unprocessed));
        }

        if (summary.NeedsAttention)
        {
            _cmdlet.WriteWarning(RunAdvice.Of(summary, _cmdlet.SettlesOnly));
        }
    }

    private BgCheckRunSummary Summary()
    {
        RunCounters counters = _run.Counters;
        return new BgCheckRunSummary
        {
            RunId = _run.RunId,
            End = _run.End.ToString(),
            ErrorId = (_failure?.Error ?? _results?.Failure)?.Id,
            Rows = counters.Rows + _refused,
            Empty = _empty,
            Joined = counters.Joined,
            Delivered = counters.Delivered,
            AlreadyDelivered = counters.AlreadyDelivered,
            RefusedBefore = counters.RefusedBefore,
            Failed = counters.Failed + _refused,
            Held = counters.Held,
            Uncertain = counters.Uncertain,
            Causes = counters.Causes,
            Unprocessed = counters.Unprocessed,
            OrdersWaiting = counters.OrdersWaiting,
            Calls = counters.Calls,
            Retries = counters.Retries,
            Throttled = counters.Throttled,
            Duration = _watch.Elapsed,
            ResultPath = _results?.Folder,
        };
    }
}
