using System.Globalization;
using System.Threading;

namespace FeishuHire.Sandbox;

/// <summary>Ids of answers: the time, then digits that tell this sandbox and this answer from all others.</summary>
internal sealed class LogIds(SandboxClock clock)
{
    private readonly string _sandbox = Chance.Text(5).ToUpperInvariant();
    private int _last;

    internal string Next() =>
        clock.Now.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture)
        + _sandbox
        + Interlocked.Increment(ref _last).ToString("X8", CultureInfo.InvariantCulture);
}
