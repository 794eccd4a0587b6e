using System.Globalization;

namespace FeishuHire.Sandbox;

/// <summary>Something to go wrong on demand: what, how often, and with which calls. Immutable.</summary>
/// <param name="Kind">What goes wrong.</param>
public sealed record SandboxFault(SandboxFaultKind Kind)
{
    /// <summary>How many calls it hits; once unless said otherwise.</summary>
    public int Count { get; init; } = 1;

    /// <summary>How many calls that fit it lets pass first.</summary>
    public int After { get; init; }

    /// <summary>Only calls for this order; null for all.</summary>
    public string? OrderId { get; init; }

    /// <summary>Only calls for this stage; null for all.</summary>
    public string? StageId { get; init; }

    /// <summary>Which calls it can hit.</summary>
    public SandboxEndpoint Endpoint { get; init; }

    /// <summary>x-ogw-ratelimit-limit of a <see cref="SandboxFaultKind.RateLimited"/>.</summary>
    public int Limit { get; init; } = 50;

    /// <summary>x-ogw-ratelimit-reset of a <see cref="SandboxFaultKind.RateLimited"/>, in seconds.</summary>
    public int ResetSeconds { get; init; } = 1;

    /// <summary>How much later a <see cref="SandboxFaultKind.SlowAnswer"/> comes.</summary>
    public int Milliseconds { get; init; } = 1000;

    /// <summary>The HTTP status of an <see cref="SandboxFaultKind.Answer"/>.</summary>
    public int Status { get; init; } = 400;

    /// <summary>The code of an <see cref="SandboxFaultKind.Answer"/>.</summary>
    public int Code { get; init; }

    /// <summary>The msg of an <see cref="SandboxFaultKind.Answer"/>.</summary>
    public string? Msg { get; init; }

    /// <summary>Whether the call is processed before it goes wrong.</summary>
    public bool AfterApply => Kind is SandboxFaultKind.SystemErrorAfterApply or SandboxFaultKind.BadGatewayAfterApply
        or SandboxFaultKind.CutAfterApply or SandboxFaultKind.NoAnswerAfterApply or SandboxFaultKind.SlowAnswer;

    /// <summary>The kind and how often, e.g. <c>CutAfterApply x2</c>.</summary>
    public override string ToString() =>
        Kind + " x" + Count.ToString(CultureInfo.InvariantCulture) + (OrderId is null ? string.Empty : " of " + OrderId);
}
