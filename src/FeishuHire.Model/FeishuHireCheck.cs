namespace FeishuHire;

/// <summary>One thing that Test-FeishuHireConnection looked at. No secret is in it.</summary>
public sealed class FeishuHireCheck
{
    /// <summary>What was looked at: a fixed word, the same in every language.</summary>
    public string Check { get; init; } = string.Empty;

    /// <summary>How it ended.</summary>
    public FeishuHireCheckStatus Status { get; init; }

    /// <summary>What was found.</summary>
    public string Detail { get; init; } = string.Empty;

    /// <summary>What to do about it; null where nothing is to be done.</summary>
    public string? Remedy { get; init; }

    /// <summary>One line for a log.</summary>
    public override string ToString() => $"{Check}: {Status}. {Detail}" + (Remedy is null ? string.Empty : " " + Remedy);
}
