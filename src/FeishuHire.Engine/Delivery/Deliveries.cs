using System;
using FeishuHire.Engine.Ledger;

namespace FeishuHire.Engine.Delivery;

/// <summary>Makes what a run outputs and what it remembers.</summary>
internal static class Deliveries
{
    internal static BgCheckDelivery Of(BgCheckProgress row, in StageRecord record, BgCheckDeliveryStatus status) => new()
    {
        BackgroundCheckId = row.BackgroundCheckId!,
        Kind = row.Kind,
        StageId = row.StageId ?? string.Empty,
        StageName = row.StageName,
        StageTime = row.StageTime,
        SentTime = record.SentTime == 0 ? null : new BgCheckTime(record.SentTime, OffsetOf(row)),
        Status = status,
        Attempts = record.Attempts,
        Code = record.Has(StageFlags.HasCode) ? record.Code : null,
        ReadBack = record.Has(StageFlags.ReadBack),
        DeliveredAt = record.Status == BgCheckDeliveryStatus.Delivered ? new BgCheckTime(record.ChangedAtSeconds * 1000L, OffsetOf(row)) : null,
        TenantKey = row.TenantKey,
        Source = row.Source,
    };

    /// <summary>What reading back has settled of the ledger, without a row at hand.</summary>
    internal static BgCheckDelivery Of(BgCheckProgress row, LedgerEntry entry) => new()
    {
        BackgroundCheckId = entry.OrderId,
        Kind = entry.Kind,
        StageId = entry.StageId,
        StageTime = row.StageTime,
        SentTime = entry.SentTime == 0 ? null : new BgCheckTime(entry.SentTime, OffsetOf(row)),
        Status = entry.Status,
        Attempts = entry.Attempts,
        Code = entry.Code,
        LogId = entry.LogId,
        ReadBack = entry.ReadBack,
        DeliveredAt = new BgCheckTime(entry.ChangedAt, OffsetOf(row)),
        TenantKey = entry.TenantKey,
    };

    internal static BgCheckDelivery Of(StageInFlight flight, LedgerEntry entry, string? tenant) => new()
    {
        BackgroundCheckId = entry.OrderId,
        Kind = entry.Kind,
        StageId = entry.StageId,
        StageName = flight.Row.StageName,
        StageTime = flight.Row.StageTime,
        SentTime = entry.SentTime == 0 ? null : new BgCheckTime(entry.SentTime, OffsetOf(flight.Row)),
        Status = entry.Status,
        Attempts = entry.Attempts,
        Code = entry.Code,
        LogId = entry.LogId,
        DeliveredAt = new BgCheckTime(entry.ChangedAt, OffsetOf(flight.Row)),
        TenantKey = tenant ?? flight.Row.TenantKey,
        Source = flight.Row.Source,
    };

    private static TimeSpan OffsetOf(BgCheckProgress row) => row.StageTime?.Offset ?? TimeSpan.FromHours(8);
}
