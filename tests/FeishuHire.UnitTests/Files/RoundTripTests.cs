using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using CsCheck;
using FeishuHire.Values;
using Xunit;

namespace FeishuHire.UnitTests.Files;

/// <summary>What is written to CSV reads back as the same update: as Export-Csv writes it, and as failed.csv has it, in each
/// character set and culture.</summary>
public sealed class RoundTripTests
{
    private static readonly string[] Titles =
        ["BackgroundCheckId", "StageId", "StageName", "StageEnName", "StageTime", "StageTimeText", "Result", "OperatorRole", "ReportFile", "TenantKey", "备注"];

    private static readonly Gen<string> Id = Gen.String[Gen.Char['0', '9'], 18, 19].Select(digits => "6" + digits);

    // Printable text without outer blanks, which reading trims; astral and rare characters included.
    private static readonly Gen<string> Text = Gen.Select(
            Gen.OneOf("王", "𠮷", "é", "=", "+", "-", "@", "'", "\"", ",", ";", "a", "Z", "0", " ", "、", "（", "€", "\t", "#").Array[0, 12], Gen.OneOf("x", "报", "'", "=", "-1", "''@"))
        .Select((parts, start) => (start + string.Concat(parts)).Replace("\t", string.Empty).TrimEnd());

    private static readonly Gen<BgCheckProgress> Update = Gen.Select(
        Id, Text, Text, Text.Null(), Gen.Long[1_420_100_000_000, 4_000_000_000_000], Text.Null(),
        Gen.Select(Text, Gen.OneOf("https://x.example.com/a.pdf", "https://x.example.com/报告.pdf?s=\"1\",2;3"), Gen.OneOf(null, "Download", "Preview")).Array[0, 3], Gen.OneOf(null, "Vendor", "Administrator"))
        .Select((id, stage, name, english, time, result, reports, role) => new BgCheckProgress
        {
            BackgroundCheckId = id,
            StageId = "S" + stage.Trim('\'', ' '),
            StageName = name,
            StageEnName = english,
            StageTime = new BgCheckTime(time, TimeSpan.FromHours(time % 2 == 0 ? 8 : -5)),
            Result = result,
            ReportFile = new BgCheckReportFileList(reports.DistinctBy(report => report.Item1 + report.Item2).Select(report => new BgCheckReportFile(report.Item1, report.Item2, report.Item3))),
            OperatorRole = role,
            TenantKey = "t1",
        });

    static RoundTripTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Theory]
    [InlineData("utf-8", true, ',')]
    [InlineData("utf-8", false, ';')]
    [InlineData("utf-16", true, '\t')]
    [InlineData("utf-16", false, ',')]
    [InlineData("utf-16BE", true, ',')]
    [InlineData("gb18030", false, ',')]
    public void AnyUpdateReadsBackTheSame(string charset, bool hasMark, char delimiter) =>
        Gen.Select(Update, Gen.Bool, Gen.OneOf("en-US", "zh-CN", "de-DE", "ar-SA", "th-TH")).Sample((update, wantsResultFile, culture) =>
        {
            // A text that looks marked and is not can only be told where marks are put on.
            bool isResultFile = wantsResultFile || new[] { update.StageName, update.StageEnName, update.Result }.Any(text => text is not null && CellGuard.TakeOff(text) != text);
            CultureInfo before = CultureInfo.CurrentCulture;
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            try
            {
                // The title line in Chinese keeps a short text recognisable as GB18030.
                string text = Line(Titles, delimiter) + Line(Cells(update, isResultFile), delimiter);
                Encoding encoding = Encoding.GetEncoding(charset);
                byte[] bytes = [.. hasMark ? encoding.GetPreamble() : [], .. encoding.GetBytes(text)];
                BgCheckProgress read = Assert.Single(ImportProbe.FromBytes(bytes, path => ImportProbe.Rows(path)));
                Assert.Equal(ImportProbe.Line(update), ImportProbe.Line(read));
                Assert.Equal(update.StageTime!.Value.Offset, read.StageTime!.Value.Offset);
                Assert.Equal("=1+1", read.Properties["备注"]);
                Assert.Null(read.ReadViolations);
            }
            finally
            {
                CultureInfo.CurrentCulture = before;
            }
        }, iter: 200);

    [Theory]
    [InlineData("plain")]
    [InlineData("=1+1")]
    [InlineData("'=1+1")]
    [InlineData("''-x")]
    [InlineData("@x")]
    [InlineData("'quoted'")]
    [InlineData("+")]
    [InlineData("")]
    public void TheMarkThatIsPutOnIsTakenOff(string text)
    {
        Assert.Equal(text, CellGuard.TakeOff(CellGuard.PutOn(text)));
        Assert.DoesNotContain(CellGuard.PutOn(text).FirstOrDefault(), "=+-@");
    }

    private static IEnumerable<string> Cells(BgCheckProgress update, bool isResultFile)
    {
        Func<string?, string> text = isResultFile ? cell => CellGuard.PutOn(cell ?? string.Empty) : cell => cell ?? string.Empty;
        Func<string?, string> id = isResultFile ? cell => CellGuard.PutOnId(CellGuard.PutOn(cell ?? string.Empty)) : cell => cell ?? string.Empty;
        string time = update.StageTime.ToString()!;
        return
        [
            id(update.BackgroundCheckId), id(update.StageId), text(update.StageName), text(update.StageEnName), id(time), id(update.StageTimeText),
            text(update.Result), text(update.OperatorRole), text(update.ReportFile.ToString()), text(update.TenantKey), CellGuard.PutOn("=1+1"),
        ];
    }

    private static string Line(IEnumerable<string> cells, char delimiter) =>
        string.Join(delimiter, cells.Select(cell => '"' + cell.Replace("\"", "\"\"") + '"')) + "\r\n";
}
