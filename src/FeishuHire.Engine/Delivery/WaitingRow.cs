using FeishuHire.Engine.Ledger;
using FeishuHire.Engine.Orders;
using FeishuHire.Errors;
using FeishuHire.Rules;

namespace FeishuHire.Engine.Delivery;

/// <summary>A row in its lane. A row whose time cannot be read comes first, since it may belong before any other.</summary>
internal sealed class WaitingRow(BgCheckProgress row, long arrival)
{
    private ContentFingerprint? _content;

    internal BgCheckProgress Row { get; private set; } = row;

    internal long Time { get; } = row.Kind == BgCheckDeliveryKind.Cancel ? 0 : row.StageTime?.UnixMilliseconds ?? long.MinValue;

    internal long Arrival { get; } = arrival;

    internal ulong Stage { get; } = OrderFacts.KeyOf(row.StageId, row.StageTime?.UnixMilliseconds ?? 0);

    /// <summary>What was wrong on arrival; it keeps its place, because the order waits for it.</summary>
    internal BgCheckError? Fault { get; init; }

    /// <summary>An earlier row of the same stage that says something else.</summary>
    internal BgCheckProgress? Twin { get; init; }

    /// <summary>What reading the order back has shown of it.</summary>
    internal EvidenceVerdict Evidence { get; set; }

    internal ContentFingerprint Content(IDeliveryLedger ledger) => _content ??= ledger.Fingerprint(Row);

    /// <summary>Joins another row of the same stage, into a copy: the caller's object stays as it is.</summary>
    internal JoinOutcome Join(BgCheckProgress other)
    {
        BgCheckProgress into = Row.JoinedRows is null ? Row.Copy() : Row;
        JoinOutcome outcome = ReportJoin.TryJoin(into, other);
        if (outcome != JoinOutcome.Different)
        {
            Row = into;
            _content = null;
        }

        return outcome;
    }
}
