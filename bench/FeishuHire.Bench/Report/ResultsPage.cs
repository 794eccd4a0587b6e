using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace FeishuHire.Bench.Report;

/// <summary>The results as a page: the table of ratios first, then what they come from.</summary>
internal static class ResultsPage
{
    public static string Write(string machine, string load, IReadOnlyList<(IBenchRow Row, RowResult Result)> rows)
    {
        StringBuilder page = new();
        page.Append("# Results\n\n");
        page.Append("Written by `dotnet run -c Release --project bench/FeishuHire.Bench -- all`: one run, every peer in a process of its own against the same server, which is a process of its own too. Scripts run in the PowerShell that .config/dotnet-tools.json pins. Ratios hold better than absolutes.\n\n");
        page.Append($"Machine: {machine}. Load average before and after: {load}.\n\n");
        page.Append("| what | figure to reach | measured | reached |\n|---|---|---|---|\n");
        foreach (Figure figure in rows.SelectMany(row => row.Result.Figures))
        {
            page.Append($"| {Cell(figure.What)} | {Cell(figure.Target)} | {Cell(figure.Measured)} | {Word(figure.Met)} |\n");
        }

        foreach ((IBenchRow row, RowResult result) in rows)
        {
            page.Append($"\n## {row.Title}\n\n");
            foreach (string detail in result.Details)
            {
                page.Append($"- {detail}\n");
            }
        }

        return page.ToString();
    }

    /// <summary>The table for a console.</summary>
    public static void Print(RowResult result)
    {
        foreach (Figure figure in result.Figures)
        {
            Console.WriteLine($"{Word(figure.Met),-4} {figure.What}: {figure.Measured}{(figure.Target.Length > 0 ? $"  [{figure.Target}]" : string.Empty)}");
        }

        foreach (string detail in result.Details)
        {
            Console.WriteLine($"     - {detail}");
        }
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);

    private static string Word(bool? met) => met switch
    {
        true => "yes",
        false => "no",
        null => "–",
    };
}
