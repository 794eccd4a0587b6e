using System;
using System.Threading;

namespace FeishuHire.UnitTests.Connection;

/// <summary>The system's clock, on which short waits are over at once: for back-offs against a real server. Timeouts of a
/// call stay as long as they are.</summary>
internal sealed class HurriedClock : TimeProvider
{
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, dueTime > TimeSpan.Zero && dueTime < TimeSpan.FromSeconds(20) ? TimeSpan.FromMilliseconds(1) : dueTime, period);
}
