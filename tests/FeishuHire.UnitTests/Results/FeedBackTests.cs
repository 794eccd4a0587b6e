using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using CsCheck;
using FeishuHire.Columns;
using FeishuHire.Engine.Results;
using FeishuHire.Rules;
using FeishuHire.UnitTests.Values;
using FeishuHire.Values;
using Xunit;
using static FeishuHire.UnitTests.Results.ResultFolderFixture;

namespace FeishuHire.UnitTests.Results;

/// <summary>failed.csv, read again, is the same updates: no mark stays on, and nothing that looks like one is lost.</summary>
public sealed class FeedBackTests
{
    private static readonly Gen<string?> Texts = Gen.OneOf(
        Gen.OneOf<string?>(
            null, "授权确认", "=1+1", "=cmd|' /C calc'!A0", "+8613800000000", "-1", "@SUM(A1)", "'=1+1", "''=1", "'plain", "''", "'", "=", "\t=1", "\r@x",
            "a,b", "a;b\tc", "\"q\"", "a \"b\"", "line 1\r\nline 2", "bare\rCR", "bare\nLF", "007", "1E5", "6931286400470354183", "2026-11-02", "11月2日",
            "12:30", "=\"x\"", "{\"a\":1}", "[x]", "𠮷", "\uFFFD", "\uD800", "1.0", "TRUE", " outer ", "\u00A0"),
        Gen.String[Gen.OneOf('=', '+', '-', '@', '\'', '"', ',', ';', '\t', '\r', '\n', ' ', 'a', '1', '中'), 0, 6].Select(t => (string?)t));

    private static readonly Gen<string?> Ids = Gen.OneOf(
        Gen.Long[1, long.MaxValue].Select(id => (string?)id.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        Gen.OneOf<string?>(null, "S001-1", "007", "1E5", "-7", "=5", "'x", "''=x", "6.93128640047035E+18", "@1", "=\"5\""),
        Texts);

    private static readonly Gen<string?> Times = Gen.OneOf(
        Gen.Long[1_420_156_800_000, 7_258_000_000_000].Select(ms => (string?)new BgCheckTime(ms, TimeSpan.FromHours(8)).ToString()),
        Gen.OneOf<string?>(null, "11/2/2026", "6.93E+12", "45963.5", "2026-13-40", "=NOW()", "2026-11-02 12:04", "1793592265000"));

    private static readonly Gen<BgCheckReportFile> Reports =
        Gen.Select(Texts, Texts, Gen.OneOf<string?>(null, "Download", "Preview", "other"), (name, url, type) => new BgCheckReportFile(name, url, type));

    private static readonly Gen<BgCheckProgress> Rows = Gen.Select(
        Gen.Select(Ids, Ids),
        Gen.Select(Texts, Texts, Texts, Texts),
        Times,
        Gen.OneOf<string?>(null, "Vendor", "Administrator", "boss", "=1"),
        Reports.List[0, 3],
        Gen.Dictionary(Gen.OneOf("备注", "Order \"No\"", "结算,状态", "=x", "two\r\nlines"), Texts)[0, 3],
        (ids, texts, time, role, reports, others) => Clean(ids.Item1, ids.Item2, texts, time, role, reports, others));

    [Fact]
    public void What_is_written_reads_back_the_same_in_every_culture()
    {
        foreach (string culture in Cultures.Names)
        {
            Cultures.Run(culture, () => Rows.List[1, 8].Sample(Check, iter: 60, threads: 1));
        }
    }

    private static void Check(List<BgCheckProgress> rows)
    {
        using ResultFolderFixture folder = new();
        rows = [.. rows.Where(row => row is not null)];
        ResultWriter writer = folder.Write([.. rows.Select(row => Failed(row))]);
        List<BgCheckProgress> back = Read(Path.Combine(writer.Folder, "failed.csv"));
        Assert.Equal(rows.Count, back.Count);
        foreach ((BgCheckProgress row, BgCheckProgress again) in rows.Zip(back))
        {
            Assert.Equal(Encoded(row.BackgroundCheckId), again.BackgroundCheckId);
            Assert.Equal(Encoded(row.StageId), again.StageId);
            Assert.Equal(Encoded(row.StageName), again.StageName);
            Assert.Equal(Encoded(row.StageEnName), again.StageEnName);
            Assert.Equal(Encoded(row.Result), again.Result);
            Assert.Equal(row.StageTime, again.StageTime);
            Assert.Equal(row.StageTime?.Offset, again.StageTime?.Offset);
            Assert.Equal(row.OperatorRole, again.OperatorRole);
            Assert.Equal(Encoded(row.TenantKey), again.TenantKey);
            Assert.Equal(Encoded(row.ReportFile.ToString()), again.ReportFile.ToString());
            Assert.Equal(Findings(row), Findings(again));
            Assert.Equal(Known(row), Known(again));
        }
    }

    /// <summary>Half a character has no form in UTF-8; the row is refused for it before and after.</summary>
    private static string? Encoded(string? text) => text?.Replace('\uD800', '\uFFFD');

    private static IEnumerable<(string, string?)> Findings(BgCheckProgress row) => RowRules.Check(row, new(0)).Select(v => (v.ErrorId, v.Field));

    private static IEnumerable<(string, string?)> Known(BgCheckProgress row) => row.Properties
        .Where(p => p.Value is not null && !ResultColumns.IsOutcome(p.Key))
        .Select(p => (p.Key.TrimStart('\''), Encoded(p.Value)))
        .Order();

    /// <summary>A row as reading gives it: nothing else reaches a run.</summary>
    private static BgCheckProgress Clean(
        string? order, string? stage, (string?, string?, string?, string?) texts, string? time, string? role, List<BgCheckReportFile> reports, Dictionary<string, string?> others)
    {
        List<KeyValuePair<string, object?>> cells =
        [
            new("background_check_id", order),
            new("stage_id", stage),
            new("stage_name", texts.Item1),
            new("stage_en_name", texts.Item2),
            new("stage_time", time),
            new("result", texts.Item3),
            new("operator_role", role),
            new("report_file_list", ReportFileReader.Read(new BgCheckReportFileList(reports).ToString()).ToString()),
            new("tenant_key", texts.Item4),
            new("always", "there"),
            .. others.Select(o => new KeyValuePair<string, object?>(o.Key, o.Value)),
        ];
        return new RowReader(new RowReaderOptions()).Read(cells, new BgCheckSource("f.csv", 2)).Progress!;
    }
}
