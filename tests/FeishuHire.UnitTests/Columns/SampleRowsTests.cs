using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using FeishuHire.Columns;
using FeishuHire.Rules;
using Xunit;

namespace FeishuHire.UnitTests.Columns;

/// <summary>The two sample exports say the same: English titles with milliseconds, Chinese ones with wall-clock times.</summary>
public sealed class SampleRowsTests
{
    [Fact]
    public void Both_samples_give_the_same_good_updates()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        List<BgCheckProgress> english = Updates("updates-utf8.csv", Encoding.UTF8, out int rows);
        List<BgCheckProgress> chinese = Updates("updates-gb18030.csv", Encoding.GetEncoding("GB18030"), out _);

        Assert.Equal((44, 41), (rows, english.Count));
        Assert.Equal(english.Count, chinese.Count);
        Assert.All(english, row => Assert.Empty(RowRules.Check(row, new(1_900_000_000_000))));
        Assert.All(english.Zip(chinese), pair => Assert.Equal(JoinOutcome.Identical, ReportJoin.TryJoin(pair.First, pair.Second)));
        Assert.Equal(3, english.Count(row => row.ReportFile.Count == 2));
    }

    /// <summary>The samples have no quotes, so that a line's cells part at its commas.</summary>
    private static List<BgCheckProgress> Updates(string file, Encoding encoding, out int rows)
    {
        string[][] lines = [.. File.ReadLines(SampleFiles.PathOf(file), encoding).Select(line => line.Split(','))];
        var reader = new RowReader(new());
        var updates = new List<BgCheckProgress>();
        rows = lines.Length - 1;
        for (int i = 1; i < lines.Length; i++)
        {
            RowReading reading = reader.Read(lines[0].Zip(lines[i], (title, cell) => new KeyValuePair<string, object?>(title, cell)), new(file, i + 1));
            Assert.Equal(9, reading.KnownColumns);
            if (updates.Count == 0 || ReportJoin.TryJoin(updates[^1], reading.Progress!) == JoinOutcome.Different)
            {
                updates.Add(reading.Progress!);
            }
        }

        return updates;
    }
}
