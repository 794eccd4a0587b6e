namespace FeishuHire.Engine.Ledger;

/// <summary>Names one entry of a realm.</summary>
/// <param name="OrderId">background_check_id.</param>
/// <param name="Kind">What was sent, or was to be.</param>
/// <param name="StageId">stage_id; empty for an entry without one.</param>
/// <param name="SourceTime">Its time, Unix milliseconds: counts only where there is no stage id.</param>
public readonly record struct EntryKey(string OrderId, BgCheckDeliveryKind Kind, string StageId, long SourceTime)
{
    /// <summary>The key of an entry.</summary>
    /// <param name="entry">The entry.</param>
    public static EntryKey Of(LedgerEntry entry) => new(entry.OrderId, entry.Kind, entry.StageId, entry.StageId.Length == 0 ? entry.SourceTime : 0);
}
