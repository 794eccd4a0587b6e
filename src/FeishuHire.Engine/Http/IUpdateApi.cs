using System.Threading;
using System.Threading.Tasks;

namespace FeishuHire.Engine.Http;

/// <summary>The call that one kind of update goes out by (update_progress, update_result or cancel): one request, one answer,
/// no retry.</summary>
public interface IUpdateApi
{
    /// <summary>Sends one update.</summary>
    /// <param name="row">A row that has passed its rules.</param>
    /// <param name="sentTime">Its time as sent, Unix milliseconds; without effect where the call has none.</param>
    /// <param name="token">The tenant_access_token.</param>
    /// <param name="cancellationToken">Ends the wait; the result is then Uncertain, or NotSent where nothing had left.</param>
    /// <returns>The judged answer; never throws for anything that the network or the server does.</returns>
    Task<CallResult> SendAsync(BgCheckProgress row, long sentTime, string token, CancellationToken cancellationToken);
}
