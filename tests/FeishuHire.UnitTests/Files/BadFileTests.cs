using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using System.Threading;
using FeishuHire.Engine.Files;
using FeishuHire.Engine.Files.Import;
using FeishuHire.Rules;
using Xunit;

namespace FeishuHire.UnitTests.Files;

/// <summary>Bad input by name: each file that cannot be read says why; each bad row says its row; good rows go on.</summary>
public class BadFileTests
{
    private const string Title = "background_check_id,stage_id,stage_name,stage_time,result,report_name,report_url\n";
    private const string Good = "6931286400470354183,S1,Check,2026-11-02 10:00,,,\n";

    public static TheoryData<string, string, string> Texts => new()
    {
        { string.Empty, "FileUnreadable", "empty" },
        { "\n\n \n", "ColumnsNotFound", "background_check_id" },
        { Good, "ColumnsNotFound", "background_check_id" },
        { "stage_id,stage_name,stage_time\n", "ColumnsNotFound", "background_check_id" },
        { "background_check_id,stage_id,stage nam,stage_time\n", "ColumnsNotFound", "'stage nam' looks like stage_name" },
        { "背调单号,阶段ID,阶段名,更新时间,阶段时间\n1,2,3,4,5\n", "ColumnDuplicated", "4 (更新时间), 5 (阶段时间)" },
        { "background_check_id,stage_id,stage_name,stage_time,Stage ID\n", "ColumnDuplicated", "stage_id" },
        { "<html><table><tr><td>x</td></tr></table></html>", "FileFormatNotSupported", "HTML" },
        { "\r\n  <!DOCTYPE html>", "FileFormatNotSupported", "HTML" },
        { "MIME-Version: 1.0\nX: y", "FileFormatNotSupported", "MHTML" },
        { "<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"/>", "FileFormatNotSupported", "XML Spreadsheet 2003" },
        { "[{\"background_check_id\":\"1\"}]", "FileFormatNotSupported", "JSON" },
        { "%PDF-1.7", "FileFormatNotSupported", "PDF" },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void TextsThatCannotBeReadSayWhy(string text, string id, string part) => AssertFails(Encoding.UTF8.GetBytes(text), id, part);

    [Fact]
    public void CellsOfAFileWithoutTitlesAreNotQuoted()
    {
        FeishuHireException failure = AssertFails(Encoding.UTF8.GetBytes("1,王小明,不通过\n"), "ColumnsNotFound", "stage_id");
        Assert.DoesNotContain("王小明", failure.Message);
    }

    [Fact]
    public void TitlesWithoutRowsGiveNothing() => Assert.Empty(ImportProbe.FromText(Title, path => ImportProbe.Rows(path)));

    [Fact]
    public void BadRowsAreNamedAndTheGoodOnesCome()
    {
        string text = Title + Good + "\"open,S2,Check,2026-11-02 10:00\n" + "6931286400470354184,S1,a,b,2026-11-02 10:00,,,x\n"
            + "\n" + "6931286400470354185,S1,Ch\0eck,2026-11-02 10:00,,,\n" + "6931286400470354186,S1\n" + "6931286400470354187,S1,\"Check\",2026-11-02 10:00,,,\n"
            + "6931286400470354188,S1,Check,2026-11-02 10:00,#N/A,,\n" + new string('x', 2 << 20) + "\n" + "6.93E+18,S1,Check,2026-11-02 10:00,,,\n";
        List<BgCheckProgress> items = ImportProbe.FromText(text, path => ImportProbe.Rows(path));
        Assert.Equal(
            ["2 ", "3 !RowUnreadable", "4 RowUnreadable StageTimeUnreadable:stage_time ResultWithoutReport:report_file_list", "6 InvalidField:stage_name", "7 MissingField:stage_name MissingField:stage_time", "8 ", "9 ", "10 !RowUnreadable", "11 DamagedId:background_check_id"],
            items.Select(Describe));
    }

    [Fact]
    public void AFileThatIsNotThereIsNotFound()
    {
        Assert.Equal("FileNotFound", Fails(Path.Combine(Path.GetTempPath(), "no-such-file.csv")).ErrorId);
        Assert.Equal("FileNotFound", Fails(Path.Combine(Path.GetTempPath(), "no-such-folder", "x.csv")).ErrorId);
        Assert.Equal("FileUnreadable", Fails(Path.GetTempPath()).ErrorId);
    }

    [Fact]
    public void AFileThatSomebodyHoldsOrChangesIsBusy() => ImportProbe.FromText(Title + Good, path =>
    {
        using (new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            Assert.Equal("FileBusy", Fails(path).ErrorId);
        }

        using ProgressFile file = ProgressFile.Open(path, new TableOptions(), CancellationToken.None);
        File.AppendAllText(path, Good);
        Assert.Equal("FileBusy", Assert.Throws<FeishuHireException>(() => file.Read(CancellationToken.None).ToList()).ErrorId);
        return true;
    });

    [Fact]
    public void AFileThatGrowsBetweenTheRowsIsBusy() => ImportProbe.FromText(Title + string.Concat(Enumerable.Repeat(Good, 10)), path =>
    {
        using ProgressFile file = ProgressFile.Open(path, new TableOptions(), CancellationToken.None);
        IEnumerable<BgCheckProgress> items = file.Read(CancellationToken.None);
        File.AppendAllText(path, Good);
        Assert.Equal("FileBusy", Assert.Throws<FeishuHireException>(() => items.ToList()).ErrorId);
        return true;
    });

    [Fact]
    public void ReadingStopsWhenItIsCancelled()
    {
        using var cancellation = new CancellationTokenSource();
        ImportProbe.FromText(Title + Good + Good.Replace("S1", "S2"), path =>
        {
            using ProgressFile file = ProgressFile.Open(path, new TableOptions(), CancellationToken.None);
            using IEnumerator<BgCheckProgress> items = file.Read(cancellation.Token).GetEnumerator();
            Assert.True(items.MoveNext());
            cancellation.Cancel();
            Assert.Throws<OperationCanceledException>(() => items.MoveNext());
            return true;
        });
    }

    [Fact]
    public void AByteOrderMarkAloneIsAnEmptyFile() => AssertFails([0xEF, 0xBB, 0xBF], "FileUnreadable", "empty");

    [Fact]
    public void TheFirstVisibleSheetThatHasTheColumnsIsRead()
    {
        const string Rows = "<row><c t=\"inlineStr\"><is><t>{0}</t></is></c><c t=\"inlineStr\"><is><t>stage_id</t></is></c><c t=\"inlineStr\"><is><t>stage_name</t></is></c><c t=\"inlineStr\"><is><t>stage_time</t></is></c></row>"
            + "<row><c t=\"inlineStr\"><is><t>1</t></is></c><c t=\"inlineStr\"><is><t>{1}</t></is></c><c t=\"inlineStr\"><is><t>S</t></is></c><c><v>1793592265000</v></c></row>";
        const string Links = HandmadeWorkbook.TransitionalLinks;
        byte[] book = new HandmadeWorkbook(string.Format(CultureInfo.InvariantCulture, Rows, "cover", "a"))
            .With("xl/workbook.xml", $"<workbook xmlns=\"{HandmadeWorkbook.Transitional}\" xmlns:r=\"{Links}\"><sheets><sheet name=\"Cover\" sheetId=\"1\" r:id=\"R1\"/><sheet name=\"Old\" sheetId=\"2\" state=\"hidden\" r:id=\"R4\"/><sheet name=\"Data\" sheetId=\"3\" r:id=\"R5\"/><sheet name=\"More\" sheetId=\"4\" r:id=\"R6\"/></sheets></workbook>")
            .With("xl/_rels/workbook.xml.rels", HandmadeWorkbook.Links((Links + "/worksheet", "R1", "worksheets/sheet1.xml"), (Links + "/worksheet", "R4", "worksheets/sheet2.xml"), (Links + "/worksheet", "R5", "worksheets/sheet3.xml"), (Links + "/worksheet", "R6", "worksheets/sheet4.xml")))
            .With("xl/worksheets/sheet2.xml", HandmadeWorkbook.Sheet(string.Format(CultureInfo.InvariantCulture, Rows, "background_check_id", "hidden")))
            .With("xl/worksheets/sheet3.xml", HandmadeWorkbook.Sheet(string.Format(CultureInfo.InvariantCulture, Rows, "背调单号", "data")))
            .With("xl/worksheets/sheet4.xml", HandmadeWorkbook.Sheet(string.Format(CultureInfo.InvariantCulture, Rows, "背调单号", "more")))
            .ToBytes();
        Assert.Equal("data", ImportProbe.FromBytes(book, path => ImportProbe.Rows(path))[0].StageId);
        Assert.Equal("more", ImportProbe.FromBytes(book, path => ImportProbe.Rows(path, new TableOptions { Worksheet = "3" }))[0].StageId);
        Assert.Equal("hidden", ImportProbe.FromBytes(book, path => ImportProbe.Rows(path, new TableOptions { Worksheet = "old" }))[0].StageId);
    }

    [Fact]
    public void WorkbooksThatAreNoneSayWhy()
    {
        AssertFails(Zip(("xl/workbook.bin", "x"), ("[Content_Types].xml", "x")), "FileFormatNotSupported", ".xlsb");
        AssertFails(Zip(("mimetype", "x"), ("content.xml", "x")), "FileFormatNotSupported", ".ods");
        AssertFails(Zip(("readme.txt", "x")), "FileFormatNotSupported", "ZIP");
        AssertFails(Zip(("[Content_Types].xml", "x"), ("word/document.xml", "x")), "FileFormatNotSupported", "Word");
        AssertFails(Zip(("[Content_Types].xml", "x")), "FileUnreadable", "xl/workbook.xml");
        AssertFails([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A], "FileFormatNotSupported", "PNG");
        AssertFails([.. Enumerable.Range(0, 4000).Select(i => (byte)(i * 7))], "FileFormatNotSupported", "neither text nor a workbook");
        AssertFails([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "FileUnreadable", "damaged");
        AssertFails(Compound("EncryptionInfo", "EncryptedPackage"), "FileFormatNotSupported", "password");
        AssertFails(Compound("WordDocument"), "FileFormatNotSupported", "Word");
        AssertFails(Compound("Other"), "FileUnreadable", "damaged");
        AssertFails(WithPassword(File.ReadAllBytes(TestFiles.Data("calc-1904.xls"))), "FileFormatNotSupported", "password");
        AssertFails(File.ReadAllBytes(TestFiles.Data("calc-formats.xlsx")), "ColumnsNotFound", "stage_id");
    }

    [Fact]
    public void DamagedPartsSayWhy()
    {
        const string Row = "<row><c><v>1</v></c></row>";
        AssertFails(new HandmadeWorkbook(Row).With("xl/worksheets/sheet1.xml", "<!DOCTYPE x [<!ENTITY a \"b\">]><worksheet/>").ToBytes(), "FileUnreadable", "document type");
        AssertFails(new HandmadeWorkbook(Row).With("xl/worksheets/sheet1.xml", "<worksheet><sheetData><row>").ToBytes(), "FileUnreadable", "damaged");
        AssertFails(new HandmadeWorkbook("<row><c t=\"s\"><v>7</v></c></row>").ToBytes(), "FileUnreadable", "damaged");
        AssertFails(new HandmadeWorkbook("<row><c r=\"XFE1\"><v>7</v></c></row>").ToBytes(), "FileUnreadable", "damaged");
        var missing = new HandmadeWorkbook(Row);
        missing.Parts.Remove("xl/worksheets/sheet1.xml");
        AssertFails(missing.ToBytes(), "FileUnreadable", "xl/worksheets/sheet1.xml");
        AssertFails(new HandmadeWorkbook(Row).With("xl/_rels/workbook.xml.rels", "<Relationships/>").ToBytes(), "FileUnreadable", "R1");

        // Round in a circle: the package's workbook is its own sheet.
        string links = HandmadeWorkbook.Links((HandmadeWorkbook.TransitionalLinks + "/worksheet", "R1", "workbook.xml"));
        AssertFails(new HandmadeWorkbook(Row).With("xl/_rels/workbook.xml.rels", links).ToBytes(), "ColumnsNotFound", "stage_id");

        byte[] whole = File.ReadAllBytes(TestFiles.Example("updates.xlsx"));
        AssertFails(whole[..(whole.Length / 2)], "FileUnreadable", "damaged");
        AssertFails(whole[..^10], "FileUnreadable", "damaged");
    }

    [Fact]
    public void BombsAreRefusedBeforeTheyFillTheMemory()
    {
        string blanks = new(' ', 1 << 20);
        var bomb = new StringBuilder();
        for (int i = 0; i < 70; i++)
        {
            bomb.Append(blanks);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        byte[] sheet = new HandmadeWorkbook(bomb.ToString()).ToBytes();
        long made = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.InRange(sheet.Length, 0, 1 << 20);
        before = GC.GetAllocatedBytesForCurrentThread();
        AssertFails(sheet, "FileUnreadable", "unpacks");
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, Math.Min(made, 16L << 20));

        string text = new('x', 200_000);
        AssertFails(new HandmadeWorkbook("<row><c t=\"s\"><v>0</v></c></row>").WithStrings($"<si><t>{text}</t></si>").ToBytes(), "FileUnreadable", "131072");
        Assert.Equal(["1: !CellTooLong", "2: #1"], SheetRowsTests.Read(new HandmadeWorkbook($"<row><c t=\"str\"><v>{text}</v></c></row><row><c><v>1</v></c></row>")));
        AssertFails(Zip([.. Enumerable.Range(0, 10_001).Select(i => ("p" + i, string.Empty))]), "FileUnreadable", "10000");
    }

    [Fact]
    public void SheetsAreFoundByNameAndNumberAndByTheirColumns()
    {
        string path = TestFiles.Example("updates.xlsx");
        Assert.Equal(44, ImportProbe.Rows(path, new TableOptions { Worksheet = "进度" }).Count);
        Assert.Equal(44, ImportProbe.Rows(path, new TableOptions { Worksheet = "1" }).Count);
        Assert.Contains("'进度'", Fails(path, new TableOptions { Worksheet = "nope" }).Message);
        Assert.Equal("ColumnsNotFound", Fails(path, new TableOptions { HeaderRow = 2 }).ErrorId);
        Assert.Equal("ColumnsNotFound", Fails(path, new TableOptions { ColumnMap = new Dictionary<string, ProgressField> { ["Reslt"] = ProgressField.Result } }).ErrorId);
    }

    [Fact]
    public void BannersAboveTheTitlesAndOtherTitlesAreNoObstacle()
    {
        string text = "\ufeff#TYPE System.Management.Automation.PSCustomObject\nsomebody's report\n\nOrder No;stage id;STAGE_NAME;阶段时间;note\n6931286400470354183;S1;Check;2026-11-02 10:00;x\n";
        var map = new Dictionary<string, ProgressField> { ["order no"] = ProgressField.BackgroundCheckId };
        BgCheckProgress row = Assert.Single(ImportProbe.FromText(text, path => ImportProbe.Rows(path, new TableOptions { ColumnMap = map })));
        Assert.Equal(("6931286400470354183", 5L, "x"), (row.BackgroundCheckId, row.Source!.Row, row.Properties["note"]));
        Assert.Equal("ColumnsNotFound", ImportProbe.FromText(text, path => Fails(path)).ErrorId);
    }

    internal static FeishuHireException Fails(string path, TableOptions? options = null) =>
        Assert.Throws<FeishuHireException>(() => ImportProbe.Rows(path, options));

    private static FeishuHireException AssertFails(byte[] bytes, string id, string part)
    {
        FeishuHireException failure = ImportProbe.FromBytes(bytes, path => Fails(path), ".xls");
        Assert.Equal(id, failure.ErrorId);
        Assert.Contains(part, failure.Message);
        return failure;
    }

    private static byte[] Zip(params (string Name, string Content)[] parts)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, string content) in parts)
            {
                using Stream part = zip.CreateEntry(name).Open();
                part.Write(Encoding.UTF8.GetBytes(content));
            }
        }

        return bytes.ToArray();
    }

    /// <summary>A compound file with a table sector and one directory sector that names the streams.</summary>
    private static byte[] Compound(params string[] streams)
    {
        byte[] file = new byte[512 * 3];
        byte[] magic = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
        magic.CopyTo(file, 0);
        file[30] = 9; // sectors of 512 bytes
        BitConverter.GetBytes(1).CopyTo(file, 48); // the directory is sector 1
        file.AsSpan(76, 436).Fill(0xFF);
        BitConverter.GetBytes(0).CopyTo(file, 76); // the table is sector 0
        BitConverter.GetBytes(0xFFFFFFFE).CopyTo(file, 512 + 4); // the directory's chain ends
        string[] names = ["Root Entry", .. streams];
        for (int i = 0; i < names.Length; i++)
        {
            Encoding.Unicode.GetBytes(names[i]).CopyTo(file, 1024 + (128 * i));
            file[1024 + (128 * i) + 64] = (byte)((names[i].Length * 2) + 2);
        }

        return file;
    }

    /// <summary>Puts FILEPASS, which announces encryption, in the place of the four records behind the workbook's BOF.</summary>
    private static byte[] WithPassword(byte[] workbook)
    {
        int bof = workbook.AsSpan().IndexOf((ReadOnlySpan<byte>)[0x09, 0x08, 0x10, 0x00, 0x00, 0x06, 0x05, 0x00]);
        byte[] filePass = [0x2F, 0x00, 128, 0, /* XOR */ 0, 0, /* key */ 0x12, 0x34, /* verifier */ 0x56, 0x78];
        filePass.CopyTo(workbook, bof + 20);
        return workbook;
    }

    private static string Describe(BgCheckProgress row) => row.FaultError is not null
        ? row.Source!.Row + " !" + row.FaultError.Id
        : row.Source!.Row + " " + string.Join(' ', RowRules.Check(row, new RowRuleContext(1793592265000 + 86_400_000L * 30)).Select(finding => finding.ErrorId + (finding.Field is null ? string.Empty : ":" + finding.Field)));
}
