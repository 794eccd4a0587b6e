using System;
using System.Collections.Generic;
using System.Linq;
using CsCheck;
using Xunit;

namespace FeishuHire.UnitTests.Files;

public class DelimitedRowsTests
{
    [Theory]
    [InlineData("a,b\n1,2\n", "1: a|b", "2: 1|2")]
    [InlineData("a,b\r\n1,2", "1: a|b", "2: 1|2")]
    [InlineData("a,b\r1,2\r", "1: a|b", "2: 1|2")]
    [InlineData("a\n\n\r\nb", "1: a", "2: ", "3: ", "4: b")]
    [InlineData("a,b\n1\n1,2,3\n,\n", "1: a|b", "2: 1", "3: 1|2|3", "4: |")]
    [InlineData("\"a,1\",\"b\"\"c\",\"\"\n", "1: a,1|b\"c|")]
    [InlineData("\"a\nb\r\nc\",2\nx,3", "1: a\\nb\\r\\nc|2", "2: x|3")]
    [InlineData("=\"123\", 5\" x,y\"z\"", "1: =\"123\"| 5\" x|y\"z\"")]
    [InlineData("\"1\"\t,\"2\" \n", "1: 1|2")]
    [InlineData("1\0,2\n\0,4\n#x,5\n", "1: 1\\0|2", "2: \\0|4", "3: #x|5")]
    [InlineData("\ufeff\"1\",2\n \ufeff\"a,b\",3", "1: 1|2", "2: a,b|3")]
    [InlineData("\n", "1: ")]
    [InlineData("a,", "1: a|")]
    public void PartsRecordsAndCells(string text, params string[] expected)
    {
        Assert.Equal(expected, RowText.OfText(text));
        Assert.Equal(expected, RowText.OfText(text, chunk: 1));
    }

    [Fact]
    public void AnEmptyTextHasNoRow() => Assert.Empty(RowText.OfText(string.Empty));

    [Theory]
    [InlineData("a,b\n1,2\n\"never,3\n4,5\n6,7\n", "1: a|b", "2: 1|2", "3: !QuoteNeverClosed", "4: 4|5", "5: 6|7")]
    [InlineData("a,b\n\"x\"y,2\n3,4\n", "1: a|b", "2: !QuoteMisplaced", "3: 3|4")]
    [InlineData("a,b\n\"open,2\n3,\"four\"\n5,6", "1: a|b", "2: !QuoteMisplaced", "3: 3|four", "4: 5|6")]
    [InlineData("\"", "1: !QuoteNeverClosed")]
    [InlineData("\"\r\n1", "1: !QuoteNeverClosed", "2: 1")]
    public void ABadRecordCostsItsOwnLineOnly(string text, params string[] expected)
    {
        Assert.Equal(expected, RowText.OfText(text));
        Assert.Equal(expected, RowText.OfText(text, chunk: 1));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"")]
    public void ALineFarBeyondTheLimitIsOneUnreadableRowInLittleMemory(string quote)
    {
        // Ten times the limit; the buffer never holds more than twice the limit.
        string text = "a,b\n1,2\n" + quote + new string('x', 10 << 20) + ",3\r\n4,5\n";
        long before = GC.GetAllocatedBytesForCurrentThread();
        List<string> rows = RowText.OfText(text);
        Assert.Equal(["1: a|b", "2: 1|2", quote.Length == 0 ? "3: !RecordTooLong" : "3: !QuoteNeverClosed", "4: 4|5"], rows);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 12 << 20);
    }

    [Fact]
    public void MoreCellsThanASheetHasColumnsIsOneUnreadableRow() =>
        Assert.Equal(["1: !TooManyCells", "2: a"], RowText.OfText(new string(',', 20_000) + "\na"));

    [Fact]
    public void ManyUnclosedQuotesDoNotCostTheSquareOfTheFile()
    {
        string text = string.Concat(Enumerable.Repeat("\"a\"\"b,1\n", 20_000));
        List<string> rows = RowText.OfText(text);
        Assert.Equal(20_000, rows.Count);
        Assert.All(rows, row => Assert.Contains('!', row));
    }

    [Fact]
    public void WhateverIsWrittenQuotedReadsBackTheSame() =>
        Gen.Select(Gen.String[Gen.OneOf('a', '"', ',', '\n', '\r', '\t', ';', '中', ' ', '\0'), 0, 8].Array[1, 5].Array[1, 6], Gen.Int[1, 5], Gen.OneOf(',', '\t', ';'))
            .Sample((rows, chunk, delimiter) =>
            {
                string text = string.Join("\r\n", rows.Select(row => string.Join(delimiter, row.Select(cell => '"' + cell.Replace("\"", "\"\"") + '"'))));
                using var read = new Engine.Files.Csv.DelimitedRows(new System.IO.StringReader(text), delimiter, () => 0);
                foreach (string[] row in rows)
                {
                    Assert.True(read.Read());
                    Assert.Null(read.Fault);
                    Assert.Equal(row, Enumerable.Range(0, read.CellCount).Select(i => (string?)read.Cell(i) ?? string.Empty));
                }

                Assert.False(read.Read());
                Assert.Equal(RowText.OfText(text, delimiter), RowText.OfText(text, delimiter, chunk));
            });

    [Fact]
    public void AnyTextEndsAndEveryChunkingGivesTheSameRows() =>
        Gen.Select(Gen.String[Gen.OneOf('a', '"', '"', ',', '\n', '\r', ' ', '\t', '中'), 0, 60], Gen.Int[1, 4])
            .Sample((text, chunk) => Assert.Equal(RowText.OfText(text), RowText.OfText(text, chunk: chunk)), iter: 5_000);
}
