using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using FeishuHire.Engine.Delivery;
using FeishuHire.Errors;
using FeishuHire.Rules;

namespace FeishuHire.Engine.Checks;

/// <summary>A run of the delivery's own rules, all of them, that sends nothing: what it finds is what sending would find. The
/// problems come file by file and row by row.</summary>
public sealed class ProgressCheck : IDisposable
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(200);

    private readonly DeliveryRun _run;
    private readonly DeliveryContext _context;
    private readonly ProblemMaker _problems = new();
    private readonly ProblemOrder _order = new();
    private readonly Dictionary<string, long> _byId = new(StringComparer.Ordinal);
    private readonly LinkChecks? _links;
    private long _count;
    private long _failedUpdates;
    private long _unreadable;

    /// <summary>Begins.</summary>
    /// <param name="context">What to check against; nothing is sent through it.</param>
    /// <param name="asksLinks">Whether the links of reports are asked for.</param>
    public ProgressCheck(DeliveryContext context, bool asksLinks)
    {
        _context = context;
        _run = new DeliveryRun(context, new DeliveryOptions { DryRun = true });
        _links = asksLinks ? new LinkChecks() : null;
    }

    /// <summary>Problems that would keep a row from being sent.</summary>
    public long Errors { get; private set; }

    /// <summary>Whether problems have to be taken before there is room again.</summary>
    public bool IsFull => _order.IsFull;

    /// <summary>Remembers a file's titles.</summary>
    /// <param name="file">The file.</param>
    /// <param name="titles">Title by the API's field name.</param>
    public void Learn(string file, IReadOnlyDictionary<string, string> titles) => _problems.Learn(file, titles);

    /// <summary>Takes a row.</summary>
    /// <param name="row">The row.</param>
    /// <exception cref="FeishuHireException">The run has ended with a failure.</exception>
    public void Post(BgCheckProgress row)
    {
        _links?.Add(row);
        foreach (string field in NothingDoubts.Of(row))
        {
            Add([_problems.OfDoubt(new RowDoubted(row, ErrorId.InvalidField, field, "SaysNothing", []))]);
        }

        while (!_run.TryPost(row))
        {
            Take(Beat, CancellationToken.None);
        }

        Take(TimeSpan.Zero, CancellationToken.None);
    }

    /// <summary>Takes a row that is none.</summary>
    /// <param name="row">What is known of it.</param>
    /// <param name="error">Why.</param>
    public void Refuse(BgCheckProgress row, BgCheckError error)
    {
        _unreadable++;
        Add(_problems.Of(row, row.Source, error));
    }

    /// <summary>The input has ended: the other rows that fail are found.</summary>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="FeishuHireException">The run has ended with a failure.</exception>
    public void Complete(CancellationToken cancellation)
    {
        _run.CompleteInput();
        while (!_run.IsCompleted)
        {
            Take(Beat, cancellation);
        }

        if (_run.FatalError is { } fatal)
        {
            throw new FeishuHireException(fatal);
        }
    }

    /// <summary>Asks for the links, where that is wanted.</summary>
    /// <param name="cancellation">Ends it.</param>
    public async Task AskLinksAsync(CancellationToken cancellation)
    {
        if (_links is not null)
        {
            Add(await _links.AskAsync(_problems, cancellation).ConfigureAwait(false));
        }
    }

    /// <summary>The problems found so far and not taken.</summary>
    public IReadOnlyList<BgCheckProblem> TakeProblems() => _order.TakeAll();

    /// <summary>What sending would come to; after <see cref="Complete"/>.</summary>
    public BgCheckPlan Plan()
    {
        RunCounters counters = _run.Counters;
        long calls = counters.Rehearsed;
        TimeSpan duration = DeliveryForecast.Shortest(calls, _context.Limits);
        return new BgCheckPlan
        {
            Rows = counters.Rows + _unreadable,
            Orders = counters.Orders,
            Held = counters.Held,
            RowsWithProblems = _failedUpdates + _unreadable,
            Problems = _count,
            ProblemsById = _byId,
            Calls = calls,
            AlreadyDelivered = counters.AlreadyDelivered,
            RefusedBefore = counters.RefusedBefore,
            ShortestDuration = duration,
            EarliestFinish = calls == 0 ? null : new BgCheckTime(_context.Clock.GetUtcNow().ToOffset(TimeSpan.FromHours(8)) + duration),
            LedgerPath = _context.Ledger.Path,
        };
    }

    /// <inheritdoc/>
    public void Dispose() => _run.Dispose();

    /// <summary>A row whose ids cannot be read is judged no further when it is sent; here all its findings are wanted.</summary>
    private BgCheckError WithEveryFinding(BgCheckProgress row, BgCheckError error)
    {
        IReadOnlyList<BgCheckViolation> all = error.Violations.Count == 0
            ? []
            : RowRules.Check(row, new RowRuleContext(_context.Clock.GetUtcNow().ToUnixTimeMilliseconds()));
        return all.Count > error.Violations.Count ? error with { Violations = all } : error;
    }

    private void Take(TimeSpan wait, CancellationToken cancellation)
    {
        while (_run.TryTake(out DeliveryEvent? item, wait, cancellation))
        {
            wait = TimeSpan.Zero;
            if (item is RowFailed failed && failed.Error.Id != ErrorId.OrderHeld)
            {
                _failedUpdates += 1 + (failed.Row.JoinedRows?.Count ?? 0);
                Add(_problems.Of(failed.Row, failed.Row.Source, WithEveryFinding(failed.Row, failed.Error)));
            }
            else if (item is RowDoubted doubted)
            {
                Add([_problems.OfDoubt(doubted)]);
            }
        }
    }

    private void Add(IEnumerable<BgCheckProblem> problems)
    {
        foreach (BgCheckProblem problem in problems)
        {
            _count++;
            Errors += problem.Severity == "Error" ? 1 : 0;
            _byId[problem.ErrorId] = _byId.TryGetValue(problem.ErrorId, out long count) ? count + 1 : 1;
            _order.Add(problem);
        }
    }
}
