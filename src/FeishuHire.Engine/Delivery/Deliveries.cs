using System;
using FeishuHire.Engine.Ledger;

namespace FeishuHire.Engine.Delivery;

/// <summary>Makes what a run outputs and what it remembers.</summary>
internal static class Deliveries
{
    internal static BgCheckDelivery Of(BgCheckProgress row, in StageRecord record, BgCheckDeliveryStatus status) => new()
    {
        BackgroundCheckId = row.BackgroundCheckId!,
        StageId = row.StageId!,
        StageName = row.StageName,
        StageTime = row.StageTime,
        SentTime = record.Stage == 0 ? null : new BgCheckTime(record.SentTime, OffsetOf(row)),
        Status = status,
        Attempts = record.Attempts,
        Code = record.Has(StageFlags.HasCode) ? record.Code : null,
        DeliveredAt = record.Status == BgCheckDeliveryStatus.Delivered ? new BgCheckTime(record.ChangedAtSeconds * 1000L, OffsetOf(row)) : null,
        TenantKey = row.TenantKey,
        Source = row.Source,
    };

    internal static BgCheckDelivery Of(Attempt attempt, LedgerEntry entry, string? tenant) => new()
    {
        BackgroundCheckId = entry.OrderId,
        StageId = entry.StageId,
        StageName = attempt.Row.StageName,
        StageTime = attempt.Row.StageTime,
        SentTime = new BgCheckTime(entry.SentTime, OffsetOf(attempt.Row)),
        Status = entry.Status,
        Attempts = entry.Attempts,
        Code = entry.Code,
        LogId = entry.LogId,
        DeliveredAt = new BgCheckTime(entry.ChangedAt, OffsetOf(attempt.Row)),
        TenantKey = tenant ?? attempt.Row.TenantKey,
        Source = attempt.Row.Source,
    };

    private static TimeSpan OffsetOf(BgCheckProgress row) => row.StageTime?.Offset ?? TimeSpan.FromHours(8);
}
