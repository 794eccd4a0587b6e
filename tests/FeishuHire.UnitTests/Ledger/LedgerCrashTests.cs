using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using FeishuHire.Engine.Ledger;
using Microsoft.Data.Sqlite;
using Xunit;

namespace FeishuHire.UnitTests.Ledger;

/// <summary>Processes that are killed while they write, and that write at the same time.</summary>
public sealed class LedgerCrashTests(ITestOutputHelper output) : IDisposable
{
    private readonly LedgerFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Whatever_was_acknowledged_survives_a_kill_at_any_point()
    {
        int kills = int.TryParse(Environment.GetEnvironmentVariable("FEISHU_LEDGER_KILLS"), out int more) ? more : 8;
        int seed = Environment.TickCount;
        output.WriteLine($"{kills} kills, seed {seed}");
        var random = new Random(seed);
        var acknowledged = new Dictionary<(string, string), string>();
        for (int kill = 0; kill < kills; kill++)
        {
            await KillAfter(random.Next(0, 400), "run" + kill, acknowledged);
            using SqliteLedger ledger = _folder.Open();
            CheckIntegrity();
            foreach (IGrouping<string, KeyValuePair<(string Order, string Stage), string>> order in acknowledged.GroupBy(a => a.Key.Item1))
            {
                Dictionary<string, LedgerEntry> known = ledger.ReadOrder(order.Key).Entries.ToDictionary(e => e.StageId);
                foreach (KeyValuePair<(string Order, string Stage), string> record in order)
                {
                    BgCheckDeliveryStatus status = known[record.Key.Stage].Status;

                    // The call of an intent may have ended after the last line that was read; a dead run's is uncertain.
                    Assert.True(status == BgCheckDeliveryStatus.Delivered || (record.Value == "intent" && status == BgCheckDeliveryStatus.Uncertain), $"{record} is {status}");
                }
            }

            Assert.Empty(ledger.Query(new LedgerQuery { Status = BgCheckDeliveryStatus.Sending }));
        }

        Assert.NotEmpty(acknowledged);
    }

    [Fact]
    public async Task Four_processes_start_one_ledger_and_write_to_it_at_once()
    {
        const int Lanes = 8;
        const int Stages = 60;
        Process[] children = [.. Enumerable.Range(0, 4).Select(i => LedgerChild.Start("write", _folder.Path, "run" + i, Lanes.ToString(), Stages.ToString()))];
        var opened = new List<string?>();
        foreach (Process child in children)
        {
            opened.Add(await child.StandardOutput.ReadLineAsync());
            await child.WaitForExitAsync();
            string error = await child.StandardError.ReadToEndAsync();
            Assert.True(error.Length == 0, error);
            Assert.Equal(0, child.ExitCode);
            child.Dispose();
        }

        Assert.Single(opened, "opened new");
        CheckIntegrity();
        using SqliteLedger ledger = _folder.Open(LedgerOpenMode.MustExist);
        Assert.False(ledger.HashKeyLost);
        Assert.Equal(4 * Lanes * Stages, ledger.Query(new LedgerQuery { Status = BgCheckDeliveryStatus.Delivered }).Count());
        Assert.Equal(4 * Lanes * Stages, ledger.ReadCallEnds("budget", 0).Count);
    }

    [Fact]
    public async Task A_living_runs_calls_are_not_taken_for_a_dead_ones()
    {
        using Process child = LedgerChild.Start("traffic", _folder.Path, "alive", "4");
        for (int line = 0; line < 20; line++)
        {
            Assert.NotNull(await child.StandardOutput.ReadLineAsync());
        }

        using (SqliteLedger beside = _folder.Open())
        {
            Assert.Equal(0, beside.Recovered);
            FeishuHireException refused = await Assert.ThrowsAsync<FeishuHireException>(
                () => beside.EnterRunAsync("second", TimeSpan.Zero, CancellationToken.None));
            Assert.Equal(Errors.ErrorId.AnotherRunActive, refused.ErrorId);
            Assert.Empty(beside.Query(new LedgerQuery { Status = BgCheckDeliveryStatus.Uncertain }));
        }

        child.Kill();
        await child.WaitForExitAsync();
        using SqliteLedger after = _folder.Open();
        Assert.Empty(after.Query(new LedgerQuery { Status = BgCheckDeliveryStatus.Sending }));
        Assert.Equal(after.Recovered, after.Query(new LedgerQuery { Status = BgCheckDeliveryStatus.Uncertain }).Count());
    }

    private async Task KillAfter(int lines, string run, Dictionary<(string, string), string> acknowledged)
    {
        using Process child = LedgerChild.Start("traffic", _folder.Path, run, "8");
        int read = 0;
        while (await child.StandardOutput.ReadLineAsync() is string line)
        {
            if (line.Split(' ') is [string what, string order, string stage])
            {
                acknowledged[(order, stage)] = what;
            }

            if (read++ == lines)
            {
                child.Kill();
            }
        }

        await child.WaitForExitAsync();
        Assert.NotEqual(0, child.ExitCode);
    }

    private void CheckIntegrity()
    {
        using SqliteConnection connection = _folder.OpenRaw();
        Assert.Equal("ok", Sql.Text(connection, "PRAGMA integrity_check"));
    }
}
