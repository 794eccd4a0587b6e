using System;
using System.Collections.Generic;

namespace FeishuHire.Sandbox;

/// <summary>Whether an answer goes out.</summary>
internal enum Fate
{
    /// <summary>It does.</summary>
    Send,

    /// <summary>No answer: the connection ends where the answer should start.</summary>
    Cut,

    /// <summary>No answer and no end: the client waits for nothing.</summary>
    Silence,
}

/// <summary>What becomes of a request: an answer to write, or none.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="ContentType">The Content-Type header.</param>
/// <param name="Text">The body.</param>
internal sealed record Answer(int Status, string ContentType, string Text)
{
    internal static Answer Cut { get; } = new(0, string.Empty, string.Empty) { Fate = Fate.Cut };

    internal static Answer Silence { get; } = new(0, string.Empty, string.Empty) { Fate = Fate.Silence };

    internal Fate Fate { get; init; }

    internal IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>How much later than usual it is written.</summary>
    internal TimeSpan Delay { get; init; }

    /// <summary>The code in the body.</summary>
    internal int Code { get; init; }

    /// <summary>The msg in the body.</summary>
    internal string Msg { get; init; } = string.Empty;

    /// <summary>Whether no source says that Feishu answers so.</summary>
    internal bool IsAssumed { get; init; }
}
