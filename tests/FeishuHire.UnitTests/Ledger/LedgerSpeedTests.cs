using System;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using FeishuHire.Engine.Ledger;
using Xunit;

namespace FeishuHire.UnitTests.Ledger;

/// <summary>Prints what bench/ judges, and holds what does not depend on the machine: how many records share a transaction.</summary>
[Collection(typeof(MeasuredAlone))]
public sealed class LedgerSpeedTests(ITestOutputHelper output) : IDisposable
{
    private readonly LedgerFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Lanes_share_transactions()
    {
        using SqliteLedger ledger = _folder.Open();
        using IDisposable turn = await LedgerFolder.Enter(ledger);
        double alone = await Write(ledger, 1, 400);
        double together = await Write(ledger, 16, 200);
        Assert.InRange(alone, 0.9, 1.1);
        Assert.True(together > 3, $"{together:F1} records a transaction");
    }

    [Fact]
    public async Task Five_thousand_rows_are_looked_up()
    {
        using SqliteLedger ledger = _folder.Open();
        await Task.WhenAll(Enumerable.Range(0, 5_000).Select(i =>
            ledger.RecordOutcomeAsync(Entries.Stage("S" + (i % 5), BgCheckDeliveryStatus.Delivered, order: (6_931_286_400_470_000_000 + (i / 5)).ToString()), "b")));
        var watch = Stopwatch.StartNew();
        int found = 0;
        for (int order = 0; order < 1_000; order++)
        {
            found += ledger.ReadOrder((6_931_286_400_470_000_000 + order).ToString()).Entries.Count;
        }

        output.WriteLine($"5,000 stages of 1,000 orders read in {watch.ElapsedMilliseconds} ms");
        Assert.Equal(5_000, found);
    }

    private async Task<double> Write(SqliteLedger ledger, int lanes, int stages)
    {
        long transactions = ledger.Transactions;
        TimeSpan processor = Process.GetCurrentProcess().TotalProcessorTime;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, lanes).Select(lane => Task.Run(async () =>
        {
            for (int stage = 0; stage < stages; stage++)
            {
                LedgerEntry entry = Entries.Stage("S" + stage, order: $"{lanes}-{lane}");
                await ledger.RecordIntentAsync(entry, LedgerFolder.Budget, CancellationToken.None);
                await ledger.RecordOutcomeAsync(entry with { Status = BgCheckDeliveryStatus.Delivered, Code = 0 }, LedgerFolder.Budget);
            }
        })));
        double records = lanes * stages * 2;
        double seconds = watch.Elapsed.TotalSeconds;
        double cpu = (Process.GetCurrentProcess().TotalProcessorTime - processor).TotalMicroseconds / (lanes * stages);
        double shared = records / (ledger.Transactions - transactions);
        output.WriteLine($"{lanes} lanes: {lanes * stages / seconds:F0} durable rows a second (intent and outcome), {shared:F1} records a transaction, {cpu:F0} µs CPU a row");
        return shared;
    }
}
