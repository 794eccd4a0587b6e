using System.Collections.Generic;
using FeishuHire.Errors;
using Microsoft.Data.Sqlite;

namespace FeishuHire.Engine.Ledger;

/// <summary>The runs that a ledger knows: a run that has not ended and whose turn is free died, and what it had under way is
/// uncertain from then on. Called inside a transaction.</summary>
internal static class RunTable
{
    // Reports look back a year.
    private const long EndedRunsKept = 366L * 24 * 3600 * 1000;

    private const string Unended = "SELECT run_id FROM run WHERE ended_at IS NULL AND realm=$realm";

    /// <summary>Settles what dead runs of a realm left, whose turn the caller holds.</summary>
    /// <returns>How many stages became uncertain.</returns>
    public static int SettleDead(SqliteConnection connection, string realm, long now)
    {
        // DeadRun.Settle, for all stages of those runs at once. The time stays that of the call.
        int settled = Sql.Run(
            connection,
            $"UPDATE delivery SET status=$uncertain, error_id=$error, code=NULL, log_id=NULL WHERE realm=$realm AND status=$sending AND run_id IN ({Unended})",
            ("$uncertain", (int)BgCheckDeliveryStatus.Uncertain), ("$error", ErrorId.OutcomeUnknown), ("$realm", realm),
            ("$sending", (int)BgCheckDeliveryStatus.Sending));
        Sql.Run(connection, "UPDATE run SET ended_at=$now WHERE ended_at IS NULL AND realm=$realm", ("$now", now), ("$realm", realm));
        return settled;
    }

    /// <summary>Records that a run begins.</summary>
    public static void Start(SqliteConnection connection, string realm, string runId, long now)
    {
        Sql.Run(connection, "INSERT INTO run(run_id, realm, started_at) VALUES($run, $realm, $now)", ("$run", runId), ("$realm", realm), ("$now", now));
        Sql.Run(connection, "DELETE FROM run WHERE ended_at < $before", ("$before", now - EndedRunsKept));
    }

    /// <summary>Records that a run has ended and left nothing under way.</summary>
    public static void End(SqliteConnection connection, string runId, long now) =>
        Sql.Run(connection, "UPDATE run SET ended_at=$now WHERE run_id=$run", ("$now", now), ("$run", runId));

    /// <summary>Records what a run came to.</summary>
    public static void Tell(SqliteConnection connection, RunRecord run, long now) =>
        Sql.Run(
            connection,
            """
            UPDATE run SET told_at=$now, kind=$kind, outcome=$end, error_id=$error, delivered=$delivered, failed=$failed, held=$held,
              uncertain=$uncertain, calls=$calls, throttled=$throttled WHERE run_id=$run
            """,
            ("$now", now), ("$kind", (long)run.Kind), ("$end", run.End), ("$error", run.ErrorId), ("$delivered", run.Delivered), ("$failed", run.Failed),
            ("$held", run.Held), ("$uncertain", run.Uncertain), ("$calls", run.Calls), ("$throttled", run.Throttled), ("$run", run.RunId));

    /// <summary>The runs of a realm, or of all, that began at or after a time, the latest first.</summary>
    public static List<RunRecord> Read(SqliteConnection connection, string? realm, long since) =>
        Sql.Read(
            connection,
            """
            SELECT run_id, started_at, told_at, kind, outcome, error_id, delivered, failed, held, uncertain, calls, throttled
            FROM run WHERE ($realm IS NULL OR realm=$realm) AND started_at>=$since ORDER BY started_at DESC
            """,
            row => new RunRecord
            {
                RunId = row.GetString(0),
                StartedAt = row.GetInt64(1),
                EndedAt = row.IsDBNull(2) ? null : row.GetInt64(2),
                Kind = (BgCheckDeliveryKind)row.GetInt32(3),
                End = row.IsDBNull(4) ? null : row.GetString(4),
                ErrorId = row.IsDBNull(5) ? null : row.GetString(5),
                Delivered = row.GetInt64(6),
                Failed = row.GetInt64(7),
                Held = row.GetInt64(8),
                Uncertain = row.GetInt64(9),
                Calls = row.GetInt64(10),
                Throttled = row.GetInt64(11),
            },
            ("$realm", realm), ("$since", since));

    /// <summary>The realms with runs that have not ended.</summary>
    public static List<string> UnendedRealms(SqliteConnection connection) =>
        Sql.Read(connection, "SELECT DISTINCT realm FROM run WHERE ended_at IS NULL", row => row.GetString(0));
}
