using System;
using System.Threading;
using System.Threading.Tasks;
using FeishuHire.Engine.Http;
using FeishuHire.Engine.Ledger;
using FeishuHire.Errors;

namespace FeishuHire.Engine.Delivery;

/// <summary>Makes one call of one update: its intent into the ledger, the call, its outcome into the ledger; then posts what
/// came of it. Decides nothing else, and never throws.</summary>
/// <param name="context">What to deliver through.</param>
/// <param name="inbox">Where outcomes go.</param>
/// <param name="noNewCalls">Cancelled when no further call may start.</param>
/// <param name="giveUp">Cancelled when calls under way are given up.</param>
internal sealed class StageSender(DeliveryContext context, RunInbox inbox, CancellationToken noNewCalls, CancellationToken giveUp)
{
    /// <summary>Sends.</summary>
    /// <param name="flight">The update; the sender's until its outcome is posted.</param>
    /// <param name="budgetKey">The budget that the call counts against.</param>
    /// <param name="token">The tenant's token.</param>
    /// <param name="lease">The right to make the call.</param>
    internal async Task SendAsync(StageInFlight flight, string budgetKey, string token, RateLease lease)
    {
        try
        {
            inbox.Post(await CallAsync(flight, budgetKey, token, lease).ConfigureAwait(false));
        }
        catch (Exception bug)
        {
            lease.End();
            inbox.Post(new Crashed(bug, EndsCall: true));
        }
    }

    /// <summary>What the ledger is told of an update.</summary>
    internal static LedgerEntry EntryOf(DeliveryContext context, StageInFlight flight, BgCheckDeliveryStatus status) => OpenRows.EntryOf(context, flight.Waiting, status) with
    {
        SentTime = flight.SentTime,
        Content = status == BgCheckDeliveryStatus.Rejected ? context.Ledger.Fingerprint(flight.Row, whole: true) : flight.Waiting.Content(context.Ledger),
        Attempts = flight.Attempts,
    };

    private async Task<CallSettled> CallAsync(StageInFlight flight, string budgetKey, string token, RateLease lease)
    {
        flight.Calls++;
        try
        {
            await context.Ledger.RecordIntentAsync(EntryOf(context, flight, BgCheckDeliveryStatus.Sending), budgetKey, noNewCalls).ConfigureAwait(false);
            noNewCalls.ThrowIfCancellationRequested();
        }
        catch (Exception failure) when (failure is FeishuHireException or OperationCanceledException)
        {
            // Nothing has left this machine.
            lease.Return();
            flight.Calls--;
            BgCheckDeliveryStatus status = flight.Unsent == BgCheckDeliveryStatus.NotSent ? BgCheckDeliveryStatus.Waiting : flight.Unsent;
            var unsent = new CallSettled(flight, EntryOf(context, flight, status));
            return failure is FeishuHireException ledger ? unsent with { LedgerFailure = ledger.Error } : await RecordAsync(unsent, budgetKey).ConfigureAwait(false);
        }

        CallResult result = await context.Api.SendAsync(flight.Row, flight.SentTime, token, giveUp).ConfigureAwait(false);
        if (result.Verdict == CallVerdict.Uncertain && giveUp.IsCancellationRequested)
        {
            lease.Abandon(context.Timeout);
        }
        else
        {
            lease.End();
        }

        return await RecordAsync(Judge(flight, result) with { Token = token }, budgetKey).ConfigureAwait(false);
    }

    private async Task<CallSettled> RecordAsync(CallSettled settled, string budgetKey)
    {
        try
        {
            await context.Ledger.RecordOutcomeAsync(settled.Entry, budgetKey).ConfigureAwait(false);
            return settled;
        }
        catch (FeishuHireException failure)
        {
            return settled with { LedgerFailure = failure.Error };
        }
    }

    private CallSettled Judge(StageInFlight flight, CallResult result)
    {
        flight.SawUncertain |= result.Verdict == CallVerdict.Uncertain;
        BgCheckDeliveryStatus status = result.Verdict == CallVerdict.Accepted ? BgCheckDeliveryStatus.Delivered : flight.Unsent;
        BgCheckError? error = result.Error;
        bool replayed = false;
        if (result.Verdict == CallVerdict.Refused && ErrorCatalogue.Get(error!.Id).Scope == ErrorScope.Row)
        {
            bool unclear = flight.Unsent == BgCheckDeliveryStatus.Uncertain && !Refusals.ProveNothingWritten(error);
            error = unclear ? Refusals.AfterUncertainty(error) : error;
            status = unclear ? BgCheckDeliveryStatus.Uncertain : BgCheckDeliveryStatus.Rejected;
            replayed = unclear && flight.IsReplay;
        }

        error = error is null ? null : error with { Outcome = status };
        return new CallSettled(flight, EntryOf(context, flight, status) with
        {
            Code = result.Code,
            LogId = result.LogId,
            ErrorId = error?.Id,
            Replayed = replayed,
            ToldAt = error is null ? 0 : context.Now,
        })
        {
            Result = result,
            Error = error,
        };
    }
}
