using System;
using System.Threading;
using System.Threading.Tasks;
using FeishuHire.Errors;

namespace FeishuHire.Engine.Connection;

/// <summary>The one token of a tenant (or of the app): fetched by one, waited for by all, renewed while it still serves.</summary>
internal sealed class TokenSlot(Func<CancellationToken, Task<TokenGrant>> fetch, TimeProvider clock) : IDisposable
{
    // After a failed renewal the old token serves on; asking again with every call would be a storm.
    private static readonly TimeSpan RenewalPause = TimeSpan.FromSeconds(60);

    private readonly object _gate = new();
    private readonly CancellationTokenSource _closing = new();
    private TokenLease? _lease;
    private Task<string>? _flight;
    private string? _refused;
    private long _failedAt;
    private bool _renewalFailed;
    private bool _closed;

    /// <summary>A token good for a call now.</summary>
    /// <param name="cancellationToken">Ends this caller's wait; the fetch goes on for the others.</param>
    internal Task<string> GetAsync(CancellationToken cancellationToken)
    {
        Task<string> flight;
        lock (_gate)
        {
            if (_closed)
            {
                throw Closed();
            }

            if (_lease is TokenLease lease)
            {
                TimeSpan age = clock.GetElapsedTime(lease.Since);
                if (age < lease.Serves)
                {
                    if (age >= lease.RenewAfter && !Pausing())
                    {
                        _flight ??= Fly();
                    }

                    return Task.FromResult(lease.Token);
                }

                _lease = null;
            }

            flight = _flight ??= Fly();
        }

        return flight.WaitAsync(Timeout.InfiniteTimeSpan, clock, cancellationToken);
    }

    /// <summary>Forgets a refused token, unless it has been replaced since.</summary>
    internal void Drop(string token)
    {
        lock (_gate)
        {
            _refused = token;
            if (string.Equals(_lease?.Token, token, StringComparison.Ordinal))
            {
                _lease = null;
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _closed = true;
            _lease = null;
        }

        _closing.Cancel();
    }

    private static FeishuHireException Closed() => new(new BgCheckError(ErrorId.NotConnected) { Outcome = BgCheckDeliveryStatus.NotSent });

    private bool Pausing() => _renewalFailed && clock.GetElapsedTime(_failedAt) < RenewalPause;

    private Task<string> Fly()
    {
        string? refusedBefore = _refused;
        Task<string> flight = Task.Run(() => FetchAsync(refusedBefore));

        // A renewal that nobody waits for fails in silence: the old token serves, and the next fetch tells.
        _ = flight.ContinueWith(static failed => _ = failed.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return flight;
    }

    private async Task<string> FetchAsync(string? refusedBefore)
    {
        try
        {
            long since = clock.GetTimestamp();
            TokenGrant grant = await fetch(_closing.Token).ConfigureAwait(false);
            if (RefusedMeanwhile(grant.Token, refusedBefore))
            {
                since = clock.GetTimestamp();
                grant = await fetch(_closing.Token).ConfigureAwait(false);
            }

            lock (_gate)
            {
                _flight = null;
                _renewalFailed = false;
                _lease = _closed ? null : new(grant, since);
            }

            return grant.Token;
        }
        catch
        {
            lock (_gate)
            {
                _flight = null;
                _renewalFailed = true;
                _failedAt = clock.GetTimestamp();
            }

            // Whatever broke then broke because the connection was closed under it.
            if (_closing.IsCancellationRequested)
            {
                throw Closed();
            }

            throw;
        }
    }

    // The server may refuse a token while a fetch that was started before is just bringing the same one again.
    private bool RefusedMeanwhile(string token, string? refusedBefore)
    {
        lock (_gate)
        {
            return string.Equals(token, _refused, StringComparison.Ordinal) && !string.Equals(_refused, refusedBefore, StringComparison.Ordinal);
        }
    }
}
