using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Data.Sqlite;

namespace FeishuHire.Engine.Ledger;

/// <summary>The one thread that writes. Whatever has queued up while the disk was busy with one transaction goes into the
/// next: a lane alone waits for one flush, sixteen lanes share it.</summary>
internal sealed class LedgerWriter : IDisposable
{
    private const int MostInOne = 512;

    private readonly object _gate = new();
    private readonly LedgerStatements _statements;
    private readonly SqliteCommand _begin;
    private readonly SqliteCommand _commit;
    private readonly string _path;
    private readonly Thread _thread;
    private List<LedgerWork> _queue = [];
    private bool _closing;

    /// <summary>Starts the thread.</summary>
    public LedgerWriter(LedgerStatements statements, string path)
    {
        _statements = statements;
        _path = path;
        _begin = Sql.Make(statements.Connection, "BEGIN IMMEDIATE");
        _commit = Sql.Make(statements.Connection, "COMMIT");
        _thread = new Thread(Run) { IsBackground = true, Name = "FeishuHire ledger" };
        _thread.Start();
    }

    /// <summary>Transactions made.</summary>
    public long Transactions { get; private set; }

    /// <summary>Works that wait for a transaction.</summary>
    public int Queued
    {
        get
        {
            lock (_gate)
            {
                return _queue.Count;
            }
        }
    }

    /// <summary>Queues work with a result.</summary>
    /// <returns>Ends when it is durable, or with LedgerUnusable where the ledger is closed: a connection may be closed while
    /// another runspace works with it.</returns>
    public Task<T> Submit<T>(LedgerWork<T> work) =>
        TryAdd(work) ? work.Done : Task.FromException<T>(LedgerErrors.Unusable(_path, LedgerDetail.Closed));

    /// <summary>Queues work without a result.</summary>
    /// <param name="apply">The writing.</param>
    /// <param name="durable">What follows on this thread once it is durable, or null.</param>
    public Task Submit(Action<LedgerStatements> apply, Action<LedgerStatements>? durable = null) =>
        Submit(new LedgerWork<bool>(
            statements =>
            {
                apply(statements);
                return true;
            },
            durable));

    /// <summary>Writes what is queued, then ends the thread.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _closing = true;
            Monitor.Pulse(_gate);
        }

        _thread.Join();
        _begin.Dispose();
        _commit.Dispose();
    }

    private bool TryAdd(LedgerWork work)
    {
        lock (_gate)
        {
            if (_closing)
            {
                return false;
            }

            _queue.Add(work);
            if (_queue.Count == 1)
            {
                Monitor.Pulse(_gate);
            }

            return true;
        }
    }

    private void Run()
    {
        var batch = new List<LedgerWork>();
        while (Take(ref batch))
        {
            for (int from = 0; from < batch.Count; from += MostInOne)
            {
                Write(batch.GetRange(from, Math.Min(MostInOne, batch.Count - from)));
            }

            batch.Clear();
        }
    }

    private bool Take(ref List<LedgerWork> batch)
    {
        lock (_gate)
        {
            while (_queue.Count == 0 && !_closing)
            {
                Monitor.Wait(_gate);
            }

            (batch, _queue) = (_queue, batch);
            return batch.Count > 0;
        }
    }

    private void Write(List<LedgerWork> works)
    {
        works.RemoveAll(work => !work.TryStart());
        if (works.Count == 0)
        {
            return;
        }

        try
        {
            _begin.ExecuteNonQuery();
            foreach (LedgerWork work in works)
            {
                work.Apply(_statements);
            }

            _commit.ExecuteNonQuery();
            Transactions++;
        }
        catch (Exception failure)
        {
            Sql.TryRun(_statements.Connection, "ROLLBACK");
            FeishuHireException error = LedgerErrors.From(failure, _path);
            works.ForEach(work => work.Fail(error));
            return;
        }

        works.ForEach(work => work.Succeed(_statements));
    }
}
