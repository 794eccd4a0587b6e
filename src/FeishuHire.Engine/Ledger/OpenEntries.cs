using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using FeishuHire.Errors;
using FeishuHire.Values;

namespace FeishuHire.Engine.Ledger;

/// <summary>Which entries are open: somebody or a later run has to see to them. Purges spare them.</summary>
internal static class OpenEntries
{
    /// <summary>The statuses that can be open, but for Sending, which its own run settles. The condition of the index over open
    /// entries, word for word: SQLite uses that index only for a query that repeats it.</summary>
    public const string Unsettled = "status IN (4, 5, 6, 9, 10)";

    private static readonly HashSet<string> Holding = new(ErrorCatalogue.All.Where(entry => entry.Holds).Select(entry => entry.Id), StringComparer.Ordinal);

    /// <summary>The open ones among the <see cref="Unsettled"/>.</summary>
    public static readonly string Sql = string.Format(
        CultureInfo.InvariantCulture,
        "({0} AND (status IN (6, 9, 10) OR (status=5 AND error_id IS NOT NULL) OR (status=4 AND coalesce(error_id, '') IN ({1}))))",
        Unsettled,
        string.Join(", ", Holding.Select(id => "'" + id + "'")));

    /// <summary>Whether an entry is open.</summary>
    public static bool Contains(LedgerEntry entry) => entry.Status switch
    {
        BgCheckDeliveryStatus.Uncertain or BgCheckDeliveryStatus.Held or BgCheckDeliveryStatus.Waiting or BgCheckDeliveryStatus.Sending => true,
        BgCheckDeliveryStatus.NotSent => entry.ErrorId is not null,
        BgCheckDeliveryStatus.Rejected => entry.ErrorId is { } id && Holding.Contains(id),
        _ => false,
    };

    /// <summary>Whether it is open and its order id is one that a spreadsheet has rounded.</summary>
    public static bool IsDamaged(LedgerEntry entry) =>
        entry.ErrorId == ErrorId.DamagedId && Contains(entry) && IdCell.CheckOrderId(entry.OrderId)?.ErrorId == ErrorId.DamagedId;

    /// <summary>Whether an entry may be replaced by one that no call was made for.</summary>
    public static bool MayReplace(BgCheckDeliveryStatus known, BgCheckDeliveryStatus by) =>
        by is not (BgCheckDeliveryStatus.NotSent or BgCheckDeliveryStatus.Held or BgCheckDeliveryStatus.Waiting)
        || known is not (BgCheckDeliveryStatus.Delivered or BgCheckDeliveryStatus.Uncertain or BgCheckDeliveryStatus.Abandoned or BgCheckDeliveryStatus.Sending);
}
