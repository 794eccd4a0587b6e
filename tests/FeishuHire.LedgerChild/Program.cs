using System;
using System.Threading;
using System.Threading.Tasks;
using FeishuHire;
using FeishuHire.Engine.Delivery;
using FeishuHire.Engine.Ledger;

// A process of its own for the ledger's tests: one that can be killed, and one that competes. Each line it prints was
// true before it was printed.
return args switch
{
    ["traffic", string path, string run, string lanes] => await Write(path, run, int.Parse(lanes), int.MaxValue, echo: true),
    ["write", string path, string run, string lanes, string stages] => await Write(path, run, int.Parse(lanes), int.Parse(stages), echo: false),
    ["hold", string path, string realm] => Hold(path, realm),
    ["try", string path, string realm] => Try(path, realm),
    _ => 2,
};

static async Task<int> Write(string path, string run, int lanes, int stages, bool echo)
{
    using SqliteLedger ledger = SqliteLedger.Open(path, LedgerOpenMode.Default, "Test");
    Console.WriteLine("opened " + (ledger.Created ? "new" : "old"));
    using IDisposable turn = await ledger.EnterRunAsync(run, TimeSpan.FromMinutes(1), CancellationToken.None);
    await Parallel.ForAsync(0, lanes, new ParallelOptions { MaxDegreeOfParallelism = lanes }, async (lane, _) =>
    {
        for (int stage = 0; stage < stages; stage++)
        {
            var entry = new LedgerEntry
            {
                OrderId = run + "-" + lane,
                StageId = "S" + stage,
                Status = BgCheckDeliveryStatus.Sending,
                SourceTime = 1_793_505_600_000 + stage,
                SentTime = 1_793_505_600_000 + stage,
                Content = new ContentFingerprint((ulong)stage, [(ulong)lane]),
                Attempts = 1,
                RunId = run,
            };
            await ledger.RecordIntentAsync(entry, "budget", CancellationToken.None);
            Echo("intent", entry);
            await ledger.RecordOutcomeAsync(entry with { Status = BgCheckDeliveryStatus.Delivered, Code = 0 }, "budget");
            Echo("outcome", entry);
        }
    });
    return 0;

    void Echo(string what, LedgerEntry entry)
    {
        if (echo)
        {
            Console.WriteLine(what + " " + entry.OrderId + " " + entry.StageId);
        }
    }
}

static int Hold(string path, string realm)
{
    using RunLock? held = RunLock.TryTake(path, realm);
    Console.WriteLine(held is null ? "refused" : "held");
    Console.ReadLine();
    return 0;
}

static int Try(string path, string realm)
{
    using RunLock? held = RunLock.TryTake(path, realm);
    return held is null ? 1 : 0;
}
