using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace FeishuHire.Sandbox;

/// <summary>Takes a request to its endpoint, with the latency the sandbox was given.</summary>
internal sealed class Router(HireGate gate, IReadOnlyList<HireCall> calls, TokenEndpoints tokens, FaultPlan faults, Statistics figures, Latency latency, SandboxClock clock)
{
    /// <summary>What becomes of a request. Ends early only when the sandbox stops.</summary>
    internal async Task<Answer> HandleAsync(Incoming incoming, CancellationToken stopping)
    {
        Answer answer = await AnswerAsync(incoming, stopping).ConfigureAwait(false);
        if (answer.Fate == Fate.Silence)
        {
            // Counted as ended: whether the client still waits cannot be seen from here.
            await clock.ForeverAsync(stopping).ConfigureAwait(false);
        }

        return answer;
    }

    private async Task<Answer> AnswerAsync(Incoming incoming, CancellationToken stopping)
    {
        HireCall? call = calls.FirstOrDefault(call => Is(incoming, call.Path));
        bool isProgress = call?.Endpoint == SandboxEndpoint.Progress;
        if (isProgress)
        {
            figures.Begin(incoming.ClientPort);
        }

        try
        {
            TimeSpan half = latency.Next();
            await clock.DelayAsync(half, stopping).ConfigureAwait(false);
            Answer answer = Judge(incoming, call);
            await clock.DelayAsync(half + answer.Delay, stopping).ConfigureAwait(false);
            return answer;
        }
        finally
        {
            if (isProgress)
            {
                figures.End();
            }
        }
    }

    private Answer Judge(Incoming incoming, HireCall? call)
    {
        if (call is not null)
        {
            return gate.Handle(call, incoming);
        }

        if (!Is(incoming, TokenEndpoints.Internal) && !Is(incoming, TokenEndpoints.AppToken)
            && !Is(incoming, TokenEndpoints.TenantToken) && !Is(incoming, TokenEndpoints.TicketResend))
        {
            figures.Count(Seen.NotFound);
            return Answers.NotFound;
        }

        SandboxFault? fault = faults.Take(SandboxEndpoint.Token, revoking: false, orderIds: [], stageId: null);
        Answer? answer = fault is { AfterApply: false } ? null : tokens.Handle(incoming);
        return fault is null ? answer! : FaultAnswers.Spoil(fault, answer, incoming.LogId);
    }

    /// <summary>A method that a path does not know is answered like a path that is not there.</summary>
    private static bool Is(Incoming incoming, string path) =>
        string.Equals(incoming.Path, path, StringComparison.Ordinal) && string.Equals(incoming.Method, "POST", StringComparison.Ordinal);
}

/// <summary>Latency and jitter, the same sequence for the same seed.</summary>
internal sealed class Latency(TimeSpan least, TimeSpan jitter, int seed)
{
    private readonly object _gate = new();
    private readonly Random _random = new(seed);

    /// <summary>Half of a call's latency: one way.</summary>
    internal TimeSpan Next()
    {
        if (jitter <= TimeSpan.Zero)
        {
            return new TimeSpan(least.Ticks / 2);
        }

        lock (_gate)
        {
            return new TimeSpan((long)((least.Ticks + (jitter.Ticks * _random.NextDouble())) / 2));
        }
    }
}
