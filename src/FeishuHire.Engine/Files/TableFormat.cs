using System;
using System.IO;
using System.Text;
using FeishuHire.Engine.Files.Csv;
using FeishuHire.Engine.Files.Xls;
using FeishuHire.Errors;

namespace FeishuHire.Engine.Files;

/// <summary>Tells a file's kind by its content: export systems put text and web pages under .xls, and people rename files.
/// What is not read is named, so that its remedy can be.</summary>
internal static class TableFormat
{
    private const int SampleBytes = 1 << 16;

    private static readonly (byte[] Magic, string Name)[] Foreign =
    [
        ([0x25, 0x50, 0x44, 0x46], "PDF"),
        ([0x89, 0x50, 0x4E, 0x47], "PNG"),
        ([0xFF, 0xD8, 0xFF], "JPEG"),
        ([0x1F, 0x8B], "gzip"),
        ([0x52, 0x61, 0x72, 0x21], "RAR"),
        ([0x37, 0x7A, 0xBC, 0xAF], "7z"),
        ([0x53, 0x51, 0x4C, 0x69, 0x74, 0x65], "SQLite"),
        ([0x7B, 0x5C, 0x72, 0x74, 0x66], "RTF"),
    ];

    /// <summary>Tells the kind.</summary>
    /// <param name="stream">The file, seekable.</param>
    /// <param name="hasNamedEncoding">Whether the user said that it is text, by naming its character set.</param>
    /// <exception cref="FileRefusal">FileFormatNotSupported or FileUnreadable.</exception>
    internal static TableKind Detect(Stream stream, bool hasNamedEncoding)
    {
        byte[] sample = new byte[(int)Math.Min(SampleBytes, Math.Max(stream.Length, 1))];
        stream.Position = 0;
        int length = FileBytes.Fill(stream, sample);
        if (length == 0)
        {
            throw new FileRefusal(ErrorId.FileUnreadable, new FileFault(FileFaultKey.Empty));
        }

        ReadOnlySpan<byte> bytes = sample.AsSpan(0, length);
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]))
        {
            CompoundFile.EnsureWorkbook(stream);
            return TableKind.Xls;
        }

        if (bytes.StartsWith((ReadOnlySpan<byte>)[0x50, 0x4B, 0x03, 0x04]) || bytes.StartsWith((ReadOnlySpan<byte>)[0x50, 0x4B, 0x05, 0x06]))
        {
            return TableKind.Xlsx; // The package says itself what it is, see Package.
        }

        // BIFF 2 to 4: a bare stream that begins with BOF.
        if (length > 8 && bytes[0] == 0x09 && bytes[1] is 0x00 or 0x02 or 0x04 && bytes[2] is 0x04 or 0x06 && bytes[3] == 0)
        {
            return TableKind.Xls;
        }

        foreach ((byte[] magic, string name) in Foreign)
        {
            if (bytes.StartsWith(magic))
            {
                throw Unsupported(FileFaultKey.NotATable, name);
            }
        }

        RefuseMarkup(bytes);
        if (!hasNamedEncoding && IsBinary(bytes))
        {
            throw new FileRefusal(ErrorId.FileFormatNotSupported, new FileFault(FileFaultKey.Binary));
        }

        return TableKind.Text;
    }

    internal static FileRefusal Unsupported(string key, string name) => new(ErrorId.FileFormatNotSupported, new FileFault(key, "Found", name));

    private static void RefuseMarkup(ReadOnlySpan<byte> bytes)
    {
        string text = Beginning(bytes);
        string start = text.TrimStart(' ', '\t', '\r', '\n', '\uFEFF');
        if (start.StartsWith("MIME-Version:", StringComparison.OrdinalIgnoreCase))
        {
            throw Unsupported(FileFaultKey.WebPage, "MHTML");
        }

        if (start.Length == 0 || start[0] != '<')
        {
            if (start.Length > 1 && start[0] is '{' or '[' && start.TrimStart('[', '{', ' ', '\r', '\n', '\t').StartsWith("\"", StringComparison.Ordinal))
            {
                throw Unsupported(FileFaultKey.NotATable, "JSON");
            }

            return;
        }

        if (Has("urn:schemas-microsoft-com:office:spreadsheet"))
        {
            throw Unsupported(FileFaultKey.OtherSpreadsheet, "XML Spreadsheet 2003");
        }

        if (Has("<html") || Has("<!doctype html") || Has("<table") || Has("<meta") || Has("<body") || Has("<tr"))
        {
            throw Unsupported(FileFaultKey.WebPage, "HTML");
        }

        if (start.StartsWith("<?xml", StringComparison.OrdinalIgnoreCase))
        {
            throw Unsupported(FileFaultKey.NotATable, "XML");
        }

        bool Has(string part) => text.IndexOf(part, StringComparison.OrdinalIgnoreCase) >= 0;
    }

    /// <summary>The first characters, enough to know markup; UTF-16 by leaving its zero bytes out.</summary>
    private static string Beginning(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(2048);
        for (int i = 0; i < bytes.Length && text.Length < 2048; i++)
        {
            if (bytes[i] is not 0 and < 0x80)
            {
                text.Append((char)bytes[i]);
            }
        }

        return text.ToString();
    }

    /// <summary>Whether the bytes are no text in any set: many control characters that are not UTF-16's zeros.</summary>
    private static bool IsBinary(ReadOnlySpan<byte> bytes)
    {
        int zeros = 0;
        int controls = 0;
        foreach (byte b in bytes)
        {
            zeros += b == 0 ? 1 : 0;
            controls += b is > 0 and < 0x20 && b is not (0x09 or 0x0A or 0x0D or 0x1A or 0x1B or 0x0C) ? 1 : 0;
        }

        return controls * 20 > bytes.Length || (zeros * 10 > bytes.Length && CharsetDetector.WithoutReading(bytes) is null);
    }
}
