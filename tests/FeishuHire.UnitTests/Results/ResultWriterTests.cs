using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using FeishuHire.Engine.Delivery;
using FeishuHire.Engine.Results;
using FeishuHire.Errors;
using FeishuHire.Rules;
using Xunit;
using static FeishuHire.UnitTests.Results.ResultFolderFixture;

namespace FeishuHire.UnitTests.Results;

public sealed class ResultWriterTests : IDisposable
{
    private readonly ResultFolderFixture _folder = new();

    private static string Delivered(ResultWriter writer) => Path.Combine(writer.Folder, "delivered.csv");

    private static string FailedFile(ResultWriter writer) => Path.Combine(writer.Folder, "failed.csv");

    private static string Unprocessed(ResultWriter writer) => Path.Combine(writer.Folder, "unprocessed.csv");

    [Fact]
    public void A_run_has_a_folder_of_its_own_from_its_start()
    {
        using ResultWriter writer = _folder.Create();

        Assert.Equal(Path.Combine(_folder.Root, "20261102-120425-" + RunId), writer.Folder);
        Assert.Equal(
            ["delivered.csv", "failed.csv", "summary.json", "unprocessed.csv"],
            Directory.GetFiles(writer.Folder).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal));
        JsonElement summary = Summary(writer);
        Assert.Equal("Running", summary.GetProperty("End").GetString());
        Assert.Equal(RunId, summary.GetProperty("RunId").GetString());
        Assert.Equal(writer.Folder, summary.GetProperty("ResultPath").GetString());
    }

    [Fact]
    public void Each_row_stands_in_the_file_of_its_fate_once()
    {
        ResultWriter writer = _folder.Write(
            Settled(Row("delivered")),
            Settled(Row("again"), BgCheckDeliveryStatus.AlreadyDelivered),
            Settled(Row("refused before"), BgCheckDeliveryStatus.RefusedBefore),
            Failed(Row("failed")),
            Failed(Row("held"), ErrorId.OrderHeld),
            new RowUnprocessed(Row("untried")),
            new RunNote(true, "x", []));

        Assert.Equal(["delivered\t"], Column(Delivered(writer), "stage_id"));
        Assert.Equal(["failed\t"], Column(FailedFile(writer), "stage_id"));
        Assert.Equal(["held\t", "untried\t"], Column(Unprocessed(writer), "stage_id"));
        Assert.Equal(["NotSent", "NotSent"], Column(Unprocessed(writer), "delivery_status"));
        Assert.Equal(["OrderHeld", ""], Column(Unprocessed(writer), "error_id"));
    }

    [Fact]
    public void A_row_says_what_became_of_it_and_where_it_came_from()
    {
        BgCheckError error = new BgCheckError(ErrorId.OrderNotFound)
        {
            Code = 1002862,
            LogId = "20261102LOG",
            Outcome = BgCheckDeliveryStatus.Rejected,
        }.With("Order", "6931286400470354183");
        ResultWriter writer = _folder.Write(new RowFailed(Row(row: 7), error), Settled(Row()));

        List<string[]> failed = Records(FailedFile(writer));
        Assert.Equal(ApiTitles, failed[0]);
        Assert.Equal(
            ["6931286400470354183\t", "S1\t", "授权确认", "", "2026-11-02T12:04:25.000+08:00\t", "", "", "", "", "", "", "", "Rejected", "OrderNotFound", "1002862"],
            failed[1][..15]);
        Assert.Equal(new FeishuHireException(error).Message, failed[1][15]);
        Assert.Equal(["20261102LOG", "", "/in/updates.csv", "7"], failed[1][16..]);
        Assert.Equal(["Delivered", "", "0", "", "20261102LOG", "2026-11-02T12:04:25.000+08:00\t"], Records(Delivered(writer))[1][12..18]);
    }

    [Fact]
    public void The_text_is_UTF_8_with_a_mark_and_records_end_with_CR_LF()
    {
        BgCheckProgress row = Row();
        row.Result = "通过,\"无\"异常\r\n第二行;完";
        ResultWriter writer = _folder.Write(Failed(row));

        byte[] bytes = File.ReadAllBytes(FailedFile(writer));
        string text = new UTF8Encoding(false, true).GetString(bytes[3..]);
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        Assert.StartsWith("background_check_id,stage_id,stage_name,", text, StringComparison.Ordinal);
        Assert.Contains(",\"通过,\"\"无\"\"异常\r\n第二行;完\",", text, StringComparison.Ordinal);
        Assert.EndsWith("\r\n", text, StringComparison.Ordinal);
        Assert.Equal(text.Count(c => c == '\n'), text.Split("\r\n").Length - 1);
        Assert.Equal("通过,\"无\"异常 第二行;完", Read(FailedFile(writer)).Single().Result);
    }

    [Fact]
    public void Every_source_row_of_a_joined_update_stands_there_with_its_own_report()
    {
        BgCheckProgress first = Row(row: 2);
        first.Result = "通过";
        first.ReportFile = [new("a.pdf", "https://r/a")];
        BgCheckProgress second = Row(row: 3);
        second.ReportFile = [new("b.pdf", "https://r/b", "Preview")];
        BgCheckProgress third = Row(row: 4);
        third.ReportFile = [new("c.pdf", "https://r/c"), new("d.pdf", "https://r/d")];
        BgCheckProgress update = first.Copy();
        Assert.Equal(JoinOutcome.Joined, ReportJoin.TryJoin(update, second));
        Assert.Equal(JoinOutcome.Joined, ReportJoin.TryJoin(update, third));

        ResultWriter writer = _folder.Write(Failed(update));

        Assert.Equal(["a.pdf", "b.pdf", ""], Column(FailedFile(writer), "report_name"));
        Assert.Equal(["", "Preview", ""], Column(FailedFile(writer), "report_url_type"));
        Assert.Equal(["通过", "", ""], Column(FailedFile(writer), "result"));
        Assert.Equal(["2", "3", "4"], Column(FailedFile(writer), "source_row"));
        Assert.Contains("c.pdf", Column(FailedFile(writer), "report_file_list")[2], StringComparison.Ordinal);

        List<BgCheckProgress> back = Read(FailedFile(writer));
        ReportJoin.TryJoin(back[0], back[1]);
        ReportJoin.TryJoin(back[0], back[2]);
        Assert.Equal(update.ReportFile.ToString(), back[0].ReportFile.ToString());
    }

    [Fact]
    public void A_joined_update_that_was_changed_since_stands_as_it_is()
    {
        BgCheckProgress update = Row();
        update.ReportFile = [new("a.pdf", "https://r/a")];
        BgCheckProgress second = Row(row: 3);
        second.ReportFile = [new("b.pdf", "https://r/b")];
        ReportJoin.TryJoin(update, second);
        update.StageName = "corrected";

        ResultWriter writer = _folder.Write(Failed(update));

        Assert.Equal(["corrected"], Column(FailedFile(writer), "stage_name"));
        Assert.Equal(2, Read(FailedFile(writer)).Single().ReportFile.Count);
    }

    [Fact]
    public void The_summary_is_written_at_the_end()
    {
        using ResultWriter writer = _folder.Create();
        writer.Complete(new BgCheckRunSummary { RunId = RunId, End = "Completed", Rows = 3, Failed = 1, Duration = TimeSpan.FromSeconds(90) });

        JsonElement summary = Summary(writer);
        Assert.Equal("Completed", summary.GetProperty("End").GetString());
        Assert.Equal(3, summary.GetProperty("Rows").GetInt64());
        Assert.True(summary.GetProperty("NeedsAttention").GetBoolean());
        Assert.Equal("00:01:30", summary.GetProperty("Duration").GetString());
    }

    [Fact]
    public void What_a_killed_process_leaves_is_whole()
    {
        ResultWriter writer = _folder.Create();
        try
        {
            for (int i = 0; i < 50; i++)
            {
                writer.Write(Failed(Row("S" + i)));

                // Nothing was closed or flushed: this is what is in the file.
                Assert.Equal(i + 1, Read(FailedFile(writer)).Count);
            }
        }
        finally
        {
            writer.Dispose();
        }
    }

    [Fact]
    public void A_folder_that_is_missing_is_made()
    {
        string deep = Path.Combine(_folder.Root, "a", "b");
        using ResultWriter writer = ResultWriter.Create(deep, RunId, _folder.Clock);
        Assert.StartsWith(deep, writer.Folder, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(deep));
        }
    }

    [Theory]
    [InlineData("file", "file")]
    [InlineData("file/below", "file")]
    [InlineData("\0", "not a path")]
    public void A_folder_that_cannot_be_made_is_named(string name, string detail)
    {
        File.WriteAllText(Path.Combine(_folder.Root, "file"), "");
        string path = Path.Combine(_folder.Root, name);
        FeishuHireException failure = Assert.Throws<FeishuHireException>(() => ResultWriter.Create(path, RunId, _folder.Clock));
        Assert.Equal(ErrorId.ResultPathUnusable, failure.ErrorId);
        Assert.Equal(path, failure.Error.Facts["Path"]);
        Assert.Equal(detail, failure.Error.Facts["Detail"]);
    }

    [Theory]
    [InlineData(unchecked((int)0x80070070))]
    [InlineData(28)]
    public void A_full_disk_is_named(int code)
    {
        FeishuHireException failure = ResultErrors.From(new IOException("x", code), _folder.Root)!;
        Assert.Equal(ResultErrors.DiskFull, failure.Error.Facts["Detail"]);
        Assert.Contains("disk is full", failure.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static JsonElement Summary(ResultWriter writer) =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(writer.Folder, "summary.json"))).RootElement;
}
