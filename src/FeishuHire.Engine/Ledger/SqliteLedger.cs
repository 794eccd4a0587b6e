using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using FeishuHire.Engine.Connection;
using Microsoft.Data.Sqlite;

namespace FeishuHire.Engine.Ledger;

/// <summary>The ledger on disk: SQLite in WAL mode, every record flushed before its task ends. Holds ids, times, states and
/// keyed hashes; no names, results or links. Several processes may have it open. Thread-safe.</summary>
public sealed class SqliteLedger : IDeliveryLedger, ILedgerRecords
{
    private const int PartSize = 500;

    private readonly LedgerOptions _options;
    private readonly string _realm;
    private readonly LedgerRuns _runs;
    private readonly HashKey _key;
    private readonly ContentHasher _hasher;
    private readonly long _generation;
    private readonly OpenedLedger _opened;
    private readonly LedgerStatements _statements;
    private readonly LedgerWriter _writer;
    private readonly LedgerReader _reader;
    private int _disposed;

    private SqliteLedger(string path, string? realm, LedgerOptions options, OpenedLedger opening)
    {
        Path = path;
        Created = opening.Created;
        HashKeyLost = opening.KeyLost;
        Recovered = opening.Recovered;
        IsRestored = opening.Restored;
        _generation = opening.Generation;
        Realm = realm ?? LedgerScan.SoleRealm(opening.Connection);
        _realm = Realm ?? ConnectionAddress.Feishu;
        _options = options;
        _key = opening.Key;
        _hasher = new ContentHasher(_key);
        _opened = opening;
        _reader = new LedgerReader(LedgerFile.OpenToRead(path, options), path, _realm, _key.Tag, _generation);
        _statements = new LedgerStatements(opening.Connection, _realm, _key.Tag, options);
        _writer = new LedgerWriter(_statements, path);
        _runs = new LedgerRuns(_writer, path, _realm, options.Clock);
    }

    /// <inheritdoc/>
    public string Path { get; }

    /// <summary>The realm that was asked for, else the one that the ledger holds; null where it holds none or several.</summary>
    public string? Realm { get; }

    /// <summary>Whether the file was made just now: where nobody asked for it, the user is to be warned, with its path.</summary>
    public bool Created { get; }

    /// <summary>Whether the hash key was missing, damaged or another one than before: what is recorded is compared by ids and
    /// times only, and the user is to be warned. Said once; a new key is in place.</summary>
    public bool HashKeyLost { get; }

    /// <summary>Stages that were under way when their process died and were found uncertain at opening.</summary>
    public int Recovered { get; }

    /// <inheritdoc/>
    public bool IsRestored { get; }

    /// <summary>When the last backup was made: Unix milliseconds; null for never.</summary>
    /// <exception cref="FeishuHireException">LedgerBusy or LedgerUnusable.</exception>
    public long? BackupAt => _reader.ReadMeta(LedgerMeta.BackupAt);

    /// <summary>Transactions written, for measurements.</summary>
    internal long Transactions => _writer.Transactions;

    /// <summary>Records that wait for a transaction, for tests.</summary>
    internal int Queued => _writer.Queued;

    /// <summary>Opens a ledger.</summary>
    /// <param name="path">A full path on a local disk, as <see cref="LedgerLocation"/> finds it.</param>
    /// <param name="mode">What to do where it is missing.</param>
    /// <param name="realm">The realm that is read and written; null for the one that the ledger holds, else Feishu's.</param>
    /// <param name="options">How it works; null for the usual.</param>
    /// <exception cref="FeishuHireException">LedgerNotFound, LedgerUnusable, LedgerNewer, LedgerBusy or LedgerFull.</exception>
    public static SqliteLedger Open(string path, LedgerOpenMode mode, string? realm, LedgerOptions? options = null)
    {
        options ??= new LedgerOptions();
        OpenedLedger? opening = null;
        try
        {
            opening = OpenedLedger.Open(path, mode, options);
            return new SqliteLedger(path, realm, options, opening);
        }
        catch (Exception failure)
        {
            opening?.Dispose();
            throw LedgerErrors.From(failure, path);
        }
    }

    /// <summary>Opens a ledger that is there, to look into it or to settle it by hand.</summary>
    /// <param name="path">What <see cref="LedgerLocation.Resolve(string?)"/> takes.</param>
    /// <param name="realm">The realm; null for the one that the ledger holds, else Feishu's.</param>
    /// <exception cref="FeishuHireException">LedgerPathNotAllowed, and what <see cref="Open"/> says.</exception>
    public static SqliteLedger LookInto(string? path, string? realm) =>
        Open(LedgerLocation.Resolve(path).Path, LedgerOpenMode.LookInto, realm);

    /// <inheritdoc cref="LedgerBackup.Restore"/>
    public static long Restore(string source, string ledgerPath, bool force) => LedgerBackup.Restore(source, ledgerPath, force, new LedgerOptions());

    /// <inheritdoc/>
    public ContentFingerprint Fingerprint(BgCheckProgress row, bool whole = false) => whole ? _hasher.HashWhole(row) : _hasher.Hash(row);

    /// <inheritdoc/>
    public ulong Mark(string stageId) => _hasher.Mark(stageId);

    /// <inheritdoc/>
    public ulong NameHash(string name) => _hasher.Name(name);

    /// <inheritdoc/>
    public OrderHistory ReadOrder(string orderId) => _reader.ReadOrder(orderId);

    /// <inheritdoc/>
    public IDisposable? Look() => _reader.Look();

    /// <inheritdoc/>
    public IReadOnlyList<LedgerEntry> ReadOpenDamaged() => _reader.ReadOpenDamaged();

    /// <inheritdoc/>
    public long CountOpenOrders() => _reader.CountOpenOrders();

    /// <inheritdoc/>
    public IReadOnlyList<RunRecord> ReadRuns(long since) => _reader.ReadRuns(Realm, since);

    /// <inheritdoc/>
    public IReadOnlyList<long> ReadCallEnds(string budgetKey, long since) => _reader.ReadCallEnds(budgetKey, since);

    /// <inheritdoc/>
    public Task<IDisposable> EnterRunAsync(string runId, TimeSpan wait, CancellationToken cancellationToken) =>
        _runs.EnterAsync(runId, wait, cancellationToken);

    /// <inheritdoc/>
    public Task RecordIntentAsync(LedgerEntry entry, string budgetKey, CancellationToken cancellationToken)
    {
        if (entry.RunId != _runs.Current)
        {
            // Nobody could tell whether such a call is still under way.
            throw new InvalidOperationException("An intent belongs to the run that has its turn in the ledger.");
        }

        var work = new LedgerWork<bool>(statements =>
        {
            statements.WriteIntent(entry, budgetKey);
            return true;
        });
        work.CancelWith(cancellationToken);
        return _writer.Submit(work);
    }

    /// <inheritdoc/>
    public Task RecordOutcomeAsync(LedgerEntry entry, string budgetKey) =>
        _writer.Submit(statements => statements.WriteOutcome(entry), statements => statements.Forget(entry));

    /// <inheritdoc/>
    public Task RecordAsync(IReadOnlyList<LedgerEntry> entries) =>
        InParts(entries, static (statements, entry) => statements.WriteWhereAllowed(entry));

    /// <inheritdoc/>
    public Task RecordReadingAsync(IReadOnlyList<(string OrderId, OrderReading Reading)> readings) =>
        InParts(readings, (statements, read) => statements.WriteReading(read.OrderId, read.Reading, _generation));

    /// <inheritdoc/>
    public Task RecordRunEndAsync(RunRecord run) => _writer.Submit(statements => RunTable.Tell(statements.Connection, run, statements.Now));

    /// <inheritdoc/>
    public IEnumerable<LedgerEntry> Query(LedgerQuery query)
    {
        using IEnumerator<LedgerEntry> scan = LedgerScan.Read(Path, _options, _key.Tag, query).GetEnumerator();
        while (Next(scan))
        {
            yield return scan.Current;
        }
    }

    /// <inheritdoc/>
    public Task<List<LedgerEntry?>> SettleByHandAsync(IReadOnlyList<ManualDecision> decisions, string by) =>
        _writer.Submit(new LedgerWork<List<LedgerEntry?>>(statements => ManualSettlement.Apply(statements, _realm, _key.Tag, decisions, by), LedgerFile.Fold));

    /// <inheritdoc/>
    public Task<LedgerPurge> PurgeAsync(long before) =>
        _writer.Submit(new LedgerWork<LedgerPurge>(statements => LedgerPurge.Apply(statements.Connection, _realm, _key.Tag, _hasher, before), LedgerFile.Fold));

    /// <inheritdoc/>
    public Task<List<LedgerEntry?>> RemoveAsync(IReadOnlyList<EntryKey> keys) =>
        _writer.Submit(new LedgerWork<List<LedgerEntry?>>(statements => LedgerPurge.Remove(statements.Connection, _realm, _key.Tag, _hasher, keys), LedgerFile.Fold));

    /// <summary>Copies the ledger and its key into one file, whole, while runs go on.</summary>
    /// <param name="target">A full path; a backup that is there is replaced.</param>
    /// <exception cref="FeishuHireException">InvalidField: something else is there. LedgerBusy, LedgerFull or LedgerUnusable.</exception>
    public async Task BackupAsync(string target)
    {
        await Task.Run(() => LedgerBackup.Write(Path, _key, target, _options)).ConfigureAwait(false);
        await _writer.Submit(statements => LedgerMeta.Write(statements.Connection, LedgerMeta.BackupAt, statements.Now), LedgerFile.Fold).ConfigureAwait(false);
    }

    /// <summary>Writes what is still queued and closes the file.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        _writer.Dispose();
        _statements.Dispose();
        _reader.Dispose();
        _opened.Dispose();
    }

    // Not all at once: a call's intent must not wait for a hundred thousand rows.
    private async Task InParts<T>(IReadOnlyList<T> all, Action<LedgerStatements, T> write)
    {
        for (int from = 0; from < all.Count; from += PartSize)
        {
            int first = from;
            int end = Math.Min(all.Count, from + PartSize);
            await _writer.Submit(statements =>
            {
                for (int i = first; i < end; i++)
                {
                    write(statements, all[i]);
                }
            }).ConfigureAwait(false);
        }
    }

    private bool Next(IEnumerator<LedgerEntry> scan)
    {
        try
        {
            return scan.MoveNext();
        }
        catch (SqliteException failure)
        {
            throw LedgerErrors.From(failure, Path);
        }
    }
}
