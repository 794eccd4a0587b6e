namespace FeishuHire.Engine.Ledger;

/// <summary>What a purge did.</summary>
/// <param name="Removed">Stages that the ledger has forgotten.</param>
/// <param name="Kept">Stages as old that it keeps: under way, or uncertain until somebody settles them.</param>
public sealed record LedgerPurge(int Removed, int Kept)
{
    // What is left of an order has no stage id: the last delivered time, a millisecond up, because the stage of that time
    // is forgotten too, and an equal time would be taken for a new stage's.
    private const string Leave =
        """
        INSERT INTO delivery(realm, order_id, stage_id, status, source_time, sent_time, attempts, changed_at, run_id, replayed)
        SELECT realm, order_id, '', $delivered, max(source_time) + 1, max(sent_time), 0, $now, '', 0
        FROM delivery WHERE realm=$realm AND changed_at<$before AND status=$delivered AND stage_id<>'' GROUP BY order_id
        ON CONFLICT(realm, order_id, stage_id) DO UPDATE SET
          source_time=max(source_time, excluded.source_time), sent_time=max(sent_time, excluded.sent_time), changed_at=excluded.changed_at
        """;

    private const string Old = "FROM delivery WHERE realm=$realm AND changed_at<$before AND stage_id<>''";
    private const string Open = "status IN ($uncertain, $sending)";

    internal static LedgerPurge Apply(LedgerStatements statements, string realm, long before)
    {
        (string, object?) inRealm = ("$realm", realm);
        (string, object?) limit = ("$before", before);
        (string, object?) uncertain = ("$uncertain", (int)BgCheckDeliveryStatus.Uncertain);
        (string, object?) sending = ("$sending", (int)BgCheckDeliveryStatus.Sending);
        Sql.Run(statements.Connection, Leave, inRealm, limit, ("$delivered", (int)BgCheckDeliveryStatus.Delivered), ("$now", statements.Now));
        int removed = Sql.Run(statements.Connection, $"DELETE {Old} AND NOT {Open}", inRealm, limit, uncertain, sending);
        long kept = Sql.Number(statements.Connection, $"SELECT count(*) {Old} AND {Open}", inRealm, limit, uncertain, sending);
        return new LedgerPurge(removed, (int)kept);
    }
}
