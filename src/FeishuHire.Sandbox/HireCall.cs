using System.Text.Json;

namespace FeishuHire.Sandbox;

/// <summary>A call under hire/v1: where it is, its own rate windows, and what it does once its token and its JSON are good.</summary>
/// <param name="path">The path below hire/v1.</param>
/// <param name="endpoint">Its name in faults.</param>
/// <param name="windows">Its own frequency limit.</param>
internal abstract class HireCall(string path, SandboxEndpoint endpoint, RateWindows windows)
{
    internal string Path { get; } = "/open-apis/hire/v1/" + path;

    internal SandboxEndpoint Endpoint { get; } = endpoint;

    internal RateWindows Windows { get; } = windows;

    /// <summary>Judges the fields, then does what the call is for.</summary>
    /// <param name="root">The body, a JSON object.</param>
    /// <param name="facts">What is known of the call besides its fields.</param>
    internal abstract Outcome Process(JsonElement root, CallFacts facts);
}

/// <summary>What a call comes to: a refusal, or an answer.</summary>
/// <param name="Refusal">Why it was refused; null where it was not.</param>
/// <param name="Answer">The answer of a call that was not refused.</param>
internal readonly record struct Outcome(Refusal? Refusal, Answer? Answer)
{
    public static implicit operator Outcome(Refusal? refusal) => new(refusal, refusal is null ? Answers.Success : null);
}

/// <summary>What is known of a call besides its fields.</summary>
/// <param name="At">When it is judged.</param>
/// <param name="LogId">X-Tt-Logid of its answer.</param>
/// <param name="Token">The token it carries.</param>
/// <param name="Body">Its body, as it came.</param>
internal sealed record CallFacts(BgCheckTime At, string LogId, Token Token, string Body)
{
    /// <summary>The query of the request, with its question mark, or empty.</summary>
    internal string Query { get; init; } = string.Empty;

    /// <summary>The User-Agent, or null.</summary>
    internal string? UserAgent { get; init; }

    /// <summary>The fault that will spoil its answer, or null.</summary>
    internal string? Fault { get; init; }
}
