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
    private const int Forgotten = 14;
    private const int Reading = 15;

    // Each value that is asked for costs more than SQLite takes to find it: the small ones come as one number, with a bit for
    // each text that is there.
    private const int StatusAt = 4;
    private const int HasCode = 1 << 10;
    private const int HasLog = 1 << 11;
    private const int HasError = 1 << 12;
    private const int HasTenant = 1 << 13;
    private const int HasSettler = 1 << 14;
    private const int HasName = 1 << 15;
    private const int HasContent = 1 << 16;
    private const int IsReplayed = 1 << 17;
    private const int IsReadBack = 1 << 18;
    private const int AttemptsAt = 20;

    // SQLite reads all of it in one look at the file, which costs more than the look-ups themselves.
    private const string Text =
        """
        SELECT kind + (status<<4) + ((code NOTNULL)<<10) + ((log_id NOTNULL)<<11) + ((error_id NOTNULL)<<12) + ((tenant_key NOTNULL)<<13)
            + ((settled_by NOTNULL)<<14) + ((name_hash NOTNULL)<<15) + ((content NOTNULL)<<16) + ((replayed<>0)<<17) + ((read_back<>0)<<18) + (attempts<<20),
          source_time, sent_time, content, stage_id, changed_at, run_id, told_at, name_hash, code, log_id, error_id, tenant_key, settled_by
          FROM delivery WHERE realm=?1 AND order_id=?2
        UNION ALL SELECT 14, source_time, sent_time, marks, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
          FROM forgotten WHERE realm=?1 AND order_id=?2
        UNION ALL SELECT 15, read_at, last_shown, NULL, status, generation, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
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
                long head = Number(0);
                switch (head & 0xF)
                {
                    case Forgotten:
                        forgotten = new ForgottenStages(Number(1), Number(2), Content(3) is { } marks ? [.. marks.Reports] : []);
                        break;
                    case Reading:
                        reading = new OrderReading { ReadAt = Number(1), LastShownTime = NumberOrNull(2), Status = (int?)NumberOrNull(4), IsCurrent = Number(5) == _generation };
                        break;
                    default:
                        entries.Add(Entry(orderId, head));
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

    private LedgerEntry Entry(string orderId, long head) => new()
    {
        Realm = _realm,
        OrderId = orderId,
        Kind = (BgCheckDeliveryKind)(head & 0xF),
        Status = (BgCheckDeliveryStatus)((head >> StatusAt) & 0x3F),
        Attempts = (int)(head >> AttemptsAt),
        Replayed = (head & IsReplayed) != 0,
        ReadBack = (head & IsReadBack) != 0,
        SourceTime = Number(1),
        SentTime = Number(2),
        Content = (head & HasContent) == 0 ? null : Content(3),
        StageId = String(4),
        ChangedAt = Number(5),
        RunId = Run(6),
        ToldAt = Number(7),
        NameHash = (head & HasName) == 0 ? null : (ulong)Number(8),
        Code = (head & HasCode) == 0 ? null : (int)Number(9),
        LogId = (head & HasLog) == 0 ? null : String(10),
        ErrorId = (head & HasError) == 0 ? null : String(11),
        TenantKey = (head & HasTenant) == 0 ? null : String(12),
        SettledBy = (head & HasSettler) == 0 ? null : String(13),
    };

    private long Number(int column) => raw.sqlite3_column_int64(_statement, column);

    private long? NumberOrNull(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL ? null : Number(column);

    private string String(int column) => raw.sqlite3_column_text(_statement, column).utf8_to_string();

    private ContentFingerprint? Content(int column) => ContentBlob.Read(raw.sqlite3_column_blob(_statement, column), _keyTag);

    /// <summary>The run's id: neighbours mostly have the same.</summary>
    private string Run(int column)
    {
        // The bytes of a text are its UTF-8; ids of runs are ASCII.
        ReadOnlySpan<byte> bytes = raw.sqlite3_column_blob(_statement, column);
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
