using FeishuHire.Engine.Ledger;
namespace FeishuHire.Engine.Delivery;

/// <summary>What a run remembers of one stage: 56 bytes, so that a history of any length fits. Times are Unix milliseconds.</summary>
internal struct StageRecord
{
    internal ulong Stage;
    internal ulong ContentBase;
    internal ulong[]? Reports;
    internal long SourceTime;
    internal uint ChangedAtSeconds;
    internal int SentDelta;
    internal int Code;
    internal int Run;
    internal ushort Attempts;
    internal byte StatusByte;
    internal StageFlags Flags;

    internal BgCheckDeliveryStatus Status
    {
        readonly get => (BgCheckDeliveryStatus)StatusByte;
        set => StatusByte = (byte)value;
    }

    internal readonly long SentTime => SourceTime + SentDelta;

    /// <summary>Accepted, or perhaps accepted: its time is one that later stages must exceed.</summary>
    internal readonly bool MayBeThere =>
        Status is BgCheckDeliveryStatus.Delivered or BgCheckDeliveryStatus.Uncertain or BgCheckDeliveryStatus.Sending;

    /// <summary>Whether its order waits for an answer about it, or for its repair; also in later runs.</summary>
    internal readonly bool Holds => Status switch
    {
        BgCheckDeliveryStatus.Uncertain or BgCheckDeliveryStatus.Sending => !Has(StageFlags.Replayed),
        BgCheckDeliveryStatus.Rejected or BgCheckDeliveryStatus.NotSent => Has(StageFlags.Repairable),
        _ => false,
    };

    internal readonly bool Has(StageFlags flag) => (Flags & flag) == flag;

    /// <summary>Whether a row says nothing new. Without recorded content (settled by hand, key lost) the time alone decides.</summary>
    internal readonly bool SameAs(long sourceTime, ContentFingerprint content)
    {
        if (Has(StageFlags.ContentKnown))
        {
            return sourceTime == SourceTime && new ContentFingerprint(ContentBase, Reports ?? []).Covers(content);
        }

        return SourceTime == 0 || sourceTime == SourceTime;
    }
}
