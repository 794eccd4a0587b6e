using System;
using System.IO;
using System.Text;
using System.Threading;
using FeishuHire.Errors;

namespace FeishuHire.Engine.Files.Csv;

/// <summary>Finds the character set of a text: byte order mark, then the zero bytes of UTF-16, then strict UTF-8, then
/// GB18030, over the whole file and line by line: an export whose first Chinese name stands in its last line is still right.</summary>
internal static class CharsetDetector
{
    private const int ChunkBytes = 1 << 16;

    /// <summary>Finds the character set; leaves the stream anywhere.</summary>
    /// <param name="stream">The file, seekable.</param>
    /// <param name="named">The user's choice, or null.</param>
    /// <param name="cancellation">Ends a long read.</param>
    /// <returns>The character set, or null when the bytes are text in none of them.</returns>
    internal static TextCharset? Detect(Stream stream, Encoding? named, CancellationToken cancellation)
    {
        byte[] chunk = new byte[ChunkBytes];
        stream.Position = 0;
        int length = FileBytes.Fill(stream, chunk);
        if (named is not null)
        {
            return new TextCharset(Lenient(named), PreambleOf(named, chunk.AsSpan(0, length)), CharsetEvidence.Named);
        }

        TextCharset? charset = WithoutReading(chunk.AsSpan(0, length));
        if (charset is not null and not { Encoding: UTF8Encoding })
        {
            return charset;
        }

        // Also where a mark says UTF-8: half of the file may have been put behind it by another program.
        if (IsUtf8(stream, chunk, cancellation))
        {
            return charset ?? new TextCharset(new UTF8Encoding(false), 0, CharsetEvidence.EveryByte);
        }

        var lines = new CharsetLines();
        lines.Read(stream, charset?.PreambleLength ?? 0, cancellation);
        if (lines.MixedAt > 0)
        {
            throw new FileRefusal(ErrorId.FileUnreadable, new FileFault(FileFaultKey.CharsetMixed, ("Line", lines.MixedAt), ("First", lines.First), ("Second", lines.Second)));
        }

        return charset ?? (lines.IsUtf8 ? new TextCharset(new UTF8Encoding(false), 0, CharsetEvidence.MostBytes)
            : lines.IsGb18030 ? new TextCharset(Encodings.Gb18030, 0, lines.AnyBroken ? CharsetEvidence.MostBytes : CharsetEvidence.EveryByte)
            : null);
    }

    /// <summary>What the file's first bytes tell: a byte order mark, or the zero bytes of UTF-16; null where they tell nothing.</summary>
    /// <param name="bytes">The file's beginning.</param>
    internal static TextCharset? WithoutReading(ReadOnlySpan<byte> bytes) => ByMark(bytes) ?? ByZeroBytes(bytes);

    private static TextCharset? ByMark(ReadOnlySpan<byte> bytes)
    {
        TextCharset? charset = bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? Marked(new UTF8Encoding(false), 3)
            : bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE, 0, 0]) ? Marked(new UTF32Encoding(bigEndian: false, byteOrderMark: false), 4)
            : bytes.StartsWith((ReadOnlySpan<byte>)[0, 0, 0xFE, 0xFF]) ? Marked(new UTF32Encoding(bigEndian: true, byteOrderMark: false), 4)
            : bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) ? Marked(new UnicodeEncoding(bigEndian: false, byteOrderMark: false), 2)
            : bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]) ? Marked(new UnicodeEncoding(bigEndian: true, byteOrderMark: false), 2)
            : bytes.StartsWith((ReadOnlySpan<byte>)[0x84, 0x31, 0x95, 0x33]) ? Marked(Encodings.Gb18030, 4)
            : null;
        if (charset is null)
        {
            return null;
        }

        // Two programs in turn may each have put their mark.
        int length = charset.PreambleLength;
        int skip = length;
        while (skip + length <= bytes.Length && bytes.Slice(skip, length).SequenceEqual(bytes.Slice(0, length)))
        {
            skip += length;
        }

        return charset with { PreambleLength = skip };

        static TextCharset Marked(Encoding encoding, int mark) => new(encoding, mark, CharsetEvidence.ByteOrderMark);
    }

    /// <summary>UTF-16 without a mark: titles, ids and delimiters are ASCII, so that one byte of most pairs is zero.</summary>
    private static TextCharset? ByZeroBytes(ReadOnlySpan<byte> bytes)
    {
        int even = 0;
        int odd = 0;
        for (int i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] == 0)
            {
                if ((i & 1) == 0)
                {
                    even++;
                }
                else
                {
                    odd++;
                }
            }
        }

        int pairs = Math.Max(1, bytes.Length / 2);
        return odd * 4 > pairs && even * 20 < pairs
            ? new TextCharset(new UnicodeEncoding(bigEndian: false, byteOrderMark: false), 0, CharsetEvidence.ZeroBytes)
            : even * 4 > pairs && odd * 20 < pairs
            ? new TextCharset(new UnicodeEncoding(bigEndian: true, byteOrderMark: false), 0, CharsetEvidence.ZeroBytes)
            : null;
    }

    private static bool IsUtf8(Stream stream, byte[] chunk, CancellationToken cancellation)
    {
        var scan = new Utf8Scan();
        stream.Position = 0;
        int length;
        while ((length = stream.Read(chunk, 0, chunk.Length)) > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            scan.Add(chunk.AsSpan(0, length));
        }

        scan.Finish();
        return scan.Broken == 0;
    }

    private static Encoding Lenient(Encoding named)
    {
        var lenient = (Encoding)named.Clone();
        lenient.DecoderFallback = new DecoderReplacementFallback("\uFFFD");
        return lenient;
    }

    /// <summary>The mark of the named set itself, whether or not the encoding object writes one.</summary>
    private static int PreambleOf(Encoding named, ReadOnlySpan<byte> bytes) =>
        ByMark(bytes) is TextCharset marked && marked.Encoding.CodePage == named.CodePage ? marked.PreambleLength : 0;
}
