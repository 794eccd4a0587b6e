using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using FeishuHire.Engine.Files;
using FeishuHire.Engine.Files.Xls;
using FeishuHire.Engine.Files.Xlsx;
using FeishuHire.Errors;
using FeishuHire.Rules;
using Xunit;

namespace FeishuHire.UnitTests.Files;

public class SheetRowsTests
{
    [Fact]
    public void ReadsWhatLibreOfficeWrote()
    {
        using FileStream file = File.OpenRead(TestFiles.Data("calc-formats.xlsx"));
        using var book = new XlsxBook(file);
        Assert.Equal(["格式", "Hidden!", "Second"], Names(book));
        Assert.Equal(Formats("6.93128640047035E+18"), RowText.All(book.Open(0)));
        Assert.Equal(["1: x"], RowText.All(book.Open(2)));
        Assert.Equal(["1: h"], RowText.All(book.Open(1)));
    }

    [Fact]
    public void ReadsTheSameFromTheOldFormat()
    {
        using FileStream file = File.OpenRead(TestFiles.Data("calc-formats.xls"));
        using var book = new BiffBook(file);
        Assert.Equal(["格式", "Hidden!", "Second"], Names(book));
        Assert.Equal(Formats("6.931286400470354E+18"), Trimmed(RowText.All(book.Open(0))));
        Assert.Equal(["1: x"], RowText.All(book.Open(2)));
    }

    [Theory]
    [InlineData("calc-errors.xlsx")]
    [InlineData("calc-errors.xls")] // short: its stream lies in small sectors
    public void FormulasThatFailedAreErrorsAndNotEmptyCells(string name)
    {
        Assert.Equal(
            [
                "2 stage_name #N/A", "2 stage_time #DIV/0!", "2 report_name #VALUE!", "2 report_url #NAME?",
                "3 background_check_id #N/A", "3 stage_id #REF!", "3 stage_time #VALUE!",
            ],
            Errors(name));
    }

    [Fact]
    public void ErrorsAreToldOfTheSheetThatTheyStandIn()
    {
        List<string> errors = Errors("calc-errors-long.xls");
        Assert.Equal(67, errors.Count);
        Assert.Equal("63 result #N/A", errors[66]);
        using FileStream file = File.OpenRead(TestFiles.Data("calc-errors-long.xls"));
        using var book = new BiffBook(file);
        Assert.Equal(["1: !#N/A"], RowText.All(book.Open(0)));

        // With its first sheet made a chart sheet, which is none among the worksheets.
        byte[] chart = File.ReadAllBytes(TestFiles.Data("calc-errors-long.xls"));
        int sheet = chart.AsSpan().IndexOf((ReadOnlySpan<byte>)[0x85, 0x00, 0x0D, 0x00]);
        chart[sheet + 9] = 2;
        Assert.Equal(errors, ImportProbe.FromBytes(chart, Errors));
    }

    [Theory]
    [InlineData("calc-1904.xlsx")]
    [InlineData("calc-1904.xls")]
    public void DaysMayCountFrom1904(string name)
    {
        using FileStream file = File.OpenRead(TestFiles.Data(name));
        using ITableBook book = name.EndsWith('x') ? new XlsxBook(file) : new BiffBook(file);
        Assert.Equal(["1: iso|@2026-11-02 12:04:25.000", "2: chinese|@2026-11-02 12:04:00.000"], RowText.All(book.Open(0)));
    }

    [Fact]
    public void EveryKindOfCell()
    {
        HandmadeWorkbook workbook = new HandmadeWorkbook(
            "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>0</v></c><c r=\"C2\" t=\"s\"><v>1</v></c><c t=\"s\"><v>2</v></c></row>"
            + "<row><c t=\"inlineStr\"><is><t>in</t><rPh sb=\"0\" eb=\"1\"><t>phonetic</t></rPh><r><t xml:space=\"preserve\"> line </t></r></is></c><c t=\"str\"><f>1</f><v>x_x000D__x005F_y</v></c></row>"
            + "<row r=\"9\"/><row r=\"10\"><c r=\"A10\"/><c r=\"B10\" s=\"1\"/></row>"
            + "<row r=\"12\" hidden=\"1\"><c r=\"A12\" t=\"b\"><v>1</v></c><c r=\"B12\" t=\"e\"><v>#REF!</v></c><c r=\"C12\" t=\"d\"><v>2026-11-02T12:04:25</v></c><c r=\"D12\" t=\"d\"><v>2026-11-02T12:04:25Z</v></c><c r=\"E12\"><v>1E3</v></c><c r=\"F12\"><v>oops</v></c></row>")
            .WithStrings("<si><t>plain</t></si><si><r><rPr><b/></rPr><t>ri</t></r><r><t xml:space=\"preserve\">ch </t></r><rPh sb=\"0\" eb=\"1\"><t>no</t></rPh></si><si/>");
        Assert.Equal(
        [
            "2: plain||rich |",
            "3: in line |x\\r_y",
            "12: ?True|!#REF!|@2026-11-02 12:04:25.000|@2026-11-02 12:04:25.000+00:00|#1000|oops",
        ], Read(workbook));
    }

    [Fact]
    public void ZerosThatAFormatPutsInFrontArePartOfAnId()
    {
        HandmadeWorkbook workbook = new HandmadeWorkbook("<row><c s=\"0\"><v>12</v></c><c s=\"0\"><v>123456</v></c><c s=\"0\"><v>-12</v></c><c s=\"0\"><v>1.5</v></c><c s=\"1\"><v>12</v></c><c s=\"2\"><v>6931286400470354183</v></c></row>")
            .WithFormats("<numFmt numFmtId=\"164\" formatCode=\"00000\"/><numFmt numFmtId=\"165\" formatCode=\"0\"/><numFmt numFmtId=\"166\" formatCode=\"00000000000000000000\"/>", 164, 165, 166);
        Assert.Equal(["1: 00012|#123456|#-12|#1.5|#12|#6.931286400470354E+18"], Read(workbook));
    }

    // Stored as 0.95, shown as 95%: who reads the sheet says 95%. Rounded as a spreadsheet rounds, from the decimal digits.
    [Fact]
    public void APercentageIsWhatTheCellShows()
    {
        string[] values = ["0.95", "0.285", "0.285", "-0.1234", "0.1234", "1234.5", "1E20", "0.95"];
        HandmadeWorkbook workbook = new HandmadeWorkbook("<row>" + string.Concat(values.Select((value, i) => $"<c s=\"{i}\"><v>{value}</v></c>")) + "</row>")
            .WithFormats("<numFmt numFmtId=\"164\" formatCode=\"0.00%;[Red]\\-0.00%_ \"/><numFmt numFmtId=\"166\" formatCode=\"0.0#%\"/><numFmt numFmtId=\"167\" formatCode=\"#,##0%\"/><numFmt numFmtId=\"168\" formatCode=\"0&quot;%&quot;\"/>", 9, 9, 10, 164, 166, 167, 9, 168);
        Assert.Equal(["1: 95%|29%|28.50%|-12.34%|12.34%|123,450%|#1E+20|#0.95"], Read(workbook));
    }

    [Fact]
    public void FormatsTellDatesFromNumbers()
    {
        const string Number = "46328.5030671296";
        string cells = string.Empty;
        int[] formats = [0, 14, 22, 27, 31, 36, 45, 50, 58, 164, 165, 166, 167, 168, 169, 170, 2, 37, 59];
        for (int i = 0; i < formats.Length; i++)
        {
            cells += $"<c s=\"{i}\"><v>{Number}</v></c>";
        }

        HandmadeWorkbook workbook = new HandmadeWorkbook("<row>" + cells + "<c s=\"999\"><v>1</v></c></row>").WithFormats(
            "<numFmt numFmtId=\"164\" formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@\"/>"
            + "<numFmt numFmtId=\"165\" formatCode=\"[$-804]yyyy年m月d日\"/>"
            + "<numFmt numFmtId=\"166\" formatCode=\"[Red]0.00&quot;days&quot;\"/>"
            + "<numFmt numFmtId=\"167\" formatCode=\"\\d0;yyyy\"/>"
            + "<numFmt numFmtId=\"168\" formatCode=\"[h]:mm:ss\"/>"
            + "<numFmt numFmtId=\"169\" formatCode=\"0.00E+00\"/>"
            + "<numFmt numFmtId=\"170\" formatCode=\"[DBNum1][$-804]General\"/>",
            formats);
        const string Date = "@2026-11-02 12:04:25.000";
        const string Plain = "#" + Number;
        Assert.Equal(
            ["1: " + string.Join('|', Plain, Date, Date, Date, Date, Date, Date, Date, Date, Date, Date, Plain, Plain, Date, Plain, Plain, Plain, Plain, Plain, "#1")],
            Read(workbook));
    }

    [Fact]
    public void StrictWorkbooksAndAbsoluteTargetsAreRead()
    {
        HandmadeWorkbook workbook = new HandmadeWorkbook(
            "<row><c t=\"inlineStr\"><is><t>strict</t></is></c></row>", HandmadeWorkbook.Strict, HandmadeWorkbook.StrictLinks)
            .With("_rels/.rels", HandmadeWorkbook.Links((HandmadeWorkbook.StrictLinks + "/officeDocument", "R1", "/xl/workbook.xml")))
            .With("xl/_rels/workbook.xml.rels", HandmadeWorkbook.Links((HandmadeWorkbook.StrictLinks + "/worksheet", "R1", "/xl/./odd/../worksheets/sheet1.xml")));
        Assert.Equal(["1: strict"], Read(workbook));
    }

    [Fact]
    public void ElementsMayHavePrefixes()
    {
        HandmadeWorkbook workbook = new HandmadeWorkbook(string.Empty).With(
            "xl/worksheets/sheet1.xml",
            $"<x:worksheet xmlns:x=\"{HandmadeWorkbook.Transitional}\"><x:sheetData><x:row x:r=\"1\" r=\"4\"><x:c r=\"B4\"><x:v>5</x:v></x:c></x:row></x:sheetData></x:worksheet>");
        Assert.Equal(["4: |#5"], Read(workbook));
    }

    internal static List<string> Read(HandmadeWorkbook workbook)
    {
        using var book = new XlsxBook(new MemoryStream(workbook.ToBytes()));
        using IRowSource rows = book.Open(0);
        return RowText.All(rows);
    }

    private static List<string> Names(ITableBook book)
    {
        var names = new List<string>();
        foreach (SheetInfo sheet in book.Sheets)
        {
            names.Add(sheet.Name + (sheet.IsHidden ? "!" : string.Empty));
        }

        return names;
    }

    /// <summary>BIFF rows are as wide as the sheet and blank ones are there: what a user sees is the same.</summary>
    private static List<string> Trimmed(List<string> rows)
    {
        var trimmed = new List<string>();
        foreach (string row in rows)
        {
            string line = row.TrimEnd('|', ' ');
            if (!line.EndsWith(':'))
            {
                trimmed.Add(row.EndsWith("  ") ? row : line);
            }
        }

        return trimmed;
    }

    /// <summary>Row, field and error of every cell that the rules refuse as one.</summary>
    private static List<string> Errors(string name) =>
        [.. ImportProbe.Rows(Path.IsPathRooted(name) ? name : TestFiles.Data(name))
            .SelectMany(row => RowRules.Check(row, new RowRuleContext(0, AllowFutureTime: true)).Select(found => (Row: row, Found: found)))
            .Where(item => item.Found.ErrorId == ErrorId.InvalidField)
            .OrderBy(item => item.Row.Source!.Row)
            .Select(item => $"{item.Row.Source!.Row} {item.Found.Field} {item.Found.Message.Split(' ', ',')[3]}")];

    /// <summary>What both files hold; the formats keep one number to other places.</summary>
    private static string[] Formats(string large) =>
        [
            "1: merged title|||D",
            "2: iso|@2026-11-02 12:04:25.000|@2026-11-02 12:04:25.400",
            "3: chinese|@2026-11-02 12:04:00.000|@2026-11-02 00:00:00.000",
            "4: us|@2026-11-02 00:00:00.000",
            "5: elapsed|@1899-12-31 06:15:00.000",
            "6: scientific|#" + large + "|#0.5",
            "7: text id|6931286400470354183|00012",
            "8: words in format|#12",
            "9: hidden|#1",
            "11: ||sparse",
            "12: rich|one two three",
            "13: lines|one\\ntwo",
            "14: formula|ab|#3|?True|!#N/A|!#DIV/0!",
            "15: bool|#1|#0",
            "16: blanks|  x  |a<b&\"c",
            "17: wide" + new string('|', 29) + "AD",
        ];
}
