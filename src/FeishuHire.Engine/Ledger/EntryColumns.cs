using System;
using Microsoft.Data.Sqlite;

namespace FeishuHire.Engine.Ledger;

/// <summary>A ledger entry as a row of the table delivery, both ways.</summary>
internal static class EntryColumns
{
    /// <summary>The columns that <see cref="Read"/> expects, in its order.</summary>
    public const string List =
        "realm, order_id, stage_id, status, source_time, sent_time, content, attempts, code, log_id, error_id, tenant_key, changed_at, run_id, replayed, settled_by";

    private const string Insert =
        $"INSERT OR REPLACE INTO delivery({List}) VALUES($realm, $order, $stage, $status, $source, $sent, $content, $attempts, $code, $log, $error, $tenant, $changed, $run, $replayed, $by)";

    private static readonly string[] Names =
        ["$realm", "$order", "$stage", "$status", "$source", "$sent", "$content", "$attempts", "$code", "$log", "$error", "$tenant", "$changed", "$run", "$replayed", "$by"];

    /// <summary>Prepares the statement that writes an entry.</summary>
    public static SqliteCommand PrepareInsert(SqliteConnection connection)
    {
        SqliteCommand command = Sql.Make(connection, Insert);
        foreach (string name in Names)
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = name });
        }

        command.Prepare();
        return command;
    }

    /// <summary>Writes an entry.</summary>
    public static void Write(SqliteCommand insert, string realm, LedgerEntry entry, uint keyTag)
    {
        SqliteParameterCollection values = insert.Parameters;
        values[0].Value = realm;
        values[1].Value = entry.OrderId;
        values[2].Value = entry.StageId;
        values[3].Value = (long)entry.Status;
        values[4].Value = entry.SourceTime;
        values[5].Value = entry.SentTime;
        values[6].Value = (object?)ContentBlob.Write(entry.Content, keyTag) ?? DBNull.Value;
        values[7].Value = (long)entry.Attempts;
        values[8].Value = entry.Code is int code ? (long)code : DBNull.Value;
        values[9].Value = (object?)entry.LogId ?? DBNull.Value;
        values[10].Value = (object?)entry.ErrorId ?? DBNull.Value;
        values[11].Value = (object?)entry.TenantKey ?? DBNull.Value;
        values[12].Value = entry.ChangedAt;
        values[13].Value = entry.RunId;
        values[14].Value = entry.Replayed ? 1L : 0L;
        values[15].Value = (object?)entry.SettledBy ?? DBNull.Value;
        insert.ExecuteNonQuery();
    }

    /// <summary>Reads the entry that a reader stands on.</summary>
    public static LedgerEntry Read(SqliteDataReader row, uint keyTag) => new()
    {
        Realm = row.GetString(0),
        OrderId = row.GetString(1),
        StageId = row.GetString(2),
        Status = (BgCheckDeliveryStatus)row.GetInt32(3),
        SourceTime = row.GetInt64(4),
        SentTime = row.GetInt64(5),
        Content = row.IsDBNull(6) ? null : ContentBlob.Read((byte[])row.GetValue(6), keyTag),
        Attempts = row.GetInt32(7),
        Code = row.IsDBNull(8) ? null : row.GetInt32(8),
        LogId = row.IsDBNull(9) ? null : row.GetString(9),
        ErrorId = row.IsDBNull(10) ? null : row.GetString(10),
        TenantKey = row.IsDBNull(11) ? null : row.GetString(11),
        ChangedAt = row.GetInt64(12),
        RunId = row.GetString(13),
        Replayed = row.GetInt64(14) != 0,
        SettledBy = row.IsDBNull(15) ? null : row.GetString(15),
    };
}
