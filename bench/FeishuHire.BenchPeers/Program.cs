using System;
using System.Globalization;
using System.Threading.Tasks;

namespace FeishuHire.BenchPeers;

/// <summary>What the module is held against, each in a process of its own: http, xlsx, csv.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        switch (args)
        {
            case ["http", var address, var rows, var concurrency]:
                await HttpLoop.RunAsync(new Uri(address), rows, int.Parse(concurrency));
                return 0;
            case ["http", var address, var rows, var concurrency, var warmUp]:
                await HttpLoop.RunAsync(new Uri(address), warmUp, int.Parse(concurrency));
                await HttpLoop.RunAsync(new Uri(address), rows, int.Parse(concurrency));
                return 0;
            case ["xlsx", var file]:
                RawReaders.Xlsx(file);
                return 0;
            case ["csv", var file]:
                RawReaders.Csv(file);
                return 0;
            default:
                Console.Error.WriteLine("http ADDRESS ROWS CONCURRENCY [WARM-UP-ROWS] | xlsx FILE | csv FILE");
                return 64;
        }
    }
}
