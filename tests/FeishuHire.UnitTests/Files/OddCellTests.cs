using System.Collections.Generic;
using System.IO;
using System.Linq;
using FeishuHire.Engine.Files;
using FeishuHire.Engine.Files.Xlsx;
using Xunit;

namespace FeishuHire.UnitTests.Files;

/// <summary>Cells as odd writers put them, after public bug reports of other readers: the value that a spreadsheet shows, or
/// an error that says so.</summary>
public class OddCellTests
{
    [Theory]
    [InlineData("<c t='inlineStr'><v>a</v></c>", "a")] // the wrong element for its type
    [InlineData("<c><is><t>a</t></is></c>", "a")]
    [InlineData("<c t='str'><is><t>a</t></is></c>", "a")]
    [InlineData("<c t='s'><is><t>a</t></is></c>", "a")]
    [InlineData("<c t='inlineStr'><v>0</v><is><t>a</t></is></c>", "a")] // both: the type decides
    [InlineData("<c t='s'><v>1</v><is><t>a</t></is></c>", "one")]
    [InlineData("<c t='inlineStr'><is><t>a</t><t>b</t></is></c>", "ab")]
    [InlineData("<c t='inlineStr'><is><r><t>6931</t></r><r><t>2864</t></r><rPh sb='0' eb='1'><t>x</t></rPh><phoneticPr fontId='1'/></is></c>", "69312864")]
    [InlineData("<c><v>1</v><v>2</v></c>", "throws")]
    [InlineData("<c><v>12<!-- c -->34<?p i?><![CDATA[5]]></v></c>", "#12345")]
    [InlineData("<c t='str'><v>a&#x4E2D;<![CDATA[<b>]]></v></c>", "a中<b>")]
    [InlineData("<c t='str'><v>_x000D__x005F_x000D__x00g0_</v></c>", "\\r_x000D__x00g0_")]
    [InlineData("<c t='s'><v>\n 1 \n</v></c>", "one")] // a file that was made pretty
    [InlineData("<c t='s'><v>-1</v></c>", "throws")]
    [InlineData("<c t='s'><v>9</v></c>", "throws")]
    [InlineData("<c t='s'><v>1.5</v></c>", "throws")]
    [InlineData("<c t='s'><v/></c><c t='s'/>", "")]
    [InlineData("<c t='b'><v> 1 </v></c>", "?True")]
    [InlineData("<c t='b'><v>0</v></c>", "?False")]
    [InlineData("<c t='b'><v>yes</v></c>", "!#ERROR!")]
    [InlineData("<c t='e'/>", "!#ERROR!")]
    [InlineData("<c t='e'><v></v></c>", "!#ERROR!")]
    [InlineData("<c t=''><v>5</v></c>", "#5")]
    [InlineData("<c t='S'><v>1</v></c>", "!#ERROR!")] // a type that nobody knows: 1 is hardly the value
    [InlineData("<c r='B1'><v>2</v></c><c r='A1'><v>1</v></c><c><v>3</v></c>", "throws")]
    [InlineData("<c r='C1'><v>3</v></c><c r='A1'><v>1</v></c>", "#1||#3")]
    [InlineData("<c r='A1'><v>1</v></c><c r='A1'><v>2</v></c>", "throws")]
    [InlineData("<c r='A1'><v>1</v></c><c r='A1'/>", "#1")]
    [InlineData("<c r='1'><v>1</v></c>", "throws")]
    [InlineData("<c r='AAAA1'><v>1</v></c>", "throws")]
    [InlineData("<c r='b1'><v>1</v></c>", "|#1")]
    [InlineData("<c><v>1</v><extLst><ext><x:c xmlns:x='u'><x:v>9</x:v></x:c></ext></extLst></c><c><v>2</v></c>", "#1|#2")]
    [InlineData("<c><extLst><ext><x:c xmlns:x='u'><x:v>9</x:v></x:c></ext></extLst><v>1</v></c><c><v>2</v></c>", "#1|#2")]
    [InlineData("<c><v>1</v></c><extLst><ext><x:row xmlns:x='u'><x:c/></x:row></ext></extLst><c><v>2</v></c>", "#1|#2")]
    [InlineData("<c><v>1.0E+2</v></c><c><v>-0</v></c><c><v>1e400</v></c>", "#100|#-0|1e400")]
    [InlineData("<c><f>A2</f></c><c t='str'><f>A2</f><v></v></c><c><f/><v>4</v></c>", "!#UNCALCULATED!||#4")]
    public void CellsAreReadAsShown(string cells, string expected) => Assert.Equal(expected, Row(cells));

    [Theory]
    [InlineData("\"d\"0", false)]
    [InlineData("[Red]0", false)]
    [InlineData("0\"年\"", false)]
    [InlineData("\\d0", false)]
    [InlineData("[$-804]0", false)]
    [InlineData("G/通用格式", false)]
    [InlineData("_-* #,##0.00_-", false)]
    [InlineData("[h]:mm", true)]
    [InlineData("h:mm AM/PM", true)]
    [InlineData("上午/下午h\"时\"mm\"分\"", true)]
    [InlineData("[$-804]aaaa", true)] // the day of the week
    [InlineData("[=0]\"\";yyyy-mm-dd", true)]
    [InlineData("[>=1]yyyy-mm-dd;\"-\"", true)]
    [InlineData(";;;", false)]
    [InlineData("0;yyyy", false)]
    [InlineData("@", false)]
    public void FormatsAreToldByWhatTheyShow(string code, bool isDate) => Assert.Equal(isDate, DateFormat.IsDate(code));

    [Theory]
    [InlineData("xl/", "XL/", "xl/")]
    [InlineData("/", "\\", "xl/")]
    [InlineData("xl/", "some/where/", "/some/where/")]
    [InlineData("xl/", "book/", "./x/../book/")]
    public void PartsAreFoundWhereverTheyLie(string part, string renamed, string folder)
    {
        var workbook = new HandmadeWorkbook("<row><c><v>1</v></c></row>");
        KeyValuePair<string, string>[] parts = [.. workbook.Parts];
        workbook.Parts.Clear();
        foreach (KeyValuePair<string, string> item in parts)
        {
            workbook.Parts[item.Key.Replace(part, renamed)] = item.Value.Replace("Target=\"xl/", "Target=\"" + folder);
        }

        Assert.Equal(["1: #1"], SheetRowsTests.Read(workbook));
    }

    [Fact]
    public void MergedAreasAreFoundBehindOddlySpacedTags()
    {
        HandmadeWorkbook workbook = new HandmadeWorkbook(string.Empty).With(
            "xl/worksheets/sheet1.xml",
            $"<x:worksheet xmlns:x=\"{HandmadeWorkbook.Transitional}\"><x:sheetData><x:row><x:c><x:v>5</x:v></x:c></x:row><x:row><x:c r=\"B2\"><x:v>6</x:v></x:c></x:row></x:sheetData ><x:mergeCells><x:mergeCell\n ref=\"A1:A2\"/></x:mergeCells></x:worksheet>");
        using var book = new XlsxBook(new MemoryStream(workbook.ToBytes()));
        using IRowSource rows = book.Open(0);
        Assert.True(rows.Read() && rows.Read());
        Assert.Equal((1L, 0), rows.MergedInto(0));
    }

    internal static string Row(string cells)
    {
        HandmadeWorkbook workbook = new HandmadeWorkbook("<row>" + cells.Replace('\'', '"') + "</row>").WithStrings("<si><t>zero</t></si><si><t>one</t></si>");
        try
        {
            return string.Concat(SheetRowsTests.Read(workbook).Select(row => row[3..]));
        }
        catch (FileRefusal)
        {
            return "throws";
        }
    }
}
