using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using CsCheck;
using FeishuHire.Engine.Files.Csv;
using Xunit;

namespace FeishuHire.UnitTests.Files;

public class CharsetDetectorTests
{
    private const string Sheet = "背调单号,阶段名称,结果\r\n6931286400470354183,身份核验,通过\r\n6931286400470354184,学历核验,王𠮷\r\n";

    static CharsetDetectorTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static TheoryData<string, bool> Sets => new()
    {
        { "utf-8", true }, { "utf-8", false }, { "utf-16", true }, { "utf-16", false }, { "utf-16BE", true },
        { "utf-16BE", false }, { "utf-32", true }, { "gb18030", false },
    };

    [Theory]
    [MemberData(nameof(Sets))]
    public void FindsTheSetAndReadsTheText(string name, bool hasMark)
    {
        Encoding encoding = Encoding.GetEncoding(name);
        byte[] bytes = [.. hasMark ? encoding.GetPreamble() : [], .. encoding.GetBytes(Sheet)];
        TextCharset charset = Detect(bytes)!;
        Assert.Equal(encoding.CodePage, charset.Encoding.CodePage);
        Assert.Equal(Sheet, charset.Encoding.GetString(bytes, charset.PreambleLength, bytes.Length - charset.PreambleLength));
    }

    [Fact]
    public void AChineseNameInTheLastLineStillDecides()
    {
        string ascii = string.Concat(Enumerable.Repeat("6931286400470354183,S1,ok\r\n", 10_000));
        byte[] bytes = Encoding.GetEncoding("gb18030").GetBytes(ascii + "1,2,王\r\n");
        Assert.Equal(54936, Detect(bytes)!.Encoding.CodePage);
    }

    [Fact]
    public void ALongFileWithLineEndsOfTheOldMacIsReadWhereverItsPiecesEnd()
    {
        // Longer than what is looked at in one piece, which then ends in each half of a character.
        string rows = string.Concat(Enumerable.Repeat("1,学历核验通过情况说明学历核验通过情况说明\r", 40_000));
        for (int shift = 0; shift < 2; shift++)
        {
            Assert.Equal((54936, CharsetEvidence.EveryByte), Set(new string('x', shift) + rows));
        }

        static (int, CharsetEvidence) Set(string text) => Detect(Encoding.GetEncoding("gb18030").GetBytes(text)) is TextCharset set ? (set.Encoding.CodePage, set.Evidence) : default;
    }

    [Theory]
    [InlineData("\r")]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public void TwoSetsInOneFileAreNamedWithTheLineWhateverEndsIt(string end)
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes($"a{end}学历核验{end}{end}"), .. Encoding.GetEncoding("gb18030").GetBytes($"学历核验{end}")];
        var refusal = Assert.Throws<Engine.Files.FileRefusal>(() => Detect(bytes));
        Assert.Contains(refusal.Fault.Facts, fact => fact is { Name: "Line", Value: 4L });
    }

    [Fact]
    public void ABrokenByteInUtf8SpoilsItsRowAndDoesNotTurnTheFileToMojibake()
    {
        byte[] bytes = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(Sheet, 4)));
        bytes[^10] = 0xFF;
        TextCharset charset = Detect(bytes)!;
        Assert.Equal((65001, CharsetEvidence.MostBytes), (charset.Encoding.CodePage, charset.Evidence));
        Assert.Contains('\uFFFD', charset.Encoding.GetString(bytes));
    }

    [Fact]
    public void BytesThatAreTextInNoSetAreRefused() => Assert.Null(Detect([0x61, 0xFF, 0xFF, 0x2C, 0xFF, 0x0A]));

    [Fact]
    public void TheUsersChoiceCountsAndItsMarkIsSkipped()
    {
        byte[] big5 = Encoding.GetEncoding("big5").GetBytes("背調");
        TextCharset charset = Detect(big5, Encoding.GetEncoding("big5"))!;
        Assert.Equal(("背調", CharsetEvidence.Named), (charset.Encoding.GetString(big5), charset.Evidence));
        Assert.Equal(3, Detect([0xEF, 0xBB, 0xBF, 0x61], new UTF8Encoding(false))!.PreambleLength);
        Assert.Equal(0, Detect([0xEF, 0xBB, 0xBF, 0x61], Encoding.GetEncoding("gb18030"))!.PreambleLength);
    }

    [Fact]
    public void Utf8ScanAgreesWithTheFrameworksStrictDecoder() =>
        Gen.Select(Gen.OneOf(Gen.Byte, Gen.OneOf<byte>(0xE4, 0xB8, 0xAD, 0xF0, 0x9F, 0xED, 0xA0, 0xC2, 0x80, 0x41, 0xF4, 0x90)).Array[0, 24], Gen.Int[0, 24]).Sample((bytes, cut) =>
        {
            var scan = default(Utf8Scan);
            int first = Math.Min(cut, bytes.Length);
            scan.Add(bytes.AsSpan(0, first));
            scan.Add(bytes.AsSpan(first));
            scan.Finish();
            bool strict = true;
            try
            {
                _ = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
            }
            catch (DecoderFallbackException)
            {
                strict = false;
            }

            Assert.Equal(strict, scan.Broken == 0);
        }, iter: 20_000);

    private static TextCharset? Detect(byte[] bytes, Encoding? named = null) =>
        CharsetDetector.Detect(new MemoryStream(bytes), named, CancellationToken.None);
}
