using System.Globalization;

namespace FeishuHire;

/// <summary>A cause for which rows of a run failed or were held.</summary>
public sealed class BgCheckRunCause
{
    /// <summary>The error id, e.g. DamagedId.</summary>
    public string ErrorId { get; init; } = string.Empty;

    /// <summary>How many rows.</summary>
    public long Count { get; init; }

    /// <summary>Both.</summary>
    public override string ToString() => string.Format(CultureInfo.InvariantCulture, "{0}: {1}", ErrorId, Count);
}
