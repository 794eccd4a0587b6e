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
    private readonly SqliteCommand _startCall;
    private readonly SqliteCommand _endCall;
    private readonly string _realm;
    private readonly uint _keyTag;
    private readonly LedgerOptions _options;
    private readonly Dictionary<(string Order, string Stage), OpenCall> _open = [];
    private int _calls;

    /// <summary>Prepares the statements.</summary>
    public LedgerStatements(SqliteConnection connection, string realm, uint keyTag, LedgerOptions options)
    {
        Connection = connection;
        _realm = realm;
        _keyTag = keyTag;
        _options = options;
        _insert = EntryColumns.PrepareInsert(connection);
        _startCall = Prepare("INSERT INTO call(budget_key, ended_at) VALUES($key, $ended) RETURNING id", "$key", "$ended");
        _endCall = Prepare("UPDATE call SET ended_at=$ended WHERE id=$id", "$ended", "$id");
    }

    /// <summary>The writing connection, for statements that run once.</summary>
    public SqliteConnection Connection { get; }

    /// <summary>Now, in Unix milliseconds.</summary>
    public long Now => _options.Clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Writes an entry.</summary>
    public void Write(LedgerEntry entry) => EntryColumns.Write(_insert, _realm, entry, _keyTag);

    /// <summary>Writes an intent and its call, whose end is not known yet: at the latest when it times out.</summary>
    public void WriteIntent(LedgerEntry entry, string budgetKey)
    {
        Write(entry);
        _startCall.Parameters[0].Value = budgetKey;
        _startCall.Parameters[1].Value = Now + (long)_options.CallTimeout.TotalMilliseconds;
        long id = (long)_startCall.ExecuteScalar()!;
        _open[(entry.OrderId, entry.StageId)] = new OpenCall(id, entry.RunId);
        if (++_calls % CallsBetweenPruning == 0)
        {
            PruneCalls();
        }
    }

    /// <summary>Writes an outcome and the end of its call.</summary>
    public void WriteOutcome(LedgerEntry entry)
    {
        Write(entry);
        if (_open.TryGetValue((entry.OrderId, entry.StageId), out OpenCall call))
        {
            _endCall.Parameters[0].Value = Now;
            _endCall.Parameters[1].Value = call.Id;
            _endCall.ExecuteNonQuery();
        }
    }

    /// <summary>Forgets a call whose outcome is durable.</summary>
    public void Forget(LedgerEntry entry) => _open.Remove((entry.OrderId, entry.StageId));

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
        _startCall.Dispose();
        _endCall.Dispose();
    }

    private SqliteCommand Prepare(string text, params string[] names)
    {
        SqliteCommand command = Sql.Make(Connection, text);
        foreach (string name in names)
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = name });
        }

        command.Prepare();
        return command;
    }

    private readonly record struct OpenCall(long Id, string RunId);
}
