using System.Collections.Generic;
using FeishuHire.Errors;
using Microsoft.Data.Sqlite;

namespace FeishuHire.Engine.Ledger;

/// <summary>The runs that a ledger knows: a run that has not ended and whose turn is free died, and what it had under way is
/// uncertain from then on. Called inside a transaction.</summary>
internal static class RunTable
{
    private const long EndedRunsKept = 30L * 24 * 3600 * 1000;

    /// <summary>Settles what dead runs of a scope left, whose turn the caller holds.</summary>
    /// <returns>How many stages became uncertain.</returns>
    public static int SettleDead(SqliteConnection connection, string realm, RunScope scope, long now)
    {
        int settled = 0;
        foreach (string runId in Unended(connection, realm, scope))
        {
            if (LiveRuns.Contains(runId))
            {
                continue;
            }

            // DeadRun.Settle, for all stages of the run at once. The time stays that of the call.
            settled += Sql.Run(
                connection,
                "UPDATE delivery SET status=$uncertain, error_id=$error, code=NULL, log_id=NULL WHERE realm=$realm AND status=$sending AND run_id=$run",
                ("$uncertain", (int)BgCheckDeliveryStatus.Uncertain), ("$error", ErrorId.OutcomeUnknown), ("$realm", realm),
                ("$sending", (int)BgCheckDeliveryStatus.Sending), ("$run", runId));
            End(connection, runId, now);
        }

        return settled;
    }

    /// <summary>Records that a run begins.</summary>
    public static void Start(SqliteConnection connection, string realm, RunScope scope, string runId, long now)
    {
        Sql.Run(
            connection,
            "INSERT INTO run(run_id, realm, app, tenant_key, started_at) VALUES($run, $realm, $app, $tenant, $now)",
            ("$run", runId), ("$realm", realm), ("$app", scope.App), ("$tenant", scope.TenantKey), ("$now", now));
        Sql.Run(connection, "DELETE FROM run WHERE ended_at < $before", ("$before", now - EndedRunsKept));
    }

    /// <summary>Records that a run has ended and left nothing under way.</summary>
    public static void End(SqliteConnection connection, string runId, long now) =>
        Sql.Run(connection, "UPDATE run SET ended_at=$now WHERE run_id=$run", ("$now", now), ("$run", runId));

    /// <summary>Whose runs have not ended.</summary>
    public static List<(string Realm, RunScope Scope)> UnendedScopes(SqliteConnection connection)
    {
        using SqliteCommand command = Sql.Make(connection, "SELECT DISTINCT realm, app, tenant_key FROM run WHERE ended_at IS NULL");
        using SqliteDataReader row = command.ExecuteReader();
        var scopes = new List<(string, RunScope)>();
        while (row.Read())
        {
            scopes.Add((row.GetString(0), new RunScope(row.GetString(1), row.IsDBNull(2) ? null : row.GetString(2))));
        }

        return scopes;
    }

    // Who holds a tenant's turn shares the app's, so that no run of all tenants is alive either.
    private static List<string> Unended(SqliteConnection connection, string realm, RunScope scope)
    {
        using SqliteCommand command = Sql.Make(
            connection,
            "SELECT run_id FROM run WHERE ended_at IS NULL AND realm=$realm AND app=$app AND ($tenant IS NULL OR tenant_key IS NULL OR tenant_key=$tenant)",
            ("$realm", realm), ("$app", scope.App), ("$tenant", scope.TenantKey));
        using SqliteDataReader row = command.ExecuteReader();
        var runs = new List<string>();
        while (row.Read())
        {
            runs.Add(row.GetString(0));
        }

        return runs;
    }
}
