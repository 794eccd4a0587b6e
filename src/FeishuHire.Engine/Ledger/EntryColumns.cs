using System;
using Microsoft.Data.Sqlite;

namespace FeishuHire.Engine.Ledger;

/// <summary>A ledger entry as a row of the table delivery, both ways.</summary>
internal static class EntryColumns
{
    /// <summary>The columns that <see cref="Read"/> expects, in its order. The key's last part, slot, follows from the others:
    /// the source time where there is no stage id, else 0.</summary>
    public const string List =
        "realm, order_id, kind, stage_id, status, source_time, sent_time, content, name_hash, attempts, code, log_id, error_id, tenant_key, changed_at, run_id, replayed, read_back, told_at, settled_by";

    private const string Values =
        "$realm, $order, $kind, $stage, $status, $source, $sent, $content, $name, $attempts, $code, $log, $error, $tenant, $changed, $run, $replayed, $readback, $told, $by, $slot";

    /// <summary>Writes an entry, whatever is there.</summary>
    public const string Replace = $"INSERT OR REPLACE INTO delivery({List}, slot) VALUES({Values})";

    /// <summary>Writes an entry unless <see cref="OpenEntries.MayReplace"/> says no.</summary>
    public const string ReplaceWhereAllowed =
        $"""
        INSERT OR REPLACE INTO delivery({List}, slot) SELECT {Values} WHERE $status NOT IN (5, 9, 10) OR NOT EXISTS (
          SELECT 1 FROM delivery WHERE realm=$realm AND order_id=$order AND kind=$kind AND stage_id=$stage AND slot=$slot AND status IN (1, 6, 7, 8))
        """;

    private static readonly string[] Names = Values.Split([", "], StringSplitOptions.None);

    /// <summary>Prepares a statement that writes an entry.</summary>
    public static SqliteCommand Prepare(SqliteConnection connection, string text) => Sql.Prepare(connection, text, Names);

    /// <summary>What tells entries without a stage id apart.</summary>
    public static long Slot(string stageId, long sourceTime) => stageId.Length == 0 ? sourceTime : 0;

    /// <summary>Writes an entry.</summary>
    public static void Write(SqliteCommand insert, string realm, LedgerEntry entry, uint keyTag)
    {
        SqliteParameterCollection values = insert.Parameters;
        values[0].Value = realm;
        values[1].Value = entry.OrderId;
        values[2].Value = (long)entry.Kind;
        values[3].Value = entry.StageId;
        values[4].Value = (long)entry.Status;
        values[5].Value = entry.SourceTime;
        values[6].Value = entry.SentTime;
        values[7].Value = (object?)ContentBlob.Write(entry.Content, keyTag) ?? DBNull.Value;
        values[8].Value = entry.NameHash is ulong name ? (long)name : DBNull.Value;
        values[9].Value = (long)entry.Attempts;
        values[10].Value = entry.Code is int code ? (long)code : DBNull.Value;
        values[11].Value = (object?)entry.LogId ?? DBNull.Value;
        values[12].Value = (object?)entry.ErrorId ?? DBNull.Value;
        values[13].Value = (object?)entry.TenantKey ?? DBNull.Value;
        values[14].Value = entry.ChangedAt;
        values[15].Value = entry.RunId;
        values[16].Value = entry.Replayed ? 1L : 0L;
        values[17].Value = entry.ReadBack ? 1L : 0L;
        values[18].Value = entry.ToldAt;
        values[19].Value = (object?)entry.SettledBy ?? DBNull.Value;
        values[20].Value = Slot(entry.StageId, entry.SourceTime);
        insert.ExecuteNonQuery();
    }

    /// <summary>Reads the entry that a reader stands on.</summary>
    public static LedgerEntry Read(SqliteDataReader row, uint keyTag) => new()
    {
        Realm = row.GetString(0),
        OrderId = row.GetString(1),
        Kind = (BgCheckDeliveryKind)row.GetInt32(2),
        StageId = row.GetString(3),
        Status = (BgCheckDeliveryStatus)row.GetInt32(4),
        SourceTime = row.GetInt64(5),
        SentTime = row.GetInt64(6),
        Content = row.IsDBNull(7) ? null : ContentBlob.Read((byte[])row.GetValue(7), keyTag),
        NameHash = row.IsDBNull(8) ? null : (ulong)row.GetInt64(8),
        Attempts = row.GetInt32(9),
        Code = row.IsDBNull(10) ? null : row.GetInt32(10),
        LogId = row.IsDBNull(11) ? null : row.GetString(11),
        ErrorId = row.IsDBNull(12) ? null : row.GetString(12),
        TenantKey = row.IsDBNull(13) ? null : row.GetString(13),
        ChangedAt = row.GetInt64(14),
        RunId = row.GetString(15),
        Replayed = row.GetInt64(16) != 0,
        ReadBack = row.GetInt64(17) != 0,
        ToldAt = row.GetInt64(18),
        SettledBy = row.IsDBNull(19) ? null : row.GetString(19),
    };
}
