using System.Text;

namespace FeishuHire.Engine.Files.Csv;

/// <summary>Character sets that .NET knows only with the code-page provider. Registering it here, on first use, keeps
/// importing the module free of it.</summary>
internal static class Encodings
{
    /// <summary>GB18030, which contains GBK and GB2312.</summary>
    internal static Encoding Gb18030 { get; } = RegisterAndGet();

    /// <summary>Makes the provider known to this process; more than once does no harm.</summary>
    internal static void Register() => _ = Gb18030;

    private static Encoding RegisterAndGet()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return Encoding.GetEncoding(54936, EncoderFallback.ReplacementFallback, new EuroFallback());
    }
}
