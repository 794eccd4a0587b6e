using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using FeishuHire.Engine.Connection;
using FeishuHire.Engine.Http;
using FeishuHire.Errors;

namespace FeishuHire.Engine.Doctor;

/// <summary>Looks at everything that a delivery needs, one thing after the other, whatever the others came to. Sends no
/// progress, makes no ledger, changes nothing.</summary>
public sealed class ConnectionDoctor : IDisposable
{
    private readonly DoctorRequest _request;
    private readonly LocalChecks _local;
    private readonly NetworkChecks _network;
    private readonly HireConnection? _connection;
    private readonly BgCheckError? _buildError;
    private readonly Queue<(string Check, Func<CancellationToken, Task<IReadOnlyList<FeishuHireCheck>>> Make)> _steps;

    /// <summary>Prepares the checks; nothing is asked yet.</summary>
    /// <param name="request">What is to be looked at.</param>
    public ConnectionDoctor(DoctorRequest request)
    {
        _request = request;
        _local = new LocalChecks(request);
        _network = new NetworkChecks(request.Options);
        try
        {
            _connection = request.Connection ?? HireConnection.Build(request.Options);
        }
        catch (FeishuHireException failure)
        {
            _buildError = failure.Error;
        }

        var access = new AccessChecks(_connection, _buildError);
        _steps = new(
        [
            (CheckNames.PowerShell, _ => One(_local.PowerShell())),
            (CheckNames.Ledger, _ => Task.FromResult(_local.Ledger())),
            (CheckNames.Results, _ => One(_local.Results())),
            (CheckNames.Proxy, async stop => [await _network.ProxyAsync(stop).ConfigureAwait(false)]),
            (CheckNames.NameResolution, async stop => [await _network.NameAsync(stop).ConfigureAwait(false)]),
            (CheckNames.Server, async stop => [await _network.ServerAsync(stop).ConfigureAwait(false)]),
            (CheckNames.Certificate, async stop => [await _network.CertificateAsync(stop).ConfigureAwait(false)]),
            (CheckNames.Clock, async stop => [await _network.ClockAsync(stop).ConfigureAwait(false)]),
            (CheckNames.Token, stop => access.AskAsync(_network.Obstacle, stop)),
            (CheckNames.CallsLeft, _ => One(CallsLeft())),
        ]);
    }

    /// <summary>Makes the next check.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>What it found, which may be several things; null where all are made.</returns>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public async Task<IReadOnlyList<FeishuHireCheck>?> NextAsync(CancellationToken cancellationToken)
    {
        if (_steps.Count == 0)
        {
            return null;
        }

        (string check, Func<CancellationToken, Task<IReadOnlyList<FeishuHireCheck>>> make) = _steps.Dequeue();
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            return await make(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            // Nobody foresaw it, and the other checks are wanted all the same. Its type only: a message may quote anything.
            return [Finding.Failed(check, "Broken", ("Exception", failure.GetType().Name))];
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_request.Connection is null)
        {
            _connection?.Dispose();
        }
    }

    private static Task<IReadOnlyList<FeishuHireCheck>> One(FeishuHireCheck check) => Task.FromResult<IReadOnlyList<FeishuHireCheck>>([check]);

    private FeishuHireCheck CallsLeft()
    {
        if (_connection is null)
        {
            return Finding.Behind(CheckNames.CallsLeft, _buildError is { Id: ErrorId.BaseUriNotAllowed } ? CheckNames.Server : _buildError is { Id: ErrorId.ProxyInvalid } ? CheckNames.Proxy : CheckNames.Token);
        }

        if (!_connection.FixesTenant)
        {
            return Finding.Skipped(CheckNames.CallsLeft, "TenantUnknown");
        }

        // A run of this process counts at once, one of another process by the ledger.
        string budget = _connection.BudgetKey(null);
        long? made = RateLimiters.Of(_request.Options.Clock).Find(budget)?.Counted;
        if (_local.LedgerPath() is string ledger)
        {
            try
            {
                long since = (_request.Options.Clock.GetUtcNow() - RateLimits.Minute).ToUnixTimeMilliseconds();
                made = Math.Max(made ?? 0, LedgerState.CountCalls(ledger, budget, since));
            }
            catch (FeishuHireException) when (made is null)
            {
                return Finding.Behind(CheckNames.CallsLeft, CheckNames.Ledger);
            }
            catch (FeishuHireException)
            {
                // What this process counts is told.
            }
        }

        if (made is null)
        {
            return Finding.Skipped(CheckNames.CallsLeft, "CallsUnknown");
        }

        int limit = _request.Options.CallsPerMinute;
        (string, object?)[] facts = [("Left", Math.Max(0, limit - made.Value)), ("Limit", limit)];
        return made < limit ? Finding.Passed(CheckNames.CallsLeft, "Calls", facts) : Finding.Warning(CheckNames.CallsLeft, "CallsNone", facts);
    }
}
