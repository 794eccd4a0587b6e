using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using FeishuHire.Engine.Delivery;
using FeishuHire.Engine.Ledger;
using FeishuHire.Errors;
using Xunit;

namespace FeishuHire.UnitTests.Ledger;

public sealed class HashKeyFileTests : IDisposable
{
    private static readonly BgCheckProgress Row = new() { StageName = "学历核实", Result = "通过" };
    private readonly LedgerFolder _folder = new();

    private string KeyPath => HashKeyFile.PathFor(_folder.Path);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_same_key_serves_every_run()
    {
        ContentFingerprint first;
        using (SqliteLedger ledger = _folder.Open())
        {
            first = ledger.Fingerprint(Row);
        }

        using SqliteLedger again = _folder.Open();
        Assert.False(again.HashKeyLost);
        Assert.True(first.Covers(again.Fingerprint(Row)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("12ab")]
    [InlineData("00112233445566778899aabbccddeeff")]
    [InlineData("zz112233445566778899aabbccddeeff")]
    public async Task A_lost_damaged_or_foreign_key_leaves_ids_and_times_to_compare(string? left)
    {
        using (SqliteLedger ledger = _folder.Open())
        {
            await ledger.RecordOutcomeAsync(Delivered("S1", ledger), "b");
        }

        string good = File.ReadAllText(KeyPath);
        Replace(left);
        using (SqliteLedger ledger = _folder.Open())
        {
            Assert.True(ledger.HashKeyLost);
            Assert.Null(Find(ledger, "S1").Content);
            await ledger.RecordOutcomeAsync(Delivered("S2", ledger), "b");
            Assert.True(Find(ledger, "S2").Content!.Covers(ledger.Fingerprint(Row)));
        }

        using (SqliteLedger ledger = _folder.Open())
        {
            Assert.False(ledger.HashKeyLost);
        }

        // The key comes back from a backup: what was recorded with it can be compared again, and nothing else.
        Replace(good);
        using SqliteLedger restored = _folder.Open();
        Assert.True(restored.HashKeyLost);
        Assert.True(Find(restored, "S1").Content!.Covers(restored.Fingerprint(Row)));
        Assert.Null(Find(restored, "S2").Content);
    }

    [Fact]
    public void A_key_that_is_open_to_all_is_taken_back()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("LedgerRightsTests has the rights of Windows.");
            return;
        }

        _folder.Open().Dispose();
        UnixFileMode open = File.GetUnixFileMode(KeyPath) | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
        File.SetUnixFileMode(KeyPath, open);
        _folder.Open().Dispose();
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(KeyPath));
    }

    [Fact]
    public void A_key_that_may_not_be_read_is_not_replaced()
    {
        _folder.Open().Dispose();
        File.Delete(KeyPath);
        Directory.CreateDirectory(KeyPath);
        Assert.Equal((ErrorId.LedgerUnusable, LedgerDetail.KeyNoAccess), _folder.Refused());
    }

    [Fact]
    public void A_key_that_another_program_holds_is_to_be_tried_again()
    {
        _folder.Open().Dispose();
        using (new FileStream(KeyPath, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            Assert.Equal((ErrorId.LedgerBusy, null), _folder.Refused());
        }

        _folder.Open(LedgerOpenMode.MustExist).Dispose();
    }

    [Fact]
    public async Task No_name_result_or_link_reaches_any_file()
    {
        var row = new BgCheckProgress
        {
            StageName = "学历核实完成-张三", StageEnName = "Education of Zhang San", Result = "不通过-学历造假",
            ReportFile = new BgCheckReportFileList([new BgCheckReportFile("张三的报告.pdf", "https://reports.vendor.example/zhangsan/1.pdf?sign=topsecret")]),
        };
        using (SqliteLedger ledger = _folder.Open())
        using (await LedgerFolder.Enter(ledger))
        {
            LedgerEntry entry = Entries.Stage("S1") with { Content = ledger.Fingerprint(row), TenantKey = "t" };
            await ledger.RecordIntentAsync(entry, "b", CancellationToken.None);
            await ledger.RecordOutcomeAsync(entry with { Status = BgCheckDeliveryStatus.Rejected, Code = 1002862, LogId = "log-7" }, "b");
            await ledger.SettleByHandAsync([new ManualDecision(Entries.Order, "S1", BgCheckDeliveryStatus.Delivered) { Content = ledger.Fingerprint(row) }], "me@here");
            CheckFiles(row, "log-7");
        }

        CheckFiles(row, "S1");
    }

    private static LedgerEntry Find(SqliteLedger ledger, string stageId) => ledger.ReadOrder(Entries.Order).Entries.Single(e => e.StageId == stageId);

    private static LedgerEntry Delivered(string stageId, SqliteLedger ledger) =>
        Entries.Stage(stageId, BgCheckDeliveryStatus.Delivered) with { Content = ledger.Fingerprint(Row) };

    private void Replace(string? text)
    {
        File.Delete(KeyPath);
        if (text is not null)
        {
            File.WriteAllText(KeyPath, text);
        }
    }

    private void CheckFiles(BgCheckProgress row, string present)
    {
        string[] personal =
        [
            row.StageName!, "张三", "学历", row.StageEnName!, "Zhang", row.Result!, "不通过", "报告", "vendor.example", "zhangsan", "topsecret",
        ];

        // Windows lets nobody read a lock while it is held, nor is there anything in it.
        ILookup<bool, string> files = _folder.Files().ToLookup(f => f.EndsWith(".lock", StringComparison.Ordinal));
        Assert.All(files[true], f => Assert.Equal(0, new FileInfo(f).Length));
        CheckContent([.. files[false].Select(Read)], present, personal);
    }

    private static void CheckContent(List<byte[]> files, string present, string[] personal)
    {
        Assert.True(files.Count >= 2);
        Assert.Contains(files, f => Holds(f, present, System.Text.Encoding.UTF8));
        Assert.Contains(files, f => Holds(f, Entries.Order, System.Text.Encoding.UTF8));
        foreach (string text in personal)
        {
            Assert.DoesNotContain(files, f => Holds(f, text, System.Text.Encoding.UTF8) || Holds(f, text, System.Text.Encoding.Unicode));
        }
    }

    private static bool Holds(byte[] file, string text, System.Text.Encoding encoding) => file.AsSpan().IndexOf(encoding.GetBytes(text)) >= 0;

    // By a program of its own: in this process the closing of a second handle would drop SQLite's locks.
    private static byte[] Read(string path) => LedgerChild.ReadFile(path);
}
