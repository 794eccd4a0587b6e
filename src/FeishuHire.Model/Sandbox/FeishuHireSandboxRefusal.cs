namespace FeishuHire;

/// <summary>One call that the sandbox refused on its content or on the order's state.</summary>
public sealed class FeishuHireSandboxRefusal
{
    /// <summary>Which call it was: <c>Progress</c>, <c>Result</c> or <c>Cancel</c>.</summary>
    public string Call { get; init; } = string.Empty;

    /// <summary>stage_id as it came, or null where it could not be read.</summary>
    public string? StageId { get; init; }

    /// <summary>stage_time or result_time as it came, or null where it could not be read.</summary>
    public string? StageTimeText { get; init; }

    /// <summary>The code of the refusal.</summary>
    public int Code { get; init; }

    /// <summary>The msg of the refusal.</summary>
    public string Msg { get; init; } = string.Empty;

    /// <summary>Whether the refusal is an assumption of the sandbox, because no source says what Feishu answers.</summary>
    public bool IsAssumed { get; init; }

    /// <summary>When the call was judged, by the sandbox's clock.</summary>
    public BgCheckTime ReceivedAt { get; init; }

    /// <summary>X-Tt-Logid of the answer.</summary>
    public string LogId { get; init; } = string.Empty;

    /// <summary>The code and the stage.</summary>
    public override string ToString() => $"{Code} {StageId}";
}
