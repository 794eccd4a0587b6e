using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;

namespace FeishuHire.Bench.Harness;

/// <summary>Writes the rows that every peer delivers: every fifth with a result and a report, times an hour apart.</summary>
internal static class RowsFile
{
    // Ten apart, so that none ends in the zeros of an id that a spreadsheet has rounded.
    private const long FirstOrder = 6931286400470354183;
    private const long FirstTime = 1_700_000_000_000;
    private static readonly string[] Names = ["授权确认", "身份核验", "学历核验", "工作履历核验", "报告生成"];

    /// <summary>Writes a file, unless it is there.</summary>
    /// <param name="folder">Where to.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="stages">Stages per order, one after the other unless shuffled.</param>
    /// <param name="seed">Shuffles the rows; null for none.</param>
    /// <param name="firstOrder">The first order's number; others give other orders.</param>
    /// <returns>Its path.</returns>
    public static string Write(string folder, int rows, int stages, int? seed = null, int firstOrder = 0)
    {
        string path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"rows-{rows}-{stages}-{seed}-{firstOrder}.csv"));
        if (!File.Exists(path))
        {
            int[] order = [.. Enumerable.Range(0, rows)];
            if (seed is { } given)
            {
                new Random(given).Shuffle(order);
            }

            using StreamWriter writer = new(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" };
            writer.WriteLine("background_check_id,stage_id,stage_en_name,stage_name,stage_time,result,report_name,report_url");
            foreach (int row in order)
            {
                writer.WriteLine(Line(row, stages, firstOrder));
            }
        }

        return path;
    }

    private static string Line(int row, int stages, int firstOrder)
    {
        int stage = row % stages;
        long order = FirstOrder + (10L * (firstOrder + (row / stages)));
        string report = row % 5 == 4 ? $"通过,背调报告.pdf,https://reports.example.com/bgcheck/{order}/{stage}.pdf" : ",,";
        return string.Create(CultureInfo.InvariantCulture, $"{order},stage-{stage},stage {stage},{Names[row % 5]},{FirstTime + (stage * 3_600_000L)},{report}");
    }
}
