using System;
using System.Collections.Generic;
using Microsoft.Data.Sqlite;

namespace FeishuHire.Engine.Ledger;

/// <summary>The reading connection: one order at a time, with a prepared statement. Thread-safe.</summary>
internal sealed class LedgerReader : IDisposable
{
    private static readonly string Damaged =
        $"SELECT {EntryColumns.List} FROM delivery WHERE realm=$realm AND {OpenEntries.Sql} AND error_id='{Errors.ErrorId.DamagedId}'";

    private static readonly string OpenOrders = $"SELECT count(DISTINCT order_id) FROM delivery WHERE realm=$realm AND {OpenEntries.Sql}";

    private readonly object _gate = new();
    private readonly SqliteConnection _connection;
    private readonly OrderStatement _order;
    private readonly string _path;
    private readonly string _realm;
    private readonly uint _keyTag;
    private int _looks;
    private bool _isLooking;
    private bool _disposed;

    /// <summary>Prepares the statements.</summary>
    public LedgerReader(SqliteConnection connection, string path, string realm, uint keyTag, long generation)
    {
        _connection = connection;
        _path = path;
        _realm = realm;
        _keyTag = keyTag;
        _order = new OrderStatement(connection, realm, keyTag, generation);
    }

    /// <summary>All that is known of an order.</summary>
    public OrderHistory ReadOrder(string orderId) => Locked(() =>
    {
        if (_looks > 0 && !_isLooking)
        {
            Sql.Run(_connection, "BEGIN");
            _isLooking = true;
        }

        return _order.Read(orderId);
    });

    /// <summary>Orders read until it is disposed share a transaction, which the first of them begins.</summary>
    public IDisposable Look()
    {
        lock (_gate)
        {
            _looks++;
        }

        return new OneLook(this);
    }

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

    /// <summary>The runs of a realm, or of all.</summary>
    public List<RunRecord> ReadRuns(string? realm, long since) => Locked(() => RunTable.Read(_connection, realm, since));

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

    private void EndLook()
    {
        lock (_gate)
        {
            if (--_looks == 0 && _isLooking && !_disposed)
            {
                _isLooking = false;
                Sql.TryRun(_connection, "COMMIT");
            }
        }
    }

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

    private sealed class OneLook(LedgerReader reader) : IDisposable
    {
        public void Dispose() => reader.EndLook();
    }
}
