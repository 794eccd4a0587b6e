namespace FeishuHire.Engine.Orders;

/// <summary>What evidence needs of a row at hand.</summary>
/// <param name="StageId">stage_id.</param>
/// <param name="Time">stage_time as the row gives it, Unix milliseconds; null where it cannot be read.</param>
/// <param name="NameHash">The stage's name, keyed as the ledger does; null where there is none.</param>
public readonly record struct EvidenceRow(string StageId, long? Time, ulong? NameHash);
