using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using FeishuHire.Engine.Files;
using FeishuHire.Rules;
using Xunit;

namespace FeishuHire.UnitTests.Files;

/// <summary>Sheets as other people's programs write them, made after public bug reports of other readers: each is read right
/// or refused by name, and none is read wrong in silence.</summary>
public class FieldFilesTests
{
    private const string Title = "背调ID,阶段ID,阶段名称,更新时间,背调结果,报告名称,报告地址,备注\n";
    private const string Id = "6931286400470354301";

    [Theory]
    [InlineData("01-date1904-excel2013.xlsx", "2026-03-02T12:04:00.000+08:00 2026-03-03T09:30:00.000+08:00")]
    [InlineData("03-chinese-date-format.xls", "2026-11-02T12:04:00.000+08:00 2026-11-03T09:30:00.000+08:00")]
    public void DatesAreThoseOfTheSheet(string name, string times) =>
        Assert.Equal(times, string.Join(' ', ImportProbe.Rows(Field(name)).Select(row => row.StageTime)));

    [Theory]
    [InlineData("02-formula-without-value.xlsx", "InvalidField:result")]
    [InlineData("03-stage-id-as-date.xls", "DamagedId:stage_id DamagedId:stage_id")]
    [InlineData("17-biff2-error.xls", "InvalidField:result")]
    public void WhatCannotBeKnownIsAnErrorOfItsRow(string name, string found) =>
        Assert.Equal(found, string.Join(' ', ImportProbe.Rows(Field(name)).SelectMany(Findings).Where(finding => !finding.StartsWith("ResultWithout", StringComparison.Ordinal))));

    [Fact]
    public void RowsThatAreCountedFromZeroAreAllThere() =>
        Assert.Equal(["2 S1", "3 S2"], ImportProbe.Rows(Field("11-rows-from-zero.xlsx")).Select(row => row.Source!.Row + " " + row.StageId));

    [Theory]
    [InlineData("<row r=\"1\">{0}</row><row r=\"2\">{1}</row><row r=\"2\">{1}</row>")]
    [InlineData("<row r=\"3\">{0}</row><row r=\"2\">{1}</row>")]
    public void RowNumbersThatRepeatOrFallAreDamage(string rows)
    {
        byte[] book = new HandmadeWorkbook(string.Format(rows, Cells("背调ID", "阶段ID", "阶段名称", "更新时间"), Cells(Id, "S1", "A", "2026-11-02 12:04"))).ToBytes();
        Assert.Equal("FileUnreadable", ImportProbe.FromBytes(book, path => Assert.Throws<FeishuHireException>(() => ImportProbe.Rows(path)).ErrorId, ".xlsx"));
    }

    [Fact]
    public void MergedCellsAreFilledDown()
    {
        List<BgCheckProgress> rows = ImportProbe.Rows(Field("12-merged-ids.xlsx"));
        Assert.Equal(["6931286400470354102/S3", "6931286400470354102/S2", "6931286400470354102/S1"], rows.Select(row => row.ToString()));
        Assert.All(rows, row => Assert.Empty(Findings(row)));
    }

    [Theory]
    [InlineData("6931286400470354202, \"S1\", \"学历核验\", 2026-11-02 12:04, \"通过\", \"报告.pdf\", https://x.example.com/2.pdf,\n", "S1|学历核验|通过|")]
    [InlineData("6931286400470354202,S1,NULL,2026-11-02 12:04,NULL,\\N,nan,None\n", "S1|||MissingField:stage_name")]
    [InlineData("6931286400470354202,2-Mar,A,2026-11-02 12:04,,,,\n", "2-Mar|A||DamagedId:stage_id")]
    [InlineData("6931286400470354202,3月2日,A,2026-11-02 12:04,,,,\n", "3月2日|A||DamagedId:stage_id")]
    [InlineData("6931286400470354202,2026/3/2,A,2026-11-02 12:04,,,,\n", "2026/3/2|A||DamagedId:stage_id")]
    [InlineData("6931286400470354202,2-Mar-S1,A,2026-11-02 12:04,,,,\n", "2-Mar-S1|A||")]
    [InlineData("6931286400470354202,S\u200b1\ufe0f,A,2026-11-02 12:04,,,,\n", "S1|A||")]
    [InlineData("6931286400470354x02,S1,A,2026-11-02 12:04,,,,\n", "S1|A||InvalidField:background_check_id")]
    [InlineData("6931286400470354202,S1,锟斤拷锟斤拷,2026-11-02 12:04,,,,\n", "S1|锟斤拷锟斤拷||InvalidField:stage_name")]
    [InlineData("6931286400470354202,S1,\"学历\n核验\",2026-11-02 12:04,,,,\n", "S1|学历 核验||")]
    [InlineData("6931286400470354202,S1,A,2026-11-02 晚上9点30分,,,,\n", "S1|A||")]
    [InlineData("6931286400470354202,S1,A,2026-11-02 24:00,,,,\n", "S1|A||")]
    [InlineData("6931286400470354202,S1,A,2-Nov-26 12:04,,,,\n", "S1|A||")]
    [InlineData("6931286400470354202,S1,A,2026-11-02 12:04,,,,", "S1|A||")]
    public void RowsOfATextAreReadOrRefused(string row, string expected)
    {
        BgCheckProgress read = Assert.Single(ImportProbe.FromText(Title + row, path => ImportProbe.Rows(path)));
        Assert.Equal(expected, $"{read.StageId}|{read.StageName}|{read.Result}|{string.Join(' ', Findings(read))}");
    }

    [Theory]
    [InlineData("2026-11-02 晚上9点30分", "2026-11-02T21:30:00.000+08:00")]
    [InlineData("2026-11-02 24:00", "2026-11-03T00:00:00.000+08:00")]
    [InlineData("2-Nov-26 12:04", "2026-11-02T12:04:00.000+08:00")]
    public void TimesOfPeopleAreRead(string text, string expected) =>
        Assert.Equal(expected, ImportProbe.FromText(Title + $"{Id},S1,A,{text},,,,\n", path => ImportProbe.Rows(path))[0].StageTime.ToString());

    [Fact]
    public void ChineseThatWasDecodedTwiceIsRefused()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        foreach (int page in (int[])[1252, 936])
        {
            string garbled = Encoding.GetEncoding(page).GetString(Encoding.UTF8.GetBytes("授权确认通过"));
            BgCheckProgress row = ImportProbe.FromText(Title + $"{Id},S1,{garbled},2026-11-02 12:04,,,,\n", path => ImportProbe.Rows(path))[0];
            Assert.Equal(["InvalidField:stage_name"], Findings(row));
        }
    }

    [Fact]
    public void ARowThatIsCutOffIsNone()
    {
        BgCheckProgress row = ImportProbe.FromText(Title + $"{Id},S1,A,2026-11-02 12:04,,,,\n6931286400470354302,S1,B,2026-11-12", path => ImportProbe.Rows(path))[1];
        Assert.Equal("6931286400470354302/S1", row.ToString());
        Assert.Equal("RowUnreadable", row.FaultError!.Id);
    }

    [Fact]
    public void RowsThatAQuoteSwallowsAreAllNamed()
    {
        string text = Title + $"{Id}1,S1,A,2026-11-02 12:04,,,,\"加急\n{Id}2,S1,A,2026-11-02 12:04,,,,\n{Id}3,S1,A,2026-11-02 12:04,,,,已完成\"\n{Id}4,S1,A,2026-11-02 12:04,,,,\n"
            .Replace(Id, "693128640047035430", StringComparison.Ordinal);
        List<BgCheckProgress> rows = ImportProbe.FromText(text, path => ImportProbe.Rows(path));
        Assert.Equal(["2 6931286400470354301 True", "3 6931286400470354302 True", "4 6931286400470354303 True", "5 6931286400470354304 False"],
            rows.Select(row => $"{row.Source!.Row} {row.BackgroundCheckId} {row.Fault is not null}"));
        Assert.Contains("row 2 closes only in row 4", rows[0].Fault);
    }

    [Fact]
    public void ALineBreakInTheFirstCellSwallowsNothing()
    {
        string text = "备注,背调ID,阶段ID,阶段名称,更新时间\n\"加急\n请看\",6931286400470354301,S1,A,2026-11-02 12:04\n";
        BgCheckProgress row = ImportProbe.FromText(text, path => ImportProbe.Rows(path)).Single();
        Assert.Null(row.Fault);
        Assert.Equal("6931286400470354301/S1", row.ToString());
    }

    [Fact]
    public void AFileInTwoCharacterSetsIsRefusedWithItsLine()
    {
        FeishuHireException failure = Assert.Throws<FeishuHireException>(() => ImportProbe.Rows(Field("09-two-character-sets.csv")));
        Assert.Equal("FileUnreadable", failure.ErrorId);
        Assert.Contains("two character sets", failure.Message);
        Assert.Matches("from line [2-9] on", failure.Message);
    }

    [Fact]
    public void OneBadByteOfAGbkFileIsAnErrorOfItsRowAndTheEuroSignIsRead()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        Encoding gbk = Encoding.GetEncoding("gb18030");
        byte[] bytes = [.. gbk.GetBytes(Title + $"{Id},S1,学历核验,2026-11-02 12:04,通过"), 0x80, .. gbk.GetBytes($",,,\n{Id},S2,学历"), 0xFF, .. gbk.GetBytes($"核验,2026-11-02 12:05,,,,\n{Id},S3,学历核验,2026-11-02 12:06,,,,\n")];
        List<BgCheckProgress> rows = ImportProbe.FromBytes(bytes, path => ImportProbe.Rows(path));
        Assert.Equal("通过€", rows[0].Result);
        Assert.Equal(["InvalidField:stage_name"], Findings(rows[1]));
        Assert.Empty(Findings(rows[2]));
    }

    [Theory]
    [InlineData("\ufeff\ufeff背调ID,阶段ID,阶段名称,更新时间\n{0},S1,A,2026-11-02 12:04\n")]
    [InlineData("\u200b背调ID,阶段\u2060ID,阶段名称\ufe0f,更新时间\n{0},S1,A,2026-11-02 12:04\n")]
    [InlineData("背调ID|阶段ID|阶段名称|更新时间|备注\n{0}|S1|A|2026-11-02 12:04|a,b,c,d,e\n{0}|S2|A|2026-11-02 12:05|a,b,c,d,e\n")]
    [InlineData("背调ID,阶段ID,阶段名称,更新时间,备注\n{0},S1,A,2026-11-02 12:04,甲;乙;丙;丁;戊;己;庚\n{0},S2,A,2026-11-02 12:05,甲;乙;丙;丁;戊;己;庚\n")]
    public void TitlesAreFoundWhateverStandsAroundThem(string text)
    {
        List<BgCheckProgress> rows = ImportProbe.FromText(string.Format(text, Id), path => ImportProbe.Rows(path));
        Assert.All(rows, row => Assert.Equal($"{Id} A", $"{row.BackgroundCheckId} {row.StageName}"));
        Assert.Equal("S1", rows[0].StageId);
    }

    [Fact]
    public void WarningsNameANearMissASecondSheetAndATotal()
    {
        string text = Title.Replace("背调结果", "背调结论", StringComparison.Ordinal) + $"{Id},S1,A,2026-11-02 12:04,,,,\n合计,,,,1,,,\n";
        (int count, string warnings) = ImportProbe.FromText(text, path =>
        {
            using var file = FeishuHire.Engine.Files.Import.ProgressFile.Open(path, new TableOptions(), default);
            int rows = file.Read(default).Count();
            return (rows, string.Join('\n', file.Warnings));
        });
        Assert.Equal(1, count);
        Assert.Contains("背调结论", warnings);
        Assert.Contains("row 3 is a total", warnings);
    }

    private static string Cells(params string[] texts) => string.Concat(texts.Select(text => $"<c t=\"inlineStr\"><is><t>{text}</t></is></c>"));

    private static string Field(string name) => TestFiles.Data("field/" + name);

    private static IEnumerable<string> Findings(BgCheckProgress row) =>
        RowRules.Check(row, new RowRuleContext(1793592265000 + 86_400_000L * 30)).Select(finding => finding.ErrorId + (finding.Field is null ? string.Empty : ":" + finding.Field)).Where(finding => !finding.StartsWith("ResultWithout", StringComparison.Ordinal));
}
