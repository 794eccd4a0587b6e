using System;
using System.Collections.Generic;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using FeishuHire.Engine.Connection;
using FeishuHire.Engine;
using FeishuHire.Engine.Delivery;
using FeishuHire.Engine.Files;
using FeishuHire.Engine.Files.Import;

namespace FeishuHire.DesktopChild;

/// <summary>The main job, end to end: a sheet is read, a token fetched, everything delivered and remembered; then the same
/// again, which must make no call.</summary>
internal static class EngineRun
{
    internal static async Task DeliverAsync(Uri server, string ledger, string sheet, int atOnce)
    {
        for (int run = 1; run <= 2; run++)
        {
            using HireConnection connection = await HireConnection.OpenAsync(
                new ConnectionOptions
                {
                    AppId = "cli_x",
                    AppSecret = new NetworkCredential(string.Empty, "S3cret-0123456789").SecurePassword,
                    BaseUri = server,
                    Realm = "Desktop",
                    LedgerPath = ledger,
                    NewLedger = run == 1,
                    CallsPerSecond = 100_000,
                    CallsPerMinute = 1_000_000,
                },
                CancellationToken.None);
            Print(run, Deliver(connection, Read(sheet), atOnce));
        }
    }

    private static List<BgCheckProgress> Read(string sheet)
    {
        var rows = new List<BgCheckProgress>();
        using ProgressFile file = ProgressFile.Open(sheet, new TableOptions(), CancellationToken.None);
        foreach (BgCheckProgress row in file.Read(CancellationToken.None))
        {
            rows.Add(row);
        }

        return rows;
    }

    private static DeliveryRun Deliver(HireConnection connection, List<BgCheckProgress> rows, int atOnce)
    {
        string runId = Guid.NewGuid().ToString("N");
        using IDisposable turn = connection.EnterRunAsync(runId, TimeSpan.Zero, CancellationToken.None).GetAwaiter().GetResult();
        using var run = new DeliveryRun(connection.NewDelivery(connection.Ledger, runId), new DeliveryOptions { ThrottleLimit = atOnce });
        foreach (BgCheckProgress row in rows)
        {
            while (!run.TryPost(row))
            {
                Take(run);
            }
        }

        run.CompleteInput();
        while (!run.IsCompleted)
        {
            Take(run);
        }

        return run;
    }

    private static void Take(DeliveryRun run)
    {
        if (run.TryTake(out DeliveryEvent? item, TimeSpan.FromMilliseconds(200)) && item is RowFailed failed)
        {
            Console.WriteLine($"{failed.Error.Id} {failed.Row.Source}");
        }
    }

    private static void Print(int number, DeliveryRun run) =>
        Console.WriteLine($"RUN {number} rows={run.Counters.Rows} delivered={run.Counters.Delivered} already={run.Counters.AlreadyDelivered} failed={run.Counters.Failed} calls={run.Counters.Calls} end={run.End}");
}
