using System;
using System.Globalization;
using System.Text;

namespace FeishuHire.Engine.Files.Csv;

/// <summary>Character sets by the names that users know: PowerShell's, the registered ones, and code pages.</summary>
public static class EncodingNames
{
    /// <summary>The character set of a name such as utf8, gb18030, GBK, big5 or 936; null for an unknown one.</summary>
    /// <param name="name">The name, in any case.</param>
    public static Encoding? Find(string name)
    {
        Encodings.Register();
        string plain = name.Trim().ToLowerInvariant();
        try
        {
            return plain switch
            {
                "utf8" or "utf8bom" or "utf8nobom" => new UTF8Encoding(false),
                "unicode" => new UnicodeEncoding(bigEndian: false, byteOrderMark: false),
                "bigendianunicode" => new UnicodeEncoding(bigEndian: true, byteOrderMark: false),
                "utf32" => new UTF32Encoding(bigEndian: false, byteOrderMark: false),
                "bigendianutf32" => new UTF32Encoding(bigEndian: true, byteOrderMark: false),
                "default" or "ansi" => Encoding.GetEncoding(CultureInfo.CurrentCulture.TextInfo.ANSICodePage),
                "oem" => Encoding.GetEncoding(CultureInfo.CurrentCulture.TextInfo.OEMCodePage),
                _ => int.TryParse(plain, NumberStyles.None, CultureInfo.InvariantCulture, out int page)
                    ? Encoding.GetEncoding(page)
                    : Encoding.GetEncoding(plain),
            };
        }
        catch (Exception unknown) when (unknown is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}
