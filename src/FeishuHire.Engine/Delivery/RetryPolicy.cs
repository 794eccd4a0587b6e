using System;

namespace FeishuHire.Engine.Delivery;

/// <summary>How long to wait before a call is repeated.</summary>
internal sealed class RetryPolicy(Random random)
{
    private static readonly TimeSpan LongestBackOff = TimeSpan.FromSeconds(30);

    /// <summary>The longest wait that a throttling server is given; one that names more is asked again then.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    /// <summary>Doubling from half a second, each drawn between half and whole, so that lanes do not come back in step.</summary>
    /// <param name="failures">Failures so far, from 1.</param>
    internal TimeSpan BackOff(int failures)
    {
        double seconds = Math.Min(LongestBackOff.TotalSeconds, Math.Pow(2, Math.Min(failures, 16) - 1));
        double part;
        lock (random)
        {
            part = 0.5 + (random.NextDouble() / 2);
        }

        return TimeSpan.FromSeconds(seconds * part);
    }

    /// <summary>What the server asks for, within reason; back-off where it names no time.</summary>
    /// <param name="asked">The time the answer named.</param>
    /// <param name="throttles">Pauses in a row, from 1.</param>
    internal TimeSpan Pause(TimeSpan? asked, int throttles)
    {
        if (asked is not { } wait || wait <= TimeSpan.Zero)
        {
            return BackOff(throttles);
        }

        return wait > LongestPause ? LongestPause : wait;
    }
}
