using System;
using System.Collections.Generic;
using Microsoft.Data.Sqlite;

namespace FeishuHire.Engine.Ledger;

/// <summary>The reading connection: one order at a time, with a prepared statement. Thread-safe.</summary>
internal sealed class LedgerReader : IDisposable
{
    private readonly object _gate = new();
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _order;
    private readonly SqliteCommand _calls;
    private readonly string _path;
    private readonly uint _keyTag;
    private bool _disposed;

    /// <summary>Prepares the statements.</summary>
    public LedgerReader(SqliteConnection connection, string path, string realm, uint keyTag)
    {
        _connection = connection;
        _path = path;
        _keyTag = keyTag;
        _order = Sql.Make(connection, $"SELECT {EntryColumns.List} FROM delivery WHERE realm=$realm AND order_id=$order", ("$realm", realm), ("$order", string.Empty));
        _calls = Sql.Make(connection, "SELECT ended_at FROM call WHERE budget_key=$key AND ended_at>=$since ORDER BY ended_at", ("$key", string.Empty), ("$since", 0L));
        _order.Prepare();
    }

    /// <summary>All stages of an order.</summary>
    public List<LedgerEntry> ReadOrder(string orderId) =>
        Read(_order, row => EntryColumns.Read(row, _keyTag), values => values[1].Value = orderId);

    /// <summary>When the calls of a budget ended.</summary>
    public List<long> ReadCallEnds(string budgetKey, long since) =>
        Read(_calls, row => row.GetInt64(0), values => (values[0].Value, values[1].Value) = (budgetKey, since));

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _order.Dispose();
            _calls.Dispose();
            _connection.Dispose();
        }
    }

    private List<T> Read<T>(SqliteCommand command, Func<SqliteDataReader, T> read, Action<SqliteParameterCollection> bind)
    {
        lock (_gate)
        {
            if (_disposed)
            {
                throw LedgerErrors.Unusable(_path, LedgerDetail.Closed);
            }

            try
            {
                bind(command.Parameters);
                using SqliteDataReader row = command.ExecuteReader();
                var all = new List<T>();
                while (row.Read())
                {
                    all.Add(read(row));
                }

                return all;
            }
            catch (SqliteException failure)
            {
                throw LedgerErrors.From(failure, _path);
            }
        }
    }
}
