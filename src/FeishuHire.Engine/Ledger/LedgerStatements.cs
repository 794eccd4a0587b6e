using System;
using System.Collections.Generic;
using Microsoft.Data.Sqlite;

namespace FeishuHire.Engine.Ledger;

/// <summary>The prepared statements of the writing connection. Used by the writer's thread alone, inside a transaction.</summary>
internal sealed class LedgerStatements : IDisposable
{
    // The budget looks back one minute; the second is for clocks that are set.
    private const long CallsKept = 120_000;
    private const int CallsBetweenPruning = 500;

    private readonly SqliteCommand _insert;
    private readonly SqliteCommand _insertAllowed;
    private readonly SqliteCommand _endHold;
    private readonly SqliteCommand _read;
    private readonly SqliteCommand _startCall;
    private readonly SqliteCommand _endCall;
    private readonly string _realm;
    private readonly uint _keyTag;
    private readonly LedgerOptions _options;
    private readonly Dictionary<EntryKey, OpenCall> _open = [];
    private int _calls;

    /// <summary>Prepares the statements.</summary>
    public LedgerStatements(SqliteConnection connection, string realm, uint keyTag, LedgerOptions options)
    {
        Connection = connection;
        _realm = realm;
        _keyTag = keyTag;
        _options = options;
        _insert = EntryColumns.Prepare(connection, EntryColumns.Replace);
        _insertAllowed = EntryColumns.Prepare(connection, EntryColumns.ReplaceWhereAllowed);
        _endHold = Sql.Prepare(
            connection, "DELETE FROM delivery WHERE realm=$realm AND order_id=$order AND kind=$kind AND stage_id='' AND slot=$time", "$realm", "$order", "$kind", "$time");
        _endHold.Parameters[0].Value = realm;
        _read = Sql.Prepare(
            connection,
            "INSERT OR REPLACE INTO reading(realm, order_id, generation, read_at, last_shown, status) VALUES($realm, $order, $generation, $at, $shown, $status)",
            "$realm", "$order", "$generation", "$at", "$shown", "$status");
        _read.Parameters[0].Value = realm;
        _startCall = Sql.Prepare(connection, "INSERT INTO call(budget_key, ended_at) VALUES($key, $ended) RETURNING id", "$key", "$ended");
        _endCall = Sql.Prepare(connection, "UPDATE call SET ended_at=$ended WHERE id=$id", "$ended", "$id");
    }

    /// <summary>The writing connection, for statements that run once.</summary>
    public SqliteConnection Connection { get; }

    /// <summary>Now, in Unix milliseconds.</summary>
    public long Now => _options.Clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Writes an entry, whatever is there. A delivered stage ends the hold without a stage id of its time.</summary>
    public void Write(LedgerEntry entry) => Write(_insert, entry);

    /// <summary>Writes an entry unless <see cref="OpenEntries.MayReplace"/> says no.</summary>
    public void WriteWhereAllowed(LedgerEntry entry) => Write(_insertAllowed, entry);

    /// <summary>Writes an intent and its call, whose end is not known yet: at the latest when it times out.</summary>
    public void WriteIntent(LedgerEntry entry, string budgetKey)
    {
        Write(entry);
        _startCall.Parameters[0].Value = budgetKey;
        _startCall.Parameters[1].Value = Now + (long)_options.CallTimeout.TotalMilliseconds;
        long id = (long)_startCall.ExecuteScalar()!;
        _open[EntryKey.Of(entry)] = new OpenCall(id, entry.RunId);
        if (++_calls % CallsBetweenPruning == 0)
        {
            PruneCalls();
        }
    }

    /// <summary>Writes an outcome and the end of its call.</summary>
    public void WriteOutcome(LedgerEntry entry)
    {
        Write(entry);
        if (_open.TryGetValue(EntryKey.Of(entry), out OpenCall call))
        {
            _endCall.Parameters[0].Value = Now;
            _endCall.Parameters[1].Value = call.Id;
            _endCall.ExecuteNonQuery();
        }
    }

    /// <summary>Writes when an order was read back, and what that showed.</summary>
    public void WriteReading(string orderId, OrderReading reading, long generation)
    {
        SqliteParameterCollection values = _read.Parameters;
        values[1].Value = orderId;
        values[2].Value = generation;
        values[3].Value = reading.ReadAt;
        values[4].Value = reading.LastShownTime is long shown ? shown : DBNull.Value;
        values[5].Value = reading.Status is int status ? (long)status : DBNull.Value;
        _read.ExecuteNonQuery();
    }

    /// <summary>Forgets a call whose outcome is durable.</summary>
    public void Forget(LedgerEntry entry) => _open.Remove(EntryKey.Of(entry));

    /// <summary>Whether a run has intents without an outcome.</summary>
    public bool HasOpenCalls(string runId)
    {
        foreach (OpenCall call in _open.Values)
        {
            if (string.Equals(call.RunId, runId, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Takes out calls that no budget looks back to, and those that a clock set back has left in the future.</summary>
    public void PruneCalls() =>
        Sql.Run(Connection, "DELETE FROM call WHERE ended_at < $from OR ended_at > $to",
            ("$from", Now - CallsKept), ("$to", Now + CallsKept + (long)_options.CallTimeout.TotalMilliseconds));

    /// <inheritdoc/>
    public void Dispose()
    {
        _insert.Dispose();
        _insertAllowed.Dispose();
        _endHold.Dispose();
        _read.Dispose();
        _startCall.Dispose();
        _endCall.Dispose();
    }

    private void Write(SqliteCommand insert, LedgerEntry entry)
    {
        if (entry.Status == BgCheckDeliveryStatus.Delivered && entry.StageId.Length > 0)
        {
            _endHold.Parameters[1].Value = entry.OrderId;
            _endHold.Parameters[2].Value = (long)entry.Kind;
            _endHold.Parameters[3].Value = entry.SourceTime;
            _endHold.ExecuteNonQuery();
        }

        EntryColumns.Write(insert, _realm, entry, _keyTag);
    }

    private readonly record struct OpenCall(long Id, string RunId);
}
