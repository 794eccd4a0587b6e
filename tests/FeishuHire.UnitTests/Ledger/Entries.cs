using System.Collections.Generic;
using System.Linq;
using CsCheck;
using FeishuHire.Engine.Delivery;
using FeishuHire.Engine.Ledger;
using FeishuHire.Errors;

namespace FeishuHire.UnitTests.Ledger;

/// <summary>Ledger entries to test with.</summary>
internal static class Entries
{
    public const string Order = "6931286400470354183";
    public const long Noon = 1_793_505_600_000;

    private static readonly BgCheckDeliveryStatus[] Recorded =
    [
        BgCheckDeliveryStatus.Delivered, BgCheckDeliveryStatus.Rejected, BgCheckDeliveryStatus.NotSent,
        BgCheckDeliveryStatus.Uncertain, BgCheckDeliveryStatus.Sending,
    ];

    /// <summary>Any entry of a few orders and stages, so that they meet.</summary>
    public static readonly Gen<LedgerEntry> Any =
        from order in Gen.OneOf(Gen.Int[1, 12].Select(n => "69312864004703541" + n), OneOf("", "0", "00", "07", "x-1", "订单", "9999999999999999999", "99999999999999999999"))
        from stage in Gen.OneOf(Gen.Int[1, 6].Select(n => "S-" + n), OneOf("阶段一", "阶段二", new string('长', 90)))
        from status in OneOf(Recorded)
        from source in Gen.Long[Noon - 1_000_000_000, Noon + 1_000_000_000]
        from apart in OneOf(0L, 0L, 1L, 7L)
        from content in Gen.Select(Gen.ULong, Gen.ULong.Array[0, 3], (root, reports) => new ContentFingerprint(root, reports)).Null()
        from attempts in Gen.Int[0, 400]
        from code in OneOf<int?>(null, 1002858, -1, 99991663, int.MaxValue)
        from logId in OneOf(null, "20261102120425AA0193")
        from tenant in OneOf(null, "t-1", "t-2")
        from run in OneOf("r1", "r2")
        from replayed in Gen.Bool
        from readBack in Gen.Bool
        from name in OneOf<ulong?>(null, 0, 7, ulong.MaxValue)
        from told in OneOf(0L, Noon)
        from settler in OneOf(null, "me@here")
        select Normal(new LedgerEntry
        {
            OrderId = order,
            StageId = stage,
            Status = status,
            SourceTime = source,
            SentTime = source + apart,
            Content = content,
            Attempts = attempts,
            Code = code,
            LogId = logId,
            ErrorId = code is null ? null : ErrorId.ApiError,
            TenantKey = tenant,
            ChangedAt = source + 5,
            RunId = run,
            Replayed = replayed,
            ReadBack = readBack,
            NameHash = name,
            ToldAt = told,
            SettledBy = settler,
        });

    /// <summary>A stage of <see cref="Order"/>.</summary>
    public static LedgerEntry Stage(string stageId, BgCheckDeliveryStatus status = BgCheckDeliveryStatus.Sending, string run = "r1", string order = Order) => new()
    {
        OrderId = order,
        StageId = stageId,
        Status = status,
        SourceTime = Noon,
        SentTime = Noon,
        Content = new ContentFingerprint(1, [2UL]),
        Attempts = 1,
        ChangedAt = Noon,
        RunId = run,
    };

    /// <summary>An entry as one line, so that lists of reports compare by content.</summary>
    public static string Line(LedgerEntry entry) =>
        (entry with { Content = null }) + (entry.Content is null ? " -" : " " + entry.Content.Base + ":" + string.Join(',', entry.Content.Reports));

    /// <summary>Entries as lines, in a fixed order.</summary>
    public static IEnumerable<string> Lines(IEnumerable<LedgerEntry> entries) => entries.Select(Line).Order(System.StringComparer.Ordinal);

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    // An accepted call has code 0 and no error.
    private static LedgerEntry Normal(LedgerEntry entry) =>
        entry.Status == BgCheckDeliveryStatus.Delivered ? entry with { Code = 0, ErrorId = null, LogId = null } : entry;
}
