using System;
using System.Collections.Generic;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace FeishuHire.Engine.Ledger;

/// <summary>Reads one order after another. A run of a whole history reads every order of it: through the driver's own reader
/// that took two thirds of the run, so this one asks SQLite itself, and makes no text twice.</summary>
internal sealed class OrderStatement : IDisposable
{
    // What is known of an order beside its entries comes as rows of the same shape, told apart by the kind.
    private const int Forgotten = -1;
    private const int Reading = -2;

    // SQLite reads all of it in one look at the file, which costs more than the look-ups themselves.
    private const string Text =
        $"""
        SELECT {EntryColumns.List} FROM delivery WHERE realm=?1 AND order_id=?2
        UNION ALL SELECT NULL, NULL, -1, NULL, NULL, source_time, sent_time, marks, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
          FROM forgotten WHERE realm=?1 AND order_id=?2
        UNION ALL SELECT NULL, NULL, -2, NULL, status, read_at, last_shown, NULL, generation, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
          FROM reading WHERE realm=?1 AND order_id=?2
        """;

    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private readonly string _realm;
    private readonly uint _keyTag;
    private readonly long _generation;
    private string _run = string.Empty;

    internal OrderStatement(SqliteConnection connection, string realm, uint keyTag, long generation)
    {
        _database = connection.Handle!;
        _realm = realm;
        _keyTag = keyTag;
        _generation = generation;
        Require(raw.sqlite3_prepare_v2(_database, Text, out _statement), raw.SQLITE_OK);
        Require(raw.sqlite3_bind_text(_statement, 1, realm), raw.SQLITE_OK);
    }

    /// <summary>All that is known of an order.</summary>
    /// <exception cref="SqliteException">It could not be read.</exception>
    internal OrderHistory Read(string orderId)
    {
        Require(raw.sqlite3_bind_text(_statement, 2, orderId), raw.SQLITE_OK);
        try
        {
            int step = raw.sqlite3_step(_statement);
            if (step == raw.SQLITE_DONE)
            {
                return OrderHistory.Empty;
            }

            var entries = new List<LedgerEntry>();
            ForgottenStages? forgotten = null;
            OrderReading? reading = null;
            for (; step == raw.SQLITE_ROW; step = raw.sqlite3_step(_statement))
            {
                switch (Number(2))
                {
                    case Forgotten:
                        forgotten = new ForgottenStages(Number(5), Number(6), Content(7) is { } marks ? [.. marks.Reports] : []);
                        break;
                    case Reading:
                        reading = new OrderReading { Status = (int?)NumberOrNull(4), ReadAt = Number(5), LastShownTime = NumberOrNull(6), IsCurrent = Number(8) == _generation };
                        break;
                    default:
                        entries.Add(Entry(orderId));
                        break;
                }
            }

            Require(step, raw.SQLITE_DONE);
            return new OrderHistory(entries, forgotten, reading);
        }
        finally
        {
            // Its result is that of the step before.
            _ = raw.sqlite3_reset(_statement);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _statement.Dispose();

    private LedgerEntry Entry(string orderId) => new()
    {
        Realm = _realm,
        OrderId = orderId,
        Kind = (BgCheckDeliveryKind)Number(2),
        StageId = String(3)!,
        Status = (BgCheckDeliveryStatus)Number(4),
        SourceTime = Number(5),
        SentTime = Number(6),
        Content = Content(7),
        NameHash = (ulong?)NumberOrNull(8),
        Attempts = (int)Number(9),
        Code = (int?)NumberOrNull(10),
        LogId = String(11),
        ErrorId = String(12),
        TenantKey = String(13),
        ChangedAt = Number(14),
        RunId = Run(),
        Replayed = Number(16) != 0,
        ReadBack = Number(17) != 0,
        ToldAt = Number(18),
        SettledBy = String(19),
    };

    private long Number(int column) => raw.sqlite3_column_int64(_statement, column);

    private long? NumberOrNull(int column) => IsNull(column) ? null : Number(column);

    private bool IsNull(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL;

    private string? String(int column) => IsNull(column) ? null : raw.sqlite3_column_text(_statement, column).utf8_to_string();

    private ContentFingerprint? Content(int column) => IsNull(column) ? null : ContentBlob.Read(raw.sqlite3_column_blob(_statement, column).ToArray(), _keyTag);

    /// <summary>The run's id: neighbours mostly have the same.</summary>
    private string Run()
    {
        // The bytes of a text are its UTF-8; ids of runs are ASCII.
        ReadOnlySpan<byte> bytes = raw.sqlite3_column_blob(_statement, 15);
        bool same = bytes.Length == _run.Length;
        for (int i = 0; same && i < bytes.Length; i++)
        {
            same = bytes[i] == _run[i];
        }

        return same ? _run : _run = Encoding.UTF8.GetString(bytes.ToArray());
    }

    private void Require(int result, int expected)
    {
        if (result != expected)
        {
            throw new SqliteException(
                raw.sqlite3_errmsg(_database).utf8_to_string(), result & 0xFF, raw.sqlite3_extended_errcode(_database));
        }
    }
}
