using System.Text;

namespace FeishuHire.Engine.Files.Csv;

/// <summary>The character set a text file is read in.</summary>
/// <param name="Encoding">Decodes the text; bytes that do not fit become U+FFFD, which the rules refuse row by row.</param>
/// <param name="PreambleLength">Bytes of the byte order mark.</param>
/// <param name="Evidence">How it was found.</param>
internal sealed record TextCharset(Encoding Encoding, int PreambleLength, CharsetEvidence Evidence)
{
    /// <summary>Its name as a user may type it.</summary>
    internal string Name => Encoding.WebName;
}
