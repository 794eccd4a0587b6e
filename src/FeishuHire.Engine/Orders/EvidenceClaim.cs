namespace FeishuHire.Engine.Orders;

/// <summary>One stage of ours that looks for itself among those shown.</summary>
/// <param name="Time">The time it was sent with, else its own, Unix milliseconds.</param>
/// <param name="SourceTime">Its own time, before any nudge.</param>
/// <param name="NameHash">Its name, keyed; null where it is not known: then nothing can be told of it.</param>
/// <param name="WasSent">Whether a call was made for it: then its time is the one that Feishu was given.</param>
/// <param name="IsRow">Whether it is a row at hand of which the ledger knows no call.</param>
internal sealed record EvidenceClaim(long Time, long SourceTime, ulong? NameHash, bool WasSent, bool IsRow)
{
    /// <summary>What is shown of it.</summary>
    internal EvidenceVerdict Verdict { get; set; }
}
