using System;

namespace FeishuHire.Sandbox;

/// <summary>What a fault makes of an answer.</summary>
internal static class FaultAnswers
{
    /// <summary>The answer that goes out, or the want of one.</summary>
    /// <param name="fault">The fault.</param>
    /// <param name="answer">The true answer; null where the call was not processed.</param>
    /// <param name="logId">The answer's log id.</param>
    internal static Answer Spoil(SandboxFault fault, Answer? answer, string logId) => fault.Kind switch
    {
        SandboxFaultKind.RateLimited => Answers.RateLimited(fault.Limit, TimeSpan.FromSeconds(fault.ResetSeconds), logId),
        SandboxFaultKind.RateLimitedNoHeaders => Answers.RateLimited(null, TimeSpan.Zero, logId),
        SandboxFaultKind.RateLimited400 => Answers.RateLimited400.ToAnswer(logId),
        SandboxFaultKind.SystemErrorBeforeApply or SandboxFaultKind.SystemErrorAfterApply => Answers.SystemError.ToAnswer(logId),
        SandboxFaultKind.ScopeMissing => Answers.ScopeMissing.ToAnswer(logId),
        SandboxFaultKind.BadGateway or SandboxFaultKind.BadGatewayAfterApply => Answers.BadGateway,
        SandboxFaultKind.CutBeforeApply or SandboxFaultKind.CutAfterApply => Answer.Cut,
        SandboxFaultKind.NoAnswer or SandboxFaultKind.NoAnswerAfterApply => Answer.Silence,
        SandboxFaultKind.SlowAnswer => answer! with { Delay = TimeSpan.FromMilliseconds(fault.Milliseconds) },
        SandboxFaultKind.Answer => Chosen(fault).ToAnswer(logId),
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault.Kind, "Not a fault of an answer."),
    };

    private static Refusal Chosen(SandboxFault fault) => new(fault.Status, fault.Code, fault.Msg ?? "sandbox fault");
}
