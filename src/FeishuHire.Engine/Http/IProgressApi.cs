using System.Threading;
using System.Threading.Tasks;

namespace FeishuHire.Engine.Http;

/// <summary>The call update_progress: one request, one answer, no retry.</summary>
public interface IProgressApi
{
    /// <summary>Sends one update.</summary>
    /// <param name="row">A row that has passed its rules.</param>
    /// <param name="sentTime">stage_time as sent: Unix milliseconds.</param>
    /// <param name="token">The tenant_access_token.</param>
    /// <param name="cancellationToken">Ends the wait; the result is then Uncertain, or NotSent where nothing had left.</param>
    /// <returns>The judged answer; never throws for anything that the network or the server does.</returns>
    Task<CallResult> UpdateProgressAsync(BgCheckProgress row, long sentTime, string token, CancellationToken cancellationToken);
}
