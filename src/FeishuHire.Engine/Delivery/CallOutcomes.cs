using System;
using FeishuHire.Engine.Http;
using FeishuHire.Errors;

namespace FeishuHire.Engine.Delivery;

/// <summary>What a call that did not succeed means for its update: again, looked up, failed, or the end of its tenant. The
/// loop's alone.</summary>
internal sealed class CallOutcomes(DeliveryContext context, DeliveryOptions options, RunOutput output, RunCounters counters, RunEnding ending)
{
    private static readonly TimeSpan LongWait = TimeSpan.FromSeconds(5);

    private readonly RetryPolicy _retry = new(context.Random);

    /// <summary>The next step after a call that was made and not accepted.</summary>
    internal NextStep Of(TenantState tenant, StageInFlight flight, CallSettled settled) => settled.Result!.Verdict switch
    {
        CallVerdict.Throttled => Throttled(tenant, flight, settled),
        CallVerdict.TokenRefused => TokenRefused(tenant, flight, settled),
        CallVerdict.Refused => Refused(tenant, flight, settled.Error!),
        _ when ErrorCatalogue.Get(settled.Error!.Id).Scope != ErrorScope.Row => NextStep.StopTenant(settled.Error),
        _ => AfterFailure(flight, settled.Error),
    };

    /// <summary>The next step after a try that failed in passing.</summary>
    internal NextStep AfterFailure(StageInFlight flight, BgCheckError error)
    {
        flight.Tries++;
        bool isUnknown = flight.Unsent == BgCheckDeliveryStatus.Uncertain;

        // A result or a cancellation has no id that makes a second call harmless.
        bool mayRepeat = !isUnknown || context.Kind == BgCheckDeliveryKind.Progress;
        if (!ending.IsEarly && mayRepeat && flight.Tries <= options.MaxRetry && error.Retryable)
        {
            TimeSpan wait = _retry.BackOff(flight.Tries);
            counters.AddRetry();
            TellWait(wait, "Retrying", flight.Row.BackgroundCheckId!, flight.Row.StageId ?? string.Empty, error.Id, Invariant.Seconds(wait), Invariant.Text(flight.Tries), Invariant.Text(options.MaxRetry));
            flight.LastError = error;
            flight.NeedsLookup = isUnknown;
            return NextStep.Again(wait);
        }

        bool mayBeThere = isUnknown && error.Outcome != BgCheckDeliveryStatus.Uncertain;
        BgCheckError final = (mayBeThere ? Refusals.AfterUncertainty(error) : error) with { Retryable = true };
        return isUnknown ? NextStep.LookUp(final)

            // It was never on its way, so the ledger does not know it yet.
            : error.Outcome == BgCheckDeliveryStatus.NotSent && flight.Attempts == 0 ? NextStep.Refuse(final)
            : NextStep.Fail(final);
    }

    private NextStep Throttled(TenantState tenant, StageInFlight flight, CallSettled settled)
    {
        counters.AddThrottled();
        BgCheckError error = settled.Error ?? new BgCheckError(ErrorId.RateLimited);
        if (tenant.Throttled(context.Clock))
        {
            return NextStep.StopTenant(error.With("Minutes", Invariant.Text((long)TenantState.LongestThrottle.TotalMinutes)) with { Retryable = true });
        }

        TimeSpan pause = _retry.Pause(settled.Result!.RetryAfter, tenant.Throttles);
        tenant.Limiter.Pause(pause);
        TellWait(pause, "Throttled", Invariant.Seconds(pause));
        flight.LastError = error;
        return NextStep.Again(TimeSpan.Zero);
    }

    private NextStep TokenRefused(TenantState tenant, StageInFlight flight, CallSettled settled)
    {
        string token = settled.Token!;
        if (tenant.TokenRefused(token) || flight.TokenReplayed)
        {
            return NextStep.StopTenant(settled.Error!);
        }

        flight.TokenReplayed = true;
        context.Tokens.Drop(tenant.Key, token);
        output.Verbose("TokenDropped");
        flight.LastError = settled.Error;
        return NextStep.Again(TimeSpan.Zero);
    }

    private static NextStep Refused(TenantState tenant, StageInFlight flight, BgCheckError error)
    {
        if (ErrorCatalogue.Get(error.Id).Scope != ErrorScope.Row)
        {
            // Not the row's fault: it is free to go when the fault is mended.
            return NextStep.StopTenant(error);
        }

        tenant.TokenServed();
        if (error.Outcome == BgCheckDeliveryStatus.Uncertain)
        {
            return NextStep.LookUp(error with { Retryable = true });
        }

        return tenant.Refused(flight.Lane.OrderId, error) is { } throughout
            ? NextStep.StopTenant(throughout with { Outcome = error.Outcome })
            : NextStep.Fail(error with { Retryable = false });
    }

    private void TellWait(TimeSpan wait, string key, params string[] facts)
    {
        if (wait > LongWait)
        {
            output.Warn(key, facts);
        }
        else
        {
            output.Verbose(key, facts);
        }
    }
}

/// <summary>What is to be done with an update whose call did not succeed.</summary>
internal readonly record struct NextStep
{
    internal enum Kind
    {
        /// <summary>It is told with its error.</summary>
        Fail,

        /// <summary>The same, and remembered: no call of it was ever on its way.</summary>
        Refuse,

        /// <summary>Its order is read back first; it is told with its error where that does not show it.</summary>
        LookUp,

        /// <summary>It is sent again after a while.</summary>
        Again,

        /// <summary>No call of its tenant can succeed.</summary>
        StopTenant,
    }

    internal Kind What { get; private init; }

    /// <summary>The error; null where it is sent again.</summary>
    internal BgCheckError? Error { get; private init; }

    /// <summary>How long before it is sent again.</summary>
    internal TimeSpan Wait { get; private init; }

    internal static NextStep Fail(BgCheckError error) => new() { What = Kind.Fail, Error = error };

    internal static NextStep Refuse(BgCheckError error) => new() { What = Kind.Refuse, Error = error };

    internal static NextStep LookUp(BgCheckError error) => new() { What = Kind.LookUp, Error = error };

    internal static NextStep Again(TimeSpan wait) => new() { What = Kind.Again, Wait = wait };

    internal static NextStep StopTenant(BgCheckError error) => new() { What = Kind.StopTenant, Error = error };
}
