using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Data.Sqlite;

namespace FeishuHire.Engine.Ledger;

/// <summary>The ledger on disk: SQLite in WAL mode, every record flushed before its task ends. Holds ids, times, states and
/// keyed hashes; no names, results or links. Several processes may have it open. Thread-safe.</summary>
public sealed class SqliteLedger : IDeliveryLedger, ILedgerRecords
{
    private readonly LedgerOptions _options;
    private readonly string _realm;
    private readonly HashKey _key;
    private readonly ContentHasher _hasher;
    private readonly SqliteConnection _connection;
    private readonly LedgerStatements _statements;
    private readonly LedgerWriter _writer;
    private readonly LedgerReader _reader;
    private readonly HashSet<string> _entered = new(StringComparer.Ordinal);
    private int _disposed;

    private SqliteLedger(string path, string realm, LedgerOptions options, OpenedLedger opening)
    {
        Path = path;
        Created = opening.Created;
        HashKeyLost = opening.KeyLost;
        Recovered = opening.Recovered;
        _realm = realm;
        _options = options;
        _key = opening.Key;
        _hasher = new ContentHasher(_key);
        _connection = opening.Connection;
        _reader = new LedgerReader(LedgerFile.OpenToRead(path, options), path, realm, _key.Tag);
        _statements = new LedgerStatements(_connection, realm, _key.Tag, options);
        _writer = new LedgerWriter(_statements, path);
    }

    /// <inheritdoc/>
    public string Path { get; }

    /// <summary>Whether the file was made just now: where nobody asked for it, the user is to be warned, with its path.</summary>
    public bool Created { get; }

    /// <summary>Whether the hash key was missing, damaged or another one than before: what is recorded is compared by ids and
    /// times only, and the user is to be warned. Said once; a new key is in place.</summary>
    public bool HashKeyLost { get; }

    /// <summary>Stages that were under way when their process died and were found uncertain at opening.</summary>
    public int Recovered { get; }

    /// <summary>Transactions written, for measurements.</summary>
    internal long Transactions => _writer.Transactions;

    /// <summary>Records that wait for a transaction, for tests.</summary>
    internal int Queued => _writer.Queued;

    /// <summary>Opens a ledger.</summary>
    /// <param name="path">A full path on a local disk, as <see cref="LedgerLocation"/> finds it.</param>
    /// <param name="mode">What to do where it is missing.</param>
    /// <param name="realm">The realm that is read and written.</param>
    /// <param name="options">How it works; null for the usual.</param>
    /// <exception cref="FeishuHireException">LedgerNotFound, LedgerUnusable, LedgerNewer, LedgerBusy or LedgerFull.</exception>
    public static SqliteLedger Open(string path, LedgerOpenMode mode, string realm, LedgerOptions? options = null)
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
            opening?.Connection.Dispose();
            throw LedgerErrors.From(failure, path);
        }
    }

    /// <summary>The realm that a ledger holds, where it holds exactly one.</summary>
    /// <param name="path">A ledger that is there.</param>
    /// <returns>Null where it holds none or several.</returns>
    /// <exception cref="FeishuHireException">LedgerBusy or LedgerUnusable.</exception>
    public static string? SoleRealm(string path)
    {
        try
        {
            return LedgerScan.SoleRealm(path, new LedgerOptions());
        }
        catch (SqliteException failure)
        {
            throw LedgerErrors.From(failure, path);
        }
    }

    /// <inheritdoc/>
    public ContentFingerprint Fingerprint(BgCheckProgress row) => _hasher.Hash(row);

    /// <inheritdoc/>
    public ulong Mark(string stageId) => _hasher.Mark(stageId);

    /// <inheritdoc/>
    /// <remarks>What a purge left of an order is among them, as <see cref="PurgedOrder"/> says.</remarks>
    public IReadOnlyList<LedgerEntry> ReadOrder(string orderId) => _reader.ReadOrder(orderId);

    /// <inheritdoc/>
    public IReadOnlyList<long> ReadCallEnds(string budgetKey, long since) => _reader.ReadCallEnds(budgetKey, since);

    /// <inheritdoc/>
    public async Task<IDisposable> EnterRunAsync(RunScope scope, string runId, TimeSpan wait, CancellationToken cancellationToken)
    {
        RunLock turn = await RunLock.WaitAsync(Path, _realm, scope, wait, _options.Clock, cancellationToken).ConfigureAwait(false);
        LiveRuns.Add(runId);
        try
        {
            await Submit(new LedgerWork<bool>(statements =>
            {
                RunTable.SettleDead(statements.Connection, _realm, scope, statements.Now);
                RunTable.Start(statements.Connection, _realm, scope, runId, statements.Now);
                statements.PruneCalls();
                return true;
            })).ConfigureAwait(false);
        }
        catch
        {
            LiveRuns.Remove(runId);
            turn.Dispose();
            throw;
        }

        lock (_entered)
        {
            _entered.Add(runId);
        }

        return new RunTurn(this, turn, runId);
    }

    /// <inheritdoc/>
    public Task RecordIntentAsync(LedgerEntry entry, string budgetKey, CancellationToken cancellationToken)
    {
        lock (_entered)
        {
            if (!_entered.Contains(entry.RunId))
            {
                // Nobody could tell whether such a call is still under way.
                throw new InvalidOperationException("An intent belongs to a run that has entered the ledger.");
            }
        }

        var work = new LedgerWork<bool>(statements =>
        {
            statements.WriteIntent(entry, budgetKey);
            return true;
        });
        work.CancelWith(cancellationToken);
        return Submit(work);
    }

    /// <inheritdoc/>
    public Task RecordOutcomeAsync(LedgerEntry entry, string budgetKey) =>
        Submit(new LedgerWork<bool>(
            statements =>
            {
                statements.WriteOutcome(entry);
                return true;
            },
            statements => statements.Forget(entry)));

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
        Submit(new LedgerWork<List<LedgerEntry?>>(statements => ManualSettlement.Apply(statements, _realm, _key.Tag, decisions, by)));

    /// <inheritdoc/>
    public Task<LedgerPurge> PurgeAsync(long before) =>
        Submit(new LedgerWork<LedgerPurge>(
            statements => LedgerPurge.Apply(statements, _realm, _key.Tag, _hasher, before),
            statements => Sql.TryRun(statements.Connection, "PRAGMA wal_checkpoint(TRUNCATE)")));

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
        _connection.Dispose();
    }

    private Task<T> Submit<T>(LedgerWork<T> work)
    {
        // A connection may be closed while another runspace works with it.
        return _writer.TryAdd(work) ? work.Done : Task.FromException<T>(LedgerErrors.Unusable(Path, LedgerDetail.Closed));
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

    private void EndRun(string runId)
    {
        lock (_entered)
        {
            _entered.Remove(runId);
        }

        // Where it fails the run counts as dead, and whoever opens the ledger next finds that it left nothing.
        _ = Submit(new LedgerWork<bool>(statements =>
        {
            if (!statements.HasOpenCalls(runId))
            {
                RunTable.End(statements.Connection, runId, statements.Now);
            }

            return true;
        })).ContinueWith(task => _ = task.Exception, TaskScheduler.Default);
    }

    private sealed class RunTurn(SqliteLedger ledger, RunLock turn, string runId) : IDisposable
    {
        private int _disposed;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _disposed, 1) == 0)
            {
                ledger.EndRun(runId);
                LiveRuns.Remove(runId);
                turn.Dispose();
            }
        }
    }
}
