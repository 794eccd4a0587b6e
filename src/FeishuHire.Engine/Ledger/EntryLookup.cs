using System;
using Microsoft.Data.Sqlite;

namespace FeishuHire.Engine.Ledger;

/// <summary>Finds single entries, in a transaction.</summary>
internal sealed class EntryLookup(SqliteConnection connection, string realm, uint keyTag) : IDisposable
{
    private readonly SqliteCommand _find = Sql.Prepare(
        connection,
        $"SELECT {EntryColumns.List} FROM delivery WHERE realm=$realm AND order_id=$order AND kind=$kind AND stage_id=$stage AND slot=$slot",
        "$realm", "$order", "$kind", "$stage", "$slot");

    /// <summary>The entry, or null.</summary>
    public LedgerEntry? Find(EntryKey key)
    {
        SqliteParameterCollection values = _find.Parameters;
        values[0].Value = realm;
        values[1].Value = key.OrderId;
        values[2].Value = (long)key.Kind;
        values[3].Value = key.StageId;
        values[4].Value = EntryColumns.Slot(key.StageId, key.SourceTime);
        using SqliteDataReader row = _find.ExecuteReader();
        return row.Read() ? EntryColumns.Read(row, keyTag) : null;
    }

    /// <inheritdoc/>
    public void Dispose() => _find.Dispose();
}
