using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using FeishuHire.Columns;
using FeishuHire.Engine.Delivery;
using FeishuHire.Engine.Results;
using FeishuHire.Engine.Files;
using FeishuHire.Engine.Files.Import;
using FeishuHire.Engine.Files.Csv;
using FeishuHire.Errors;
using Microsoft.Extensions.Time.Testing;

namespace FeishuHire.UnitTests.Results;

/// <summary>A folder for the results of a test's runs, and what stands in it.</summary>
internal sealed class ResultFolderFixture : IDisposable
{
    public const string RunId = "0123456789abcdef0123456789abcdef";

    private static readonly DateTimeOffset Now = new(2026, 11, 2, 4, 4, 25, TimeSpan.Zero);

    public ResultFolderFixture()
    {
        Clock = new FakeTimeProvider(Now);
        Clock.SetLocalTimeZone(TimeZoneInfo.CreateCustomTimeZone("+08", TimeSpan.FromHours(8), "+08", "+08"));
    }

    /// <summary>The titles of a file whose rows come from no table.</summary>
    public static string[] ApiTitles { get; } = [.. ResultColumns.FieldsOf(BgCheckDeliveryKind.Progress).Select(ColumnMatcher.ApiName), .. ResultColumns.Outcome];

    public FakeTimeProvider Clock { get; }

    public string Root { get; } = Directory.CreateTempSubdirectory("FeishuHireResults").FullName;

    public ResultWriter Create() => ResultWriter.Create(Root, RunId, Clock);

    /// <summary>Writes events, and closes the files.</summary>
    public ResultWriter Write(params DeliveryEvent[] events)
    {
        using ResultWriter writer = Create();
        foreach (DeliveryEvent item in events)
        {
            writer.Write(item);
        }

        return writer;
    }

    public static BgCheckProgress Row(string stage = "S1", long row = 2) => new()
    {
        BackgroundCheckId = "6931286400470354183",
        StageId = stage,
        StageName = "授权确认",
        StageTime = new BgCheckTime(1793592265000, TimeSpan.FromHours(8)),
        Source = new BgCheckSource("/in/updates.csv", row),
    };

    public static RowFailed Failed(BgCheckProgress row, string id = ErrorId.MissingField) => new(row, new BgCheckError(id));

    public static StageSettled Settled(BgCheckProgress row, BgCheckDeliveryStatus status = BgCheckDeliveryStatus.Delivered) => new(
        new BgCheckDelivery { Status = status, Code = 0, LogId = "20261102LOG", SentTime = row.StageTime }, row);

    /// <summary>A file's records, the titles first, cell by cell as they stand.</summary>
    public static List<string[]> Records(string file)
    {
        using FileStream stream = new(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using StreamReader text = new(stream, new UTF8Encoding(true, true));
        using DelimitedRows rows = new(text, ',', () => 0);
        var records = new List<string[]>();
        while (rows.Read())
        {
            records.Add(rows.Fault is null
                ? [.. Enumerable.Range(0, rows.CellCount).Select(i => (string?)rows.Cell(i) ?? "")]
                : throw new InvalidDataException(rows.Fault.Key));
        }

        return records;
    }

    /// <summary>One column of a file, the title left out.</summary>
    public static string[] Column(string file, string title)
    {
        List<string[]> records = Records(file);
        int column = Array.IndexOf(records[0], title);
        return [.. records.Skip(1).Select(r => r[column])];
    }

    /// <summary>The rows of a file as Import reads them, in the file's order.</summary>
    public static List<BgCheckProgress> Read(string file) => Read(file, new TableOptions());

    public static List<BgCheckProgress> Read(string file, TableOptions options)
    {
        using ProgressFile read = ProgressFile.Open(file, options, CancellationToken.None);
        return [.. read.Read(CancellationToken.None)];
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
