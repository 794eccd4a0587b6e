using System;
using System.Globalization;
using System.Threading.Tasks;
using FeishuHire.Engine.Http;
using FeishuHire.Engine.Ledger;
using FeishuHire.Errors;

namespace FeishuHire.Engine.Delivery;

/// <summary>Makes one try of one update: intent into the ledger, the call, its outcome into the ledger, and what follows from it.</summary>
internal sealed class Courier(RunState scope)
{
    private static readonly TimeSpan LongWait = TimeSpan.FromSeconds(5);

    private IDeliveryLedger Ledger => scope.Context.Ledger;

    internal async Task<Verdict> TryOnceAsync(TenantLine line, Attempt attempt, string token, RateLease permit)
    {
        bool called = false;
        CallResult result;
        try
        {
            await Ledger.RecordIntentAsync(Entry(attempt, BgCheckDeliveryStatus.Sending, null), line.BudgetKey, scope.NoNewCalls.Token).ConfigureAwait(false);
            scope.NoNewCalls.Token.ThrowIfCancellationRequested();
            scope.Counters.CallBegins();
            attempt.Calls++;
            called = true;
            result = await scope.Context.Api.UpdateProgressAsync(attempt.Row, attempt.SentTime, token, scope.GiveUp.Token).ConfigureAwait(false);
            scope.Counters.CallEnds();
        }
        catch (OperationCanceledException) when (!called)
        {
            return await TakeBackAsync(line, attempt).ConfigureAwait(false);
        }
        finally
        {
            if (!called)
            {
                permit.Return();
            }
        }

        if (result.Verdict == CallVerdict.Uncertain && scope.GiveUp.IsCancellationRequested)
        {
            permit.Abandon(scope.Context.Timeout);
        }
        else
        {
            permit.End();
        }

        NoteSkew(result);
        return result.Verdict switch
        {
            CallVerdict.Accepted => await AcceptedAsync(line, attempt, result).ConfigureAwait(false),
            CallVerdict.Throttled => await ThrottledAsync(line, attempt, result).ConfigureAwait(false),
            CallVerdict.TokenRefused => await TokenRefusedAsync(line, attempt, result, token).ConfigureAwait(false),
            CallVerdict.Refused => await RefusedAsync(line, attempt, result).ConfigureAwait(false),
            _ => await UnansweredAsync(line, attempt, result).ConfigureAwait(false),
        };
    }

    /// <summary>No token, so no call: a failed try like one that never left, unless nobody's call can succeed.</summary>
    internal Verdict NotSent(Attempt attempt, BgCheckError error)
    {
        if (ErrorCatalogue.Get(error.Id).Scope != ErrorScope.Row)
        {
            // A given token cannot be renewed: the server's own refusal says more than that there is none.
            BgCheckError said = error.Code is null && attempt.LastError?.Id == error.Id ? attempt.LastError : error;
            return Verdict.Stop(said with { Outcome = Unsent(attempt) });
        }

        return AfterFailure(attempt, error with { Outcome = BgCheckDeliveryStatus.NotSent, Retryable = true });
    }

    /// <summary>The run ends while the update waits for its next try: tells what is known of it.</summary>
    internal void GiveUp(Attempt attempt)
    {
        if (attempt.IsTold)
        {
            return;
        }

        if (attempt.LastError is { } error && attempt.SawUncertain)
        {
            scope.Output.Failed(attempt.Row, error.Outcome == BgCheckDeliveryStatus.Uncertain ? error : Refusals.AfterUncertainty(error));
        }
        else
        {
            scope.Output.Unprocessed(attempt.Row);
        }
    }

    internal LedgerEntry Entry(BgCheckProgress row, ContentFingerprint content, long sentTime, BgCheckDeliveryStatus status) => new()
    {
        OrderId = row.BackgroundCheckId!,
        StageId = row.StageId!,
        Status = status,
        SourceTime = row.StageTime!.Value.UnixMilliseconds,
        SentTime = sentTime,
        Content = content,
        TenantKey = row.TenantKey,
        ChangedAt = scope.UnixNow,
        RunId = scope.RunId,
    };

    private LedgerEntry Entry(Attempt attempt, BgCheckDeliveryStatus status, CallResult? result, BgCheckError? error = null, bool replayed = false) =>
        Entry(attempt.Row, attempt.Waiting.Content(Ledger), attempt.SentTime, status) with
        {
            Attempts = attempt.TotalAttempts + (status == BgCheckDeliveryStatus.Sending ? 1 : 0),
            Code = result?.Code,
            LogId = result?.LogId,
            ErrorId = error?.Id,
            Replayed = replayed,
        };

    private async Task<Verdict> AcceptedAsync(TenantLine line, Attempt attempt, CallResult result)
    {
        Answered();
        scope.Tenants.Accepted(line.Tenant);
        LedgerEntry entry = await RecordAsync(line, attempt, Entry(attempt, BgCheckDeliveryStatus.Delivered, result)).ConfigureAwait(false);
        scope.Output.Settled(Deliveries.Of(attempt, entry, line.Tenant), attempt.Row);
        return Verdict.Done;
    }

    private async Task<Verdict> ThrottledAsync(TenantLine line, Attempt attempt, CallResult result)
    {
        Answered();
        scope.Counters.AddThrottled();
        await RecordAsync(line, attempt, Entry(attempt, Unsent(attempt), result, result.Error)).ConfigureAwait(false);
        if (scope.Tenants.Throttled(line.Tenant, isNew: !line.Budget.IsPaused, out int throttles))
        {
            BgCheckError error = (result.Error ?? new BgCheckError(ErrorId.RateLimited))
                .With("Minutes", Invariant.Text((long)TenantBook.LongestThrottle.TotalMinutes));
            return Verdict.Stop(error with { Outcome = Unsent(attempt), Retryable = true });
        }

        TimeSpan pause = scope.Retry.Pause(result.RetryAfter, throttles);
        line.Budget.Pause(pause);
        Tell(pause, "Throttled", Invariant.Seconds(pause));
        attempt.LastError = result.Error;
        return Verdict.Again(TimeSpan.Zero);
    }

    private async Task<Verdict> TokenRefusedAsync(TenantLine line, Attempt attempt, CallResult result, string token)
    {
        Answered();
        await RecordAsync(line, attempt, Entry(attempt, Unsent(attempt), result, result.Error)).ConfigureAwait(false);
        if (scope.Tenants.TokenRefused(line.Tenant, token) || attempt.TokenReplayed)
        {
            return Verdict.Stop(result.Error! with { Outcome = Unsent(attempt) });
        }

        attempt.TokenReplayed = true;
        scope.Context.Tokens.Drop(line.Tenant, token);
        scope.Output.Verbose("TokenDropped");
        attempt.LastError = result.Error;
        return Verdict.Again(TimeSpan.Zero);
    }

    private async Task<Verdict> RefusedAsync(TenantLine line, Attempt attempt, CallResult result)
    {
        Answered();
        BgCheckError error = result.Error!;
        if (ErrorCatalogue.Get(error.Id).Scope != ErrorScope.Row)
        {
            // Not the row's fault: it is free to go when the fault is mended.
            await RecordAsync(line, attempt, Entry(attempt, Unsent(attempt), result, error)).ConfigureAwait(false);
            return Verdict.Stop(error with { Outcome = Unsent(attempt) });
        }

        scope.Tenants.TokenServed(line.Tenant);
        bool unclear = (attempt.SawUncertain || attempt.IsReplay) && !Refusals.ProveNothingWritten(error);
        if (unclear)
        {
            error = Refusals.AfterUncertainty(error);
        }

        BgCheckDeliveryStatus status = unclear ? BgCheckDeliveryStatus.Uncertain : BgCheckDeliveryStatus.Rejected;
        await RecordAsync(line, attempt, Entry(attempt, status, result, error, replayed: unclear && attempt.IsReplay)).ConfigureAwait(false);
        if (!unclear && scope.Tenants.Refused(line.Tenant, attempt.Row.BackgroundCheckId!, error) is { } throughout)
        {
            return Verdict.Stop(throughout with { Outcome = status });
        }

        scope.Output.Failed(attempt.Row, error with { Outcome = status, Retryable = unclear });
        return unclear && attempt.IsReplay ? Verdict.Done : Verdict.Failed(error);
    }

    private async Task<Verdict> UnansweredAsync(TenantLine line, Attempt attempt, CallResult result)
    {
        attempt.SawUncertain |= result.Verdict == CallVerdict.Uncertain;
        BgCheckError error = result.Error! with { Outcome = Unsent(attempt) };
        if (scope.Breaker.Failed(attempt.Row.BackgroundCheckId!))
        {
            scope.Output.Warn("BreakerOpened", Invariant.Text(scope.Breaker.FailuresInARow));
        }

        await RecordAsync(line, attempt, Entry(attempt, Unsent(attempt), result, error)).ConfigureAwait(false);
        if (ErrorCatalogue.Get(error.Id).Scope != ErrorScope.Row)
        {
            return Verdict.Stop(error);
        }

        return scope.NoNewCalls.IsCancellationRequested ? Final(attempt, error) : AfterFailure(attempt, error);
    }

    private Verdict AfterFailure(Attempt attempt, BgCheckError error)
    {
        attempt.Tries++;
        if (attempt.Tries > scope.Options.MaxRetry || !error.Retryable)
        {
            return Final(attempt, error);
        }

        TimeSpan wait = scope.Retry.BackOff(attempt.Tries);
        scope.Counters.AddRetry();
        Tell(wait, "Retrying", attempt.Row.BackgroundCheckId!, attempt.Row.StageId!, error.Id, Invariant.Seconds(wait), attempt.Tries.ToString(CultureInfo.InvariantCulture), scope.Options.MaxRetry.ToString(CultureInfo.InvariantCulture));
        attempt.LastError = error;
        return Verdict.Again(wait);
    }

    private Verdict Final(Attempt attempt, BgCheckError error)
    {
        if (attempt.SawUncertain && error.Outcome != BgCheckDeliveryStatus.Uncertain)
        {
            error = Refusals.AfterUncertainty(error);
        }

        scope.Output.Failed(attempt.Row, error with { Retryable = true });
        return Verdict.Failed(error);
    }

    /// <summary>The run ended between permit and call: nothing left this machine.</summary>
    private async Task<Verdict> TakeBackAsync(TenantLine line, Attempt attempt)
    {
        await RecordAsync(line, attempt, Entry(attempt, Unsent(attempt), null)).ConfigureAwait(false);
        return Verdict.Again(TimeSpan.Zero);
    }

    /// <summary>What a call that was not processed leaves behind: what was known before it.</summary>
    private static BgCheckDeliveryStatus Unsent(Attempt attempt) =>
        attempt.SawUncertain || attempt.IsReplay ? BgCheckDeliveryStatus.Uncertain : BgCheckDeliveryStatus.NotSent;

    private async Task<LedgerEntry> RecordAsync(TenantLine line, Attempt attempt, LedgerEntry entry)
    {
        attempt.State.Put(entry, scope.Number);
        try
        {
            await Ledger.RecordOutcomeAsync(entry, line.BudgetKey).ConfigureAwait(false);
        }
        catch (FeishuHireException)
        {
            scope.Output.Warn("NotRecorded", entry.OrderId, entry.StageId, entry.Status.ToString());
            if (entry.Status == BgCheckDeliveryStatus.Delivered)
            {
                attempt.IsTold = true;
                scope.Output.Settled(Deliveries.Of(attempt, entry, line.Tenant), attempt.Row);
            }

            throw;
        }

        return entry;
    }

    private void Answered()
    {
        if (scope.Breaker.Succeeded())
        {
            scope.Output.Warn("BreakerClosed");
        }
    }

    private void NoteSkew(CallResult result)
    {
        if (scope.Server.Observe(result.ServerDate) is { } skew)
        {
            scope.Output.Warn("ClockSkew", Invariant.Seconds(skew));
        }
    }

    private void Tell(TimeSpan wait, string key, params string[] facts)
    {
        if (wait > LongWait)
        {
            scope.Output.Warn(key, facts);
        }
        else
        {
            scope.Output.Verbose(key, facts);
        }
    }
}
