using System;
using System.Globalization;
using System.Threading;
using FeishuHire.Bench.Shared;
using FeishuHire.Engine.Files;
using FeishuHire.Engine.Files.Import;

namespace FeishuHire.BenchTables;

/// <summary>The module's reader of tables without PowerShell, to be held against other readers: raw, which touches every cell
/// in one pass, and updates, which does all that Import-BgCheckProgress does.</summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        switch (args)
        {
            case ["raw", var file]:
                Raw(file);
                return 0;
            case ["updates", var file]:
                Updates(file);
                return 0;
            default:
                Console.Error.WriteLine("raw FILE | updates FILE");
                return 64;
        }
    }

    private static void Raw(string file)
    {
        var section = new Section();
        using OpenTable table = OpenTable.Open(file, new TableOptions(), CancellationToken.None);
        using IRowSource rows = table.Book.Open(0);
        int count = 0;
        long characters = 0;
        while (rows.Read())
        {
            count++;
            for (int i = 0; i < rows.CellCount; i++)
            {
                characters += rows.Cell(i)?.ToString()?.Length ?? 0;
            }
        }

        section.Print(count - 1, characters > 0 ? 0 : 1);
    }

    private static void Updates(string file)
    {
        var section = new Section();
        using ProgressFile table = ProgressFile.Open(file, new TableOptions(), CancellationToken.None);
        int count = 0;
        int failed = 0;
        foreach (BgCheckProgress row in table.Read(CancellationToken.None))
        {
            count++;
            failed += row.Fault is null ? 0 : 1;
        }

        section.Print(count, failed);
    }
}
