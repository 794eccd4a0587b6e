using System;
using System.IO;
using System.Linq;
using FeishuHire.Engine.Files;
using FeishuHire.Engine.Files.Xls;
using Xunit;
using static FeishuHire.UnitTests.Files.HandmadeBiff;

namespace FeishuHire.UnitTests.Files;

/// <summary>Records of .xls workbooks as odd writers put them: what the library gives as an empty cell is not empty.</summary>
public class OddBiffTests
{
    private const double Day = 46328.5030671296; // 2026-11-02 12:04:25
    private static readonly byte[] Strings = Record(0x00FC, [2, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, (byte)'a', 1, 0, 1, 0x2D, 0x4E]);
    private static readonly byte[] TextFollows = [0, 0, 0, 0, 0, 0, 0xFF, 0xFF];
    private static readonly byte[] Text = Record(0x0207, [2, 0, 0, (byte)'o', (byte)'k']);

    [Fact]
    public void SharedTextsThatAreNotThereAreErrors() =>
        Assert.Equal("a|中|!#ERROR!|!#ERROR!", Read(Shared(0, 0, 0), Shared(0, 1, 1), Shared(0, 2, 2), Shared(0, 3, -1)));

    [Fact]
    public void SharedTextsGoOnInTheNextRecord()
    {
        byte[] strings = Join(
            Record(0x00FC, [3, 0, 0, 0, 3, 0, 0, 0, 4, 0, 0, (byte)'a', (byte)'b']),
            Record(0x003C, [1, 0x2D, 0x4E, (byte)'d', 0, /* rich, phonetic */ 2, 0, 0x0C, 1, 0, 4, 0, 0, 0, (byte)'r', (byte)'s', 0, 0, 0, 0]),
            Record(0x003C, [1, 2, 3, 4, 1, 0, 0, (byte)'z']));
        Assert.Equal("ab中d|rs|z", Text0(strings, [], Shared(0, 0, 0), Shared(0, 1, 1), Shared(0, 2, 2)));
    }

    [Fact]
    public void FormulasHaveTheTextThatFollows()
    {
        Assert.Equal("ok|x", Read(Formula(0, 0, TextFollows), Text, Label(0, 1, "x")));
        Assert.Equal("ok|x", Read(Formula(0, 0, TextFollows), Record(0x04BC, new byte[10]), Text, Label(0, 1, "x")));
        Assert.Equal("!#UNCALCULATED!|!#UNCALCULATED!|y", Read(Formula(0, 0, TextFollows), Label(0, 1, "x"), Label(0, 2, "y")));
        Assert.Equal("!#UNCALCULATED!|x", Read(Formula(0, 0, TextFollows), Record(0x0221, new byte[14]), Text, Label(0, 1, "x")));
        Assert.Equal("|x", Read(Formula(0, 0, 3, 0, 0, 0, 0, 0, 0xFF, 0xFF), Label(0, 1, "x")));
        Assert.Equal("?True|!#N/A|#1.5", Read(
            Formula(0, 0, 1, 0, 1, 0, 0, 0, 0xFF, 0xFF), Formula(0, 1, 2, 0, 0x2A, 0, 0, 0, 0xFF, 0xFF), Formula(0, 2, BitConverter.GetBytes(1.5))));
        Assert.Equal("!#UNCALCULATED!|x", Read(Formula(0, 0, 9, 0, 0, 0, 0, 0, 0xFF, 0xFF), Label(0, 1, "x")));
    }

    [Fact]
    public void NumbersAreThoseOfTheirFormats()
    {
        string[] formats = ["\"d\"0", "[Red]0", "0\"年\"", "\\d0", "[$-804]0", "G/通用格式", "[=0]\"\";yyyy-mm-dd", "[$-804]aaaa", "yyyy\"年\"m\"月\"d\"日\"", "[h]:mm", "上午/下午h\"时\"mm\"分\""];
        string expected = string.Join('|', formats.Select((_, i) => i < 6 ? "#46328.5030671296" : "@2026-11-02 12:04:25.000"));
        Assert.Equal(expected, Text0([], formats, [.. formats.Select((_, i) => Number(0, i, i + 1, Day))]));
        Assert.Equal("00012|#12", Text0([], ["00000", "0"], Number(0, 0, 1, 12), Number(0, 1, 2, 12)));
        Assert.Equal("95%|28.5%", Text0([], ["0%", "0.0%"], Number(0, 0, 1, 0.95), Number(0, 1, 2, 0.285)));
        Assert.Equal("#12.34|#-3|#1|#2.5", Read(
            Cell(0x027E, 0, 0, 0, BitConverter.GetBytes((1234 << 2) | 3)), Cell(0x027E, 0, 1, 0, BitConverter.GetBytes((-3 << 2) | 2)),
            Record(0x00BD, [0, 0, 2, 0, 0, 0, .. BitConverter.GetBytes((1 << 2) | 2), 0, 0, .. BitConverter.GetBytes((250 << 2) | 3), 3, 0])));
    }

    [Theory]
    [InlineData(60.0, "@1900-02-28 00:00:00.000")]
    [InlineData(3e6, "#3000000")]
    [InlineData(1e300, "#1E+300")]
    public void NumbersThatAreNoDatesStayNumbers(double number, string expected) =>
        Assert.Equal(expected, Text0([], ["yyyy-mm-dd"], Number(0, 0, 1, number)));

    [Fact]
    public void RowsMayLieBeyondWhatTheSheetAnnounces() =>
        Assert.Equal(["a", "|far"], Lines(Book(Strings, [], Label(0, 0, "a"), Label(70, 1, "far"))).Select(line => line.TrimEnd('|')).Where(line => line.Length > 0));

    private static string Read(params byte[][] cells) => Text0(Strings, [], cells);

    private static string Text0(byte[] strings, string[] formats, params byte[][] cells) => Lines(Book(strings, formats, cells))[0].TrimEnd('|');

    private static string[] Lines(byte[] file)
    {
        using var stream = new MemoryStream(file);
        using var book = new BiffBook(stream);
        using IRowSource rows = book.Open(0);
        return [.. RowText.All(rows).Select(row => row[(row.IndexOf(' ') + 1)..])];
    }
}
