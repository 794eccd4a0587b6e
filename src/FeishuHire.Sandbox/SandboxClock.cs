using System;
using System.Threading;
using System.Threading.Tasks;

namespace FeishuHire.Sandbox;

/// <summary>The sandbox's two clocks: wall time to show, and elapsed time to judge by, which no change of the wall clock moves.</summary>
internal sealed class SandboxClock(TimeProvider provider)
{
    private readonly long _start = provider.GetTimestamp();

    /// <summary>Whether answers need a Date header of their own, because the sandbox's time is not the machine's.</summary>
    internal bool IsOwnTime { get; } = provider != TimeProvider.System;

    internal DateTimeOffset Now => provider.GetUtcNow();

    internal TimeSpan Elapsed => provider.GetElapsedTime(_start);

    internal Task DelayAsync(TimeSpan time, CancellationToken cancellationToken) =>
        time <= TimeSpan.Zero ? Task.CompletedTask : provider.Delay(time, cancellationToken);

    /// <summary>Ends only by cancellation.</summary>
    internal Task ForeverAsync(CancellationToken cancellationToken) => provider.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
}
