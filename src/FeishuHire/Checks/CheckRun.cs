using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using FeishuHire.Delivery;
using FeishuHire.Engine.Connection;
using FeishuHire.Engine.Checks;
using FeishuHire.Engine.Delivery;
using FeishuHire.Engine.Http;
using FeishuHire.Engine.Ledger;
using FeishuHire.Errors;
using FeishuHire.Rules;

namespace FeishuHire.Checks;

/// <summary>A run of the delivery's own rules, all of them, that sends nothing: what it finds is what sending would find.</summary>
internal sealed class CheckRun : IDisposable
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(200);

    private readonly DeliveryRun _run;
    private readonly IDeliveryLedger? _ownLedger;
    private readonly RateLimits _limits;
    private readonly TimeProvider _clock;
    private long _failedUpdates;
    private long _unreadable;

    private CheckRun(DeliveryRun run, IDeliveryLedger? ownLedger, string? ledgerPath, RateLimits limits, TimeProvider clock)
    {
        _run = run;
        _ownLedger = ownLedger;
        LedgerPath = ledgerPath;
        _limits = limits;
        _clock = clock;
    }

    /// <summary>The ledger that is asked, or null.</summary>
    internal string? LedgerPath { get; }

    /// <summary>Begins a run against a ledger: the one that was named, else the connection's, else none.</summary>
    /// <param name="connection">The connection, or null.</param>
    /// <param name="ledgerPath">A ledger's file, or null.</param>
    /// <exception cref="FeishuHireException">A ledger error.</exception>
    internal static Task<CheckRun> OpenAsync(FeishuHireConnection? connection, string? ledgerPath)
    {
        string runId = Guid.NewGuid().ToString("N");
        var options = new DeliveryOptions { DryRun = true };
        var handle = connection?.Handle as HireConnection;
        RateLimits limits = handle is null ? RateLimits.Feishu : new RateLimits(handle.Options.CallsPerSecond, handle.Options.CallsPerMinute);
        if (ledgerPath is null && handle is not null)
        {
            return Task.FromResult(new CheckRun(DeliveryRuns.Open(connection, runId, options, null), null, handle.Ledger.Path, limits, handle.Clock));
        }

        IDeliveryLedger ledger = ledgerPath is null ? new MemoryLedger() : OpenLedger(ledgerPath, handle?.Realm);
        return Task.FromResult(new CheckRun(DeliveryRuns.Open(null, runId, options, ledger), ledger, ledger.Path, limits, TimeProvider.System));
    }

    /// <summary>Takes a row, and gives the rows that were found to fail meanwhile.</summary>
    internal IEnumerable<(BgCheckProgress Row, BgCheckError Error)> Post(BgCheckProgress row)
    {
        while (!_run.TryPost(row))
        {
            foreach ((BgCheckProgress, BgCheckError) failed in Take(Beat, CancellationToken.None))
            {
                yield return failed;
            }
        }

        foreach ((BgCheckProgress, BgCheckError) failed in Take(TimeSpan.Zero, CancellationToken.None))
        {
            yield return failed;
        }
    }

    /// <summary>Counts a line of a file that could not be read.</summary>
    internal void CountUnreadable() => _unreadable++;

    /// <summary>The input has ended: gives the other rows that fail.</summary>
    internal IEnumerable<(BgCheckProgress Row, BgCheckError Error)> Complete(CancellationToken cancellation)
    {
        _run.CompleteInput();
        while (!_run.IsCompleted)
        {
            foreach ((BgCheckProgress, BgCheckError) failed in Take(Beat, cancellation))
            {
                yield return failed;
            }
        }

        if (_run.FatalError is { } fatal)
        {
            throw new FeishuHireException(fatal);
        }
    }

    /// <summary>What sending would come to; after <see cref="Complete"/>.</summary>
    internal BgCheckPlan Plan(IReadOnlyDictionary<string, long> problemsById, long problems)
    {
        RunCounters counters = _run.Counters;
        long calls = counters.Rehearsed;
        TimeSpan duration = DeliveryForecast.Shortest(calls, _limits);
        return new BgCheckPlan
        {
            Rows = counters.Rows + _unreadable,
            Orders = counters.Orders,
            Held = counters.Held,
            RowsWithProblems = _failedUpdates + _unreadable,
            Problems = problems,
            ProblemsById = problemsById,
            Calls = calls,
            AlreadyDelivered = counters.AlreadyDelivered,
            RefusedBefore = counters.RefusedBefore,
            ShortestDuration = duration,
            EarliestFinish = calls == 0 ? null : new BgCheckTime(_clock.GetUtcNow().ToOffset(TimeSpan.FromHours(8)) + duration),
            LedgerPath = LedgerPath,
        };
    }

    public void Dispose()
    {
        _run.Dispose();
        _ownLedger?.Dispose();
    }

    private static SqliteLedger OpenLedger(string path, string? realm)
    {
        string file = LedgerLocation.Resolve(path).Path;
        if (!File.Exists(file))
        {
            throw new FeishuHireException(new BgCheckError(ErrorId.LedgerNotFound).With("Path", file).With("Reason", "Look"));
        }

        return SqliteLedger.Open(file, LedgerOpenMode.MustExist, realm ?? SqliteLedger.SoleRealm(file) ?? ConnectionAddress.Feishu);
    }

    /// <summary>A row whose ids cannot be read is judged no further when it is sent; here all its findings are wanted.</summary>
    private BgCheckError WithEveryFinding(BgCheckProgress row, BgCheckError error)
    {
        IReadOnlyList<BgCheckViolation> all = error.Violations.Count == 0
            ? []
            : RowRules.Check(row, new RowRuleContext(_clock.GetUtcNow().ToUnixTimeMilliseconds()));
        return all.Count > error.Violations.Count ? error with { Violations = all } : error;
    }

    private IEnumerable<(BgCheckProgress Row, BgCheckError Error)> Take(TimeSpan wait, CancellationToken cancellation)
    {
        while (_run.TryTake(out DeliveryEvent? item, wait, cancellation))
        {
            wait = TimeSpan.Zero;
            if (item is RowFailed failed && failed.Error.Id != ErrorId.OrderHeld)
            {
                _failedUpdates += 1 + (failed.Row.JoinedRows?.Count ?? 0);
                yield return (failed.Row, WithEveryFinding(failed.Row, failed.Error));
            }
        }
    }
}
