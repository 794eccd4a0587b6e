using System;
using System.Collections.Generic;
using Microsoft.Data.Sqlite;

namespace FeishuHire.Engine.Ledger;

/// <summary>The reading connection: one order at a time, with a prepared statement. Thread-safe.</summary>
internal sealed class LedgerReader : IDisposable
{
    // What is known of an order beside its entries comes as rows of the same shape, told apart by the kind.
    private const int Forgotten = -1;
    private const int Reading = -2;

    // SQLite reads all of it in one look at the file, which costs more than the look-ups themselves.
    private const string Order =
        $"""
        SELECT {EntryColumns.List} FROM delivery WHERE realm=$realm AND order_id=$order
        UNION ALL SELECT NULL, NULL, -1, NULL, NULL, source_time, sent_time, marks, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
          FROM forgotten WHERE realm=$realm AND order_id=$order
        UNION ALL SELECT NULL, NULL, -2, NULL, status, read_at, last_shown, NULL, generation, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
          FROM reading WHERE realm=$realm AND order_id=$order
        """;

    private static readonly string Damaged =
        $"SELECT {EntryColumns.List} FROM delivery WHERE realm=$realm AND {OpenEntries.Sql} AND error_id='{Errors.ErrorId.DamagedId}'";

    private static readonly string OpenOrders = $"SELECT count(DISTINCT order_id) FROM delivery WHERE realm=$realm AND {OpenEntries.Sql}";

    private readonly object _gate = new();
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _order;
    private readonly SqliteParameter _orderId;
    private readonly string _path;
    private readonly string _realm;
    private readonly uint _keyTag;
    private readonly long _generation;
    private bool _disposed;

    /// <summary>Prepares the statements.</summary>
    public LedgerReader(SqliteConnection connection, string path, string realm, uint keyTag, long generation)
    {
        _connection = connection;
        _path = path;
        _realm = realm;
        _keyTag = keyTag;
        _generation = generation;
        _order = Sql.Prepare(connection, Order, "$realm", "$order");
        _order.Parameters[0].Value = realm;
        _orderId = _order.Parameters[1];
    }

    /// <summary>All that is known of an order.</summary>
    public OrderHistory ReadOrder(string orderId) => Locked(() =>
    {
        _orderId.Value = orderId;
        using SqliteDataReader row = _order.ExecuteReader();
        if (!row.Read())
        {
            return OrderHistory.Empty;
        }

        var entries = new List<LedgerEntry>();
        ForgottenStages? forgotten = null;
        OrderReading? reading = null;
        do
        {
            switch (row.GetInt32(2))
            {
                case Forgotten:
                    forgotten = ContentBlob.ReadMarks(row, 5, _keyTag);
                    break;
                case Reading:
                    reading = ReadReading(row);
                    break;
                default:
                    entries.Add(EntryColumns.Read(row, _keyTag));
                    break;
            }
        }
        while (row.Read());
        return new OrderHistory(entries, forgotten, reading);
    });

    /// <summary>When the calls of a budget ended.</summary>
    public List<long> ReadCallEnds(string budgetKey, long since) => Locked(() => Sql.Read(
        _connection,
        "SELECT ended_at FROM call WHERE budget_key=$key AND ended_at>=$since ORDER BY ended_at",
        row => row.GetInt64(0),
        ("$key", budgetKey), ("$since", since)));

    /// <summary>The open entries with a damaged order id.</summary>
    public List<LedgerEntry> ReadOpenDamaged() =>
        Locked(() => Sql.Read(_connection, Damaged, row => EntryColumns.Read(row, _keyTag), ("$realm", _realm)).FindAll(OpenEntries.IsDamaged));

    /// <summary>The orders with open entries.</summary>
    public long CountOpenOrders() => Locked(() => Sql.Number(_connection, OpenOrders, ("$realm", _realm)));

    /// <summary>The realm's runs.</summary>
    public List<RunRecord> ReadRuns(long since) => Locked(() => RunTable.Read(_connection, _realm, since));

    /// <summary>A number that the ledger keeps about itself.</summary>
    public long? ReadMeta(string name) => Locked(() => LedgerMeta.Read(_connection, name));

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _order.Dispose();
            _connection.Dispose();
        }
    }

    private OrderReading ReadReading(SqliteDataReader row) => new()
    {
        Status = row.IsDBNull(4) ? null : row.GetInt32(4),
        ReadAt = row.GetInt64(5),
        LastShownTime = row.IsDBNull(6) ? null : row.GetInt64(6),
        IsCurrent = row.GetInt64(8) == _generation,
    };

    private T Locked<T>(Func<T> read)
    {
        lock (_gate)
        {
            if (_disposed)
            {
                throw LedgerErrors.Unusable(_path, LedgerDetail.Closed);
            }

            try
            {
                return read();
            }
            catch (SqliteException failure)
            {
                throw LedgerErrors.From(failure, _path);
            }
        }
    }
}
