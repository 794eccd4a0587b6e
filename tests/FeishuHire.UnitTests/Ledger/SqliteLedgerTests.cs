using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using CsCheck;
using FeishuHire.Engine.Ledger;
using FeishuHire.Errors;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace FeishuHire.UnitTests.Ledger;

public sealed class SqliteLedgerTests : IDisposable
{
    private readonly LedgerFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void It_remembers_what_a_dictionary_would_also_when_opened_again() =>
        Entries.Any.List[0, 80].Sample(
            written =>
            {
                using var folder = new LedgerFolder();
                var expected = new Dictionary<(string, string), LedgerEntry>();
                using (SqliteLedger ledger = folder.Open())
                {
                    Task.WaitAll(written.Select(entry => ledger.RecordOutcomeAsync(entry, "b")));
                    written.ForEach(entry => expected[(entry.OrderId, entry.StageId)] = entry with { Realm = LedgerFolder.Realm });
                    Check(ledger, expected);
                }

                using SqliteLedger again = folder.Open(LedgerOpenMode.MustExist);
                Check(again, expected);
            },
            iter: 40);

    [Fact]
    public async Task Realms_do_not_see_each_other()
    {
        using SqliteLedger feishu = _folder.Open();
        using SqliteLedger lark = _folder.Open(realm: "Lark");
        await feishu.RecordOutcomeAsync(Entries.Stage("S1", BgCheckDeliveryStatus.Delivered), "b");
        Assert.Single(feishu.ReadOrder(Entries.Order).Entries);
        Assert.Empty(lark.ReadOrder(Entries.Order).Entries);
        Assert.Empty(lark.Query(new LedgerQuery { Realm = "Lark" }));
    }

    [Fact]
    public async Task What_is_written_during_a_look_shows_after_it()
    {
        using SqliteLedger ledger = _folder.Open();
        await ledger.RecordOutcomeAsync(Entries.Stage("S1", BgCheckDeliveryStatus.Delivered), "b");
        using (ledger.Look())
        using (ledger.Look())
        {
            Assert.Single(ledger.ReadOrder(Entries.Order).Entries);
            await ledger.RecordOutcomeAsync(Entries.Stage("S2", BgCheckDeliveryStatus.Delivered), "b");
            Assert.Single(ledger.ReadOrder(Entries.Order).Entries);
        }

        Assert.Equal(2, ledger.ReadOrder(Entries.Order).Entries.Count);
        using (ledger.Look())
        {
            // It begins with what is read first.
            await ledger.RecordOutcomeAsync(Entries.Stage("S3", BgCheckDeliveryStatus.Delivered), "b");
            Assert.Equal(3, ledger.ReadOrder(Entries.Order).Entries.Count);
        }
    }

    [Fact]
    public async Task A_run_does_not_begin_in_a_file_that_has_been_deleted()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows lets nobody delete an open file.");
        using SqliteLedger ledger = _folder.Open();
        (await LedgerFolder.Enter(ledger)).Dispose();
        File.Delete(_folder.Path);
        FeishuHireException gone = await Assert.ThrowsAsync<FeishuHireException>(() => LedgerFolder.Enter(ledger, "r2"));
        Assert.Equal(ErrorId.LedgerNotFound, gone.ErrorId);
    }

    [Fact]
    public async Task An_intent_outside_a_run_is_a_bug()
    {
        using SqliteLedger ledger = _folder.Open();
        await Assert.ThrowsAsync<InvalidOperationException>(() => ledger.RecordIntentAsync(Entries.Stage("S1"), "b", CancellationToken.None));
        using (await LedgerFolder.Enter(ledger))
        {
            await ledger.RecordIntentAsync(Entries.Stage("S1"), "b", CancellationToken.None);
        }

        await Assert.ThrowsAsync<InvalidOperationException>(() => ledger.RecordIntentAsync(Entries.Stage("S2"), "b", CancellationToken.None));
    }

    [Fact]
    public async Task An_intent_that_waits_can_be_taken_back_and_one_that_is_written_cannot()
    {
        using SqliteLedger ledger = _folder.Open();
        using IDisposable turn = await LedgerFolder.Enter(ledger);
        using var stop = new CancellationTokenSource();
        Task intent;
        using (SqliteConnection other = _folder.OpenRaw())
        {
            // The writer waits for this lock with a first intent; the second waits behind it.
            Execute(other, "BEGIN IMMEDIATE");
            Task first = ledger.RecordIntentAsync(Entries.Stage("S1"), "b", stop.Token);
            while (ledger.Queued > 0)
            {
                await Task.Yield();
            }

            intent = ledger.RecordIntentAsync(Entries.Stage("S2"), "b", stop.Token);
            await stop.CancelAsync();
            await Assert.ThrowsAsync<TaskCanceledException>(() => intent);
            Assert.False(first.IsCompleted);
            Execute(other, "ROLLBACK");
            await first;
        }

        Assert.Equal("S1", Assert.Single(ledger.ReadOrder(Entries.Order).Entries).StageId);
    }

    [Fact]
    public async Task A_run_that_ends_with_a_call_under_way_leaves_it_uncertain_to_the_next()
    {
        using SqliteLedger ledger = _folder.Open();
        using (await LedgerFolder.Enter(ledger))
        {
            await ledger.RecordIntentAsync(Entries.Stage("S1"), "b", CancellationToken.None);
            await Assert.ThrowsAsync<FeishuHireException>(() => LedgerFolder.Enter(ledger, "r2"));
            Assert.Equal(BgCheckDeliveryStatus.Sending, ledger.ReadOrder(Entries.Order).Entries.Single().Status);
        }

        using IDisposable next = await LedgerFolder.Enter(ledger, "r3");
        LedgerEntry left = ledger.ReadOrder(Entries.Order).Entries.Single();
        Assert.Equal((BgCheckDeliveryStatus.Uncertain, ErrorId.OutcomeUnknown, "r1"), (left.Status, left.ErrorId, left.RunId));
    }

    [Fact]
    public async Task Calls_of_the_last_minute_are_known_to_the_next_process()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.FromUnixTimeMilliseconds(Entries.Noon));
        var options = new LedgerOptions { Clock = clock, CallTimeout = TimeSpan.FromSeconds(30) };
        using (SqliteLedger ledger = _folder.Open(options: options))
        using (await LedgerFolder.Enter(ledger))
        {
            await ledger.RecordIntentAsync(Entries.Stage("S1"), "b", CancellationToken.None);
            clock.Advance(TimeSpan.FromSeconds(2));
            await ledger.RecordOutcomeAsync(Entries.Stage("S1", BgCheckDeliveryStatus.Delivered), "b");
            await ledger.RecordIntentAsync(Entries.Stage("S2"), "b", CancellationToken.None);
            await ledger.RecordIntentAsync(Entries.Stage("S3"), "other", CancellationToken.None);
        }

        using (SqliteLedger next = _folder.Open(options: options))
        {
            // The second call never ended: it may have reached the server as late as its timeout.
            Assert.Equal([Entries.Noon + 2_000, Entries.Noon + 32_000], next.ReadCallEnds("b", Entries.Noon));
            Assert.Equal([Entries.Noon + 32_000], next.ReadCallEnds("b", Entries.Noon + 2_001));
            clock.Advance(TimeSpan.FromMinutes(10));
            using IDisposable turn = await LedgerFolder.Enter(next, "r2");
            Assert.Empty(next.ReadCallEnds("b", 0));
        }
    }

    [Fact]
    public async Task What_is_queued_is_written_when_the_ledger_is_closed()
    {
        Task[] outcomes;
        using (SqliteLedger ledger = _folder.Open())
        {
            outcomes = [.. Enumerable.Range(0, 300).Select(i => ledger.RecordOutcomeAsync(Entries.Stage("S" + i, BgCheckDeliveryStatus.Delivered), "b"))];
        }

        Assert.All(outcomes, o => Assert.True(o.IsCompletedSuccessfully));
        using SqliteLedger again = _folder.Open();
        Assert.Equal(300, again.ReadOrder(Entries.Order).Entries.Count);
        again.Dispose();
        FeishuHireException late = await Assert.ThrowsAsync<FeishuHireException>(() => again.RecordOutcomeAsync(Entries.Stage("S"), "b"));
        Assert.Equal(ErrorId.LedgerUnusable, late.ErrorId);
        Assert.Equal(ErrorId.LedgerUnusable, Assert.Throws<FeishuHireException>(() => again.ReadOrder(Entries.Order).Entries).ErrorId);
    }

    private static void Execute(SqliteConnection connection, string text)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }

    private static void Check(SqliteLedger ledger, Dictionary<(string, string), LedgerEntry> expected)
    {
        foreach (IGrouping<string, LedgerEntry> order in expected.Values.GroupBy(e => e.OrderId))
        {
            Assert.Equal(Entries.Lines(order), Entries.Lines(ledger.ReadOrder(order.Key).Entries));
        }

        Assert.Equal(Entries.Lines(expected.Values), Entries.Lines(ledger.Query(new LedgerQuery())));
    }
}
