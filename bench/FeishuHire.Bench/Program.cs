using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using FeishuHire.Bench.Harness;
using FeishuHire.Bench.Report;
using FeishuHire.Bench.Rows;

namespace FeishuHire.Bench;

/// <summary>Measures the module beside its peers. <c>all</c> writes RESULTS.md; named rows only print.</summary>
internal static class Program
{
    private static readonly IBenchRow[] Rows =
    [
        new DeliveryRow(),
        new ProcessesRow(),
        new OrderRow(),
        new CpuRow(),
        new TokenRow(),
        new LedgerRow(),
        new KnownRow(),
        new WaitingRow(),
        new ReadBackRow(),
        new DoubtRow(),
        new ColdStartRow(),
        new TablesRow(),
        new FuzzRow(),
    ];

    private static async Task<int> Main(string[] args)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        bool quick = args.Contains("--quick");
        string[] names = [.. args.Where(arg => !arg.StartsWith("--", StringComparison.Ordinal))];
        bool all = names is ["all"];
        IBenchRow[] chosen = all ? Rows : [.. Rows.Where(row => names.Contains(row.Name))];
        if (chosen.Length == 0 || (!all && chosen.Length < names.Length))
        {
            Console.Error.WriteLine($"all | {string.Join(' ', Rows.Select(row => row.Name))} [--quick]");
            return 64;
        }

        Layout.RequireRelease();
        string before = Machine.Load();
        List<(IBenchRow Row, RowResult Result)> results = [];
        await using (BenchServer server = await BenchServer.StartAsync())
        {
            using BenchContext bench = new(server, quick);
            foreach (IBenchRow row in chosen)
            {
                Console.Error.WriteLine(row.Title);
                RowResult result = await row.RunAsync(bench);
                ResultsPage.Print(result);
                results.Add((row, result));
            }
        }

        if (all && !quick)
        {
            await File.WriteAllTextAsync(Layout.Results, ResultsPage.Write(Machine.Describe(), $"{before}, {Machine.Load()}", results));
        }

        return 0;
    }
}
