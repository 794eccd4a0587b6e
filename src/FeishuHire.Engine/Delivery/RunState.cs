using System.Threading;

namespace FeishuHire.Engine.Delivery;

/// <summary>What the parts of one run share. Its token sources are never disposed: a late timer may still cancel them.</summary>
internal sealed class RunState
{
    private static int lastNumber;

    internal RunState(DeliveryContext context, DeliveryOptions options)
    {
        Context = context;
        Options = options;
        Process = ProcessState.Of(context.Clock);
        Output = new RunOutput(Counters);
        Tenants = new TenantBook(context.Clock);
        Breaker = new Breaker(context.Clock);
        Server = new ServerClock(context.Clock);
        Retry = new RetryPolicy(context.Random);
        World = options.DryRun ? "dry run " + RunId : context.Realm;
    }

    internal DeliveryContext Context { get; }

    internal DeliveryOptions Options { get; }

    /// <summary>Tells the runs of this process apart; from 1.</summary>
    internal int Number { get; } = Interlocked.Increment(ref lastNumber);

    internal string RunId => Context.RunId;

    /// <summary>The realm; a world of its own for a dry run.</summary>
    internal string World { get; }

    /// <summary>Whether lanes are the only memory of the run, since no ledger keeps what they did.</summary>
    internal bool LanesStay => Options.DryRun;

    internal ProcessState Process { get; }

    internal RunCounters Counters { get; } = new();

    internal RunOutput Output { get; }

    internal TenantBook Tenants { get; }

    internal Breaker Breaker { get; }

    internal ServerClock Server { get; }

    internal RetryPolicy Retry { get; }

    /// <summary>Rows that may belong to any of several orders.</summary>
    internal DamagedIds DamagedIds { get; } = new();

    /// <summary>Cancelled when no further call may start.</summary>
    internal CancellationTokenSource NoNewCalls { get; } = new();

    /// <summary>Cancelled when calls under way are given up.</summary>
    internal CancellationTokenSource GiveUp { get; } = new();

    internal long UnixNow => Context.Clock.GetUtcNow().ToUnixTimeMilliseconds();
}
